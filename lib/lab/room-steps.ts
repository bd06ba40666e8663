import { allSteps, type Lab } from './lab';

/** A lab's steps with their checks, as pages of facilitators name them. */
export const roomSteps = (lab: Lab) =>
  allSteps(lab).map(({ slug, number, title, checks }) => ({ slug, number, title, checks: checks.map(({ id, title }) => ({ id, title })) }));
