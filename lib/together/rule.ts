import type { Trouble } from '@/lib/clouds/trouble';
import { withoutPersonal } from './plain';

/** How one check of somebody's failed when it was last looked at. Times are ISO 8601. */
export interface Failure {
  step: string;
  checkId: string;
  message: string;
  /** Since when it is so. */
  since: string;
  /** Of a check that could not be made: which service, why, and the vendor's own code. */
  cloud?: string | null;
  trouble?: Trouble | null;
  code?: string | null;
}

/** An attendee, the step they are on, and what failed of theirs within the last minutes. */
export interface Somebody {
  id: string;
  name: string;
  step: string | null;
  /** What is theirs alone, as names that they chose: it differs in what is said to each of them. */
  own: readonly string[];
  failures: readonly Failure[];
}

/** Whose side it is likely on: a service's, the workshop's settings and rights, Guidepost's or the room's network, or theirs. */
export type Side = 'service' | 'workshop' | 'us' | 'text' | 'theirs';

/** The same failure of several people. */
export interface Together {
  key: string;
  /** Of one check of one step, or of a service, on whatever step. */
  kind: 'same' | 'outage';
  step: string | null;
  checkId: string | null;
  cloud: string | null;
  message: string;
  code: string | null;
  /** When the first of them met it, ISO 8601. */
  since: string;
  people: { id: string; name: string }[];
  /** Out of how many: of those on the step, or of everybody. */
  of: number;
  side: Side;
}

/** A failure counts for so long after the look that found it. */
export const windowMinutes = 15;
/** So many people are enough, however large the room. */
export const enough = 3;
/** Fewer are enough if they are this part of those on it; one person never is. */
export const part = 0.2;
const fewest = 2;

/** Whether so many out of so many are more than chance. */
export const isTogether = (count: number, of: number): boolean => count >= enough || (count >= fewest && count >= of * part);

interface Group {
  failures: { who: Somebody; failure: Failure }[];
  kind: Together['kind'];
}

/**
 * What several people have in common, most of them first. That a service cannot be asked is one failure on whatever step, told apart by
 * service and trouble; what a check finds wrong is one of its step, told apart by what is said once everybody's own names are taken out.
 */
export function together(everybody: readonly Somebody[]): Together[] {
  const groups = new Map<string, Group>();
  for (const who of everybody) {
    for (const failure of who.failures) {
      const isOutage = Boolean(failure.cloud && failure.trouble);
      const key = isOutage
        ? `${failure.cloud} ${failure.trouble}`
        : `${failure.step} ${withoutPersonal(failure.message, [who.name, ...who.own])}`;
      const group = groups.get(key) ?? { failures: [], kind: isOutage ? 'outage' : 'same' };
      group.failures.push({ who, failure });
      groups.set(key, group);
    }
  }
  return [...groups].flatMap(([key, group]) => lineOf(key, group, everybody) ?? []).sort(moreFirst);
}

const moreFirst = (a: Together, b: Together) => b.people.length - a.people.length || (a.since < b.since ? -1 : 1);

function lineOf(key: string, { failures, kind }: Group, everybody: readonly Somebody[]): Together | null {
  const [first] = failures;
  if (!first) return null;
  const people = [...new Map(failures.map(({ who: { id, name } }) => [id, { id, name }])).values()];
  const { step, checkId, cloud = null, trouble } = first.failure;
  const onIt = new Set([...people.map(({ id }) => id), ...everybody.filter((e) => e.step === step).map(({ id }) => id)]);
  const of = kind === 'outage' ? everybody.length : onIt.size;
  if (!isTogether(people.length, of)) return null;
  const said = new Set(failures.map(({ failure }) => failure.message));
  const isOneStep = failures.every(({ failure }) => failure.step === step);
  return {
    key,
    kind,
    step: isOneStep ? step : null,
    checkId: kind === 'same' ? checkId : null,
    cloud,
    message:
      kind === 'outage' || said.size === 1
        ? first.failure.message
        : withoutPersonal(first.failure.message, [first.who.name, ...first.who.own]),
    code: most(failures.flatMap(({ failure }) => failure.code ?? [])),
    since: failures.map(({ failure }) => failure.since).sort()[0] ?? '',
    people: people.sort((a, b) => a.name.localeCompare(b.name)),
    of,
    side: trouble ? sides[trouble] : people.length * 2 > of ? 'text' : 'theirs',
  };
}

function most(codes: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

const sides = {
  'signed-out': 'theirs',
  interaction: 'theirs',
  stranger: 'theirs',
  consent: 'workshop',
  approval: 'workshop',
  blocked: 'workshop',
  'set-up': 'workshop',
  forbidden: 'workshop',
  'no-key': 'workshop',
  'bad-key': 'workshop',
  licence: 'workshop',
  throttled: 'service',
  unavailable: 'service',
  slow: 'service',
  garbled: 'us',
  'no-connection': 'us',
  refused: 'us',
} satisfies Record<Trouble, Side>;
