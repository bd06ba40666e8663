import { lab } from '../../vocabulary';

const open = lab.personsPart({
  id: 'open',
  what: 'Open the common workspace once',
  why: 'Only you can: Databricks gets to know you when you sign in there. If it turns you away, ask your facilitator to have you added.',
  turns: ['databricks.common-workspace-opens', 'databricks.communal-cluster-is-there'],
});

export default [open];
