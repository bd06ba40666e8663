/** Who comes, seen from one workshop. */
export const roles = [
  'stranger',
  'attendee of none',
  'attendee of another',
  'attendee',
  'facilitator of another',
  'facilitator',
  /** They made the workshop; their app role was taken away since. */
  'ex-facilitator',
] as const;
export type Role = (typeof roles)[number];

/** What comes of it. */
export type Outcome =
  | 'opens' // 200
  | 'forbidden' // 403
  | 'missing' // 404
  | 'unauthorized' // 401, for a route that no browser shows
  | 'signs in' // a redirect to sign-in, with the way back
  | 'joins' // a redirect to where one joins
  | 'leads on' // any other redirect
  | 'session over' // an action's own answer
  | 'does it'; // the action did what it is for; with every other outcome it must have done nothing

export type ByRole = Readonly<Record<Role, Outcome>>;

/** One outcome for everybody but those named. */
export const everybody = (outcome: Outcome, but: Partial<ByRole> = {}): ByRole => {
  const all = Object.fromEntries(roles.map((role) => [role, outcome])) as Record<Role, Outcome>; // each role, from the list of them
  return { ...all, ...but };
};

/** Whoever is not signed in is sent to do that. */
const signedIn = (outcome: Outcome, but: Partial<ByRole> = {}) => everybody(outcome, { stranger: 'signs in', ...but });

/** Something of the attendees of this one workshop. */
export const attendeesOnly = (outcome: Outcome): ByRole => signedIn('joins', { attendee: outcome });
/** Something of those who run this one workshop. */
export const runnersOnly = (outcome: Outcome): ByRole => signedIn('forbidden', { facilitator: outcome });
/** Something of all who may run workshops. */
export const facilitatorsOnly = (outcome: Outcome): ByRole =>
  signedIn('forbidden', { facilitator: outcome, 'facilitator of another': outcome });
export const anybodySignedIn = signedIn;
