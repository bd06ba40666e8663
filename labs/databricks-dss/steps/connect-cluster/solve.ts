import { connectionParts } from '../../connection-parts';
import { lab } from '../../vocabulary';

const signIn = lab.personsPart({
  id: 'sign-in',
  what: 'Sign in to DSS once',
  why: 'Only you can: DSS makes your account when you sign in.',
  shownBy: ['dss.user-is-known'],
  turns: [
    'dss.user-is-known',
    'dss.cluster-connection-exists',
    'dss.cluster-connection-leads-there',
    'dss.cluster-connection-uses-oauth',
    'dss.cluster-connection-writes-fast',
    'dss.cluster-connection-is-per-user',
    'dss.cluster-connection-answers',
  ],
});

export default [signIn, ...connectionParts('cluster')];
