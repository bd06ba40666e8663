import { actions } from './actions';
import { anybodySignedIn, attendeesOnly, type ByRole, everybody, facilitatorsOnly, runnersOnly } from './roles';
import type { Shop } from './world';

/** A page or a route, asked for by GET unless it says otherwise. */
export interface Visit {
  /** The entry that this row is about; several rows may be about one entry. */
  entry: string;
  path: (shop: Shop) => string;
  expected: ByRole;
  method?: 'POST';
}

const visit = (entry: string, path: Visit['path'], expected: ByRole): Visit => ({ entry, path, expected });

/** Every page and route, and what it does for whom. */
export const visits: readonly Visit[] = [
  visit('page /', () => '/', everybody('opens')),
  visit('page /sign-in', () => '/sign-in', everybody('opens')),
  visit('page /sign-in/problem', () => '/sign-in/problem?error=Declined', everybody('opens')),
  visit('page /sign-in/approved', () => '/sign-in/approved', everybody('opens')),
  visit('page /signed-out', () => '/signed-out', everybody('opens')),
  visit('page /join/[code]', (s) => `/join/${s.joinCode}`, anybodySignedIn('opens', { attendee: 'leads on' })),
  visit('page /invited/[code]', () => '/invited/AAAA-AAAA-AAAA', anybodySignedIn('opens')),
  visit('page /w/[workshop]', (s) => `/w/${s.slug}`, attendeesOnly('opens')),
  visit('page /w/[workshop]/[step]', (s) => `/w/${s.slug}/create-workspace`, attendeesOnly('opens')),
  visit('page /w/[workshop]/[step]', (s) => `/w/${s.slug}/no-such-step`, attendeesOnly('missing')),
  visit('page /w/[workshop]/summary', (s) => `/w/${s.slug}/summary`, attendeesOnly('opens')),
  visit('page /w/[workshop]', () => '/w/no-such-workshop', anybodySignedIn('missing')),
  visit('page /facilitate', () => '/facilitate', facilitatorsOnly('opens')),
  visit('page /facilitate/new', () => '/facilitate/new', facilitatorsOnly('opens')),
  visit('page /facilitate/[workshop]', (s) => `/facilitate/${s.slug}`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]', (s) => `/facilitate/${s.slug}?view=projector`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]', () => '/facilitate/no-such-workshop', anybodySignedIn('missing')),
  visit('page /facilitate/[workshop]/schedule', (s) => `/facilitate/${s.slug}/schedule`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/settings', (s) => `/facilitate/${s.slug}/settings`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/people', (s) => `/facilitate/${s.slug}/people`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/help', (s) => `/facilitate/${s.slug}/help`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/replay', (s) => `/facilitate/${s.slug}/replay`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/report', (s) => `/facilitate/${s.slug}/report`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/[attendee]', (s) => `/facilitate/${s.slug}/${s.enrolmentId}`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/step/[step]', (s) => `/facilitate/${s.slug}/step/create-workspace`, runnersOnly('opens')),
  visit('page /facilitate/[workshop]/step/[step]', (s) => `/facilitate/${s.slug}/step/no-such-step`, runnersOnly('missing')),
  visit('page /facilitate/[workshop]/[attendee]', (s) => `/facilitate/${s.slug}/${s.foreignId}`, runnersOnly('missing')),

  visit('GET /facilitate/[workshop]/report/[file]', (s) => `/facilitate/${s.slug}/report/outcomes.csv`, runnersOnly('opens')),
  visit('GET /facilitate/[workshop]/report/[file]', (s) => `/facilitate/${s.slug}/report/roster.json`, runnersOnly('opens')),
  visit('GET /facilitate/[workshop]/report/[file]', (s) => `/facilitate/${s.slug}/report/secrets.csv`, runnersOnly('missing')),
  visit('GET /facilitate/[workshop]/report/[file]', () => '/facilitate/no-such-workshop/report/steps.csv', anybodySignedIn('missing')),
  visit('GET /.well-known/security.txt', () => '/.well-known/security.txt', everybody('missing')), // nobody is named in tests
  visit('GET /api/health', () => '/api/health', everybody('opens')),
  visit('GET /api/auth/callback/entra', () => '/api/auth/callback/entra?code=stolen&state=forged', everybody('leads on')),
  visit('GET /api/events', (s) => `/api/events?workshop=${s.slug}`, ofAttendees('opens')),
  visit('GET /api/events', (s) => `/api/events?workshop=${s.slug}&now`, ofAttendees('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}`, ofRunners('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&now`, ofRunners('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&nameless&now`, ofRunners('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&attendee=${s.enrolmentId}`, ofRunners('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&attendee=${s.enrolmentId}&now`, ofRunners('opens')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&attendee=${s.foreignId}`, ofRunners('forbidden')),
  visit('GET /api/events', (s) => `/api/events?board=${s.slug}&attendee=${s.foreignId}&now`, ofRunners('forbidden')),
  // nothing was checked in these workshops, so whoever may ask is told that
  visit('GET /api/support', (s) => `/api/support?workshop=${s.slug}&step=create-cluster`, ofAttendees('missing')),
  visit('GET /api/support', (s) => `/api/support?board=${s.slug}&attendee=${s.enrolmentId}&step=create-cluster`, ofRunners('missing')),
  visit('GET /api/support', (s) => `/api/support?board=${s.slug}&attendee=${s.foreignId}&step=create-workspace`, ofRunners('missing')),
];

/** Streams redirect nobody. */
function ofAttendees(outcome: 'opens' | 'missing'): ByRole {
  return everybody('forbidden', { stranger: 'unauthorized', attendee: outcome });
}
function ofRunners(outcome: 'opens' | 'missing' | 'forbidden'): ByRole {
  return everybody('forbidden', { stranger: 'unauthorized', facilitator: outcome });
}

/** All entries that the tables have rows for. */
export const entriesWithRows = (): Set<string> => new Set([...visits.map((v) => v.entry), ...actions.map((a) => a.entry)]);
