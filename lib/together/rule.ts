import type { Trouble } from '@/lib/clouds/trouble';
import { namesOf, withoutIds, withoutNames, withoutPersonal } from './plain';

/** How one of somebody's checks failed when it last ran. Times are ISO 8601. */
export interface Failure {
  step: string;
  checkId: string;
  message: string;
  /** When the failure began. */
  since: string;
  /** For a check that couldn't be made: which service, why, and the vendor's own code. */
  cloud?: string | null;
  trouble?: Trouble | null;
  code?: string | null;
}

/** An attendee, the step they are on, and their failures within the last minutes. */
export interface Somebody {
  id: string;
  name: string;
  step: string | null;
  /** Text that is theirs alone, such as names that they chose, and that makes each person's sentence different. */
  own: readonly string[];
  failures: readonly Failure[];
}

/** Whose side is likely at fault: a service, the workshop's settings and rights, Guidepost or the room's network, or the attendees. */
export type Side = 'service' | 'workshop' | 'us' | 'text' | 'theirs';

/** One failure that several people share. */
export interface Together {
  key: string;
  /** Of one check of one step, or of a service on any step. */
  kind: 'same' | 'outage';
  step: string | null;
  checkId: string | null;
  cloud: string | null;
  message: string;
  code: string | null;
  /** When it first happened to one of them, ISO 8601. */
  since: string;
  people: { id: string; name: string }[];
  /** Out of how many: those on the step, or everybody. */
  of: number;
  side: Side;
}

/** How long a failure counts after the check that found it. */
export const windowMinutes = 15;
/** This many people are enough, however large the room. */
export const enough = 3;
/** Fewer are enough if they are at least this share of those on the step; one person never is. */
export const part = 0.2;
const fewest = 2;

/** Whether so many out of so many is more than chance. */
export const isTogether = (count: number, of: number): boolean => count >= enough || (count >= fewest && count >= of * part);

interface Group {
  failures: { who: Somebody; failure: Failure }[];
  kind: Together['kind'];
}

/**
 * The failures that several people share, those of most people first. A service that can't be asked is one failure on any step, identified
 * by service and trouble. What a check finds wrong is one failure of its step, identified by its sentence without anybody's own names.
 */
export function together(everybody: readonly Somebody[]): Together[] {
  const groups = new Map<string, Group>();
  const plain = new Map<string, string>(); // without names, what many are told is the same
  for (const who of everybody) {
    const names = namesOf([who.name, ...who.own]);
    for (const failure of who.failures) {
      const isOutage = Boolean(failure.cloud && failure.trouble);
      const key = isOutage ? `${failure.cloud} ${failure.trouble}` : `${failure.step} ${plainOf(failure.message, names, plain)}`;
      const group = groups.get(key) ?? { failures: [], kind: isOutage ? 'outage' : 'same' };
      group.failures.push({ who, failure });
      groups.set(key, group);
    }
  }
  return [...groups].flatMap(([key, group]) => lineOf(key, group, everybody) ?? []).sort(moreFirst);
}

const moreFirst = (a: Together, b: Together) => b.people.length - a.people.length || (a.since < b.since ? -1 : 1);

function plainOf(message: string, names: readonly string[], known: Map<string, string>): string {
  const nameless = withoutNames(message, names);
  const plain = known.get(nameless) ?? withoutIds(nameless);
  known.set(nameless, plain);
  return plain;
}

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
