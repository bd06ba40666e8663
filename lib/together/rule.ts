import { createHash } from 'node:crypto';
import type { Trouble } from '@/lib/clouds/trouble';
import { causeOf, codeIn, plainWith, sentenceIn } from './cause';
import { namesOf, withoutPersonal } from './plain';
import { isDown, type Side, sideOfTrouble, sideOfVerdict } from './side';

export type { Side } from './side';

/** How one of somebody's checks failed when it last ran. Times are ISO 8601. */
export interface Failure {
  step: string;
  checkId: string;
  message: string;
  remedy?: string | null;
  /** When the failure began. */
  since: string;
  /** What a verdict found, and who has to act, if the check knows that. */
  found?: string | null;
  whose?: 'attendee' | 'workshop' | null;
  /** Not done yet, though they have checked it more than once. */
  isMissing?: boolean;
  /** For a check that couldn't be made: which service, why, the vendor's own code, and when that was last so. */
  cloud?: string | null;
  trouble?: Trouble | null;
  code?: string | null;
  last?: string | null;
}

/** An attendee, the step they are on, and their failures within the last minutes. */
export interface Somebody {
  id: string;
  name: string;
  step: string | null;
  /** Text that is theirs alone, such as names that they chose, and that makes each person's sentence different. */
  own: readonly string[];
  failures: readonly Failure[];
  /** The steps that they have checked, at any time and within the last minutes. */
  tried: readonly string[];
  lately: readonly string[];
}

/** One failure that several people share. */
export interface Together {
  /** Short, and the same as long as it is the same failure. */
  key: string;
  /** Of one check of one step, or of a service on any step. */
  kind: 'same' | 'outage';
  /** They haven't done it yet, though they have checked more than once. */
  isMissing: boolean;
  step: string | null;
  checkId: string | null;
  cloud: string | null;
  /** Why the service couldn't be asked. */
  trouble: Trouble | null;
  message: string;
  /** What they are told to do. */
  remedy: string;
  code: string | null;
  /** A service's own sentence, if it has no code. */
  said: string | null;
  /** When it first happened to one of them, ISO 8601. */
  since: string;
  people: { id: string; name: string }[];
  /** Out of how many: those on the step; of an outage, those who asked on its steps within the last minutes. */
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
 * by service and trouble; one person is enough if the service was down more than once. What a check finds is one failure of its step,
 * identified by its sentence and its cause, without anybody's own names. A service that doesn't know somebody yet is no outage.
 */
export function together(everybody: readonly Somebody[]): Together[] {
  const groups = new Map<string, Group>();
  const plain = plainWith(new Map());
  for (const who of everybody) {
    const names = namesOf([who.name, ...who.own]);
    const without = (text: string) => plain(text, names);
    for (const failure of who.failures) {
      const isOutage = Boolean(failure.cloud && failure.trouble && failure.trouble !== 'stranger');
      const key = isOutage
        ? `${failure.cloud} ${failure.trouble}`
        : `${failure.step} ${without(failure.message)}\n${causeOf(failure, without)}`;
      const group = groups.get(key) ?? { failures: [], kind: isOutage ? 'outage' : 'same' };
      group.failures.push({ who, failure });
      groups.set(key, group);
    }
  }
  return onceMissing([...groups].flatMap(([key, group]) => lineOf(key, group, everybody) ?? []).sort(moreFirst));
}

/** Several things that the same people haven't done yet on one step are one problem: the first of them. */
function onceMissing(lines: readonly Together[]): Together[] {
  const kept: Together[] = [];
  for (const line of lines) {
    const covers = (k: Together) => k.isMissing && k.step === line.step && line.people.every(({ id }) => k.people.some((p) => p.id === id));
    if (!line.isMissing || !kept.some(covers)) kept.push(line);
  }
  return kept;
}

const moreFirst = (a: Together, b: Together) => b.people.length - a.people.length || (a.since < b.since ? -1 : 1);

function lineOf(key: string, { failures, kind }: Group, everybody: readonly Somebody[]): Together | null {
  const [first] = failures;
  if (!first) return null;
  const people = [...new Map(failures.map(({ who: { id, name } }) => [id, { id, name }])).values()];
  const { step, checkId, cloud = null, trouble = null } = first.failure;
  const steps = new Set(failures.map(({ failure }) => failure.step));
  const also = (is: (who: Somebody) => boolean) => new Set([...people, ...everybody.filter(is)].map(({ id }) => id)).size;
  const of = kind === 'outage' ? also((e) => e.lately.some((s) => steps.has(s))) : also((e) => e.step === step);
  const isProven = kind === 'outage' && trouble !== null && isDown(trouble) && failures.some(({ failure }) => isTwice(failure));
  if (!isProven && !isTogether(people.length, of)) return null;
  const code = most(failures.flatMap(({ failure }) => failure.code ?? codeIn(failure.found) ?? []));
  return {
    key: createHash('sha256').update(key).digest('base64url').slice(0, 22),
    kind,
    isMissing: failures.every(({ failure }) => failure.isMissing === true),
    step: steps.size === 1 ? step : null,
    checkId: kind === 'same' ? checkId : null,
    ...{ cloud, trouble, code },
    message: shared(failures, (failure) => failure.message),
    remedy: shared(failures, (failure) => failure.remedy ?? ''),
    said: code === null && kind === 'same' ? shared(failures, (failure) => sentenceIn(failure.found) ?? '') || null : null,
    since: failures.map(({ failure }) => failure.since).sort()[0] ?? '',
    people: people.sort((a, b) => a.name.localeCompare(b.name)),
    of,
    side: trouble
      ? sideOfTrouble[trouble]
      : sideOfVerdict(
          first.failure.whose,
          people.length,
          also((e) => e.tried.includes(step)),
        ),
  };
}

/** A second look found the same. */
const isTwice = ({ since, last }: Failure) => Boolean(last && last > since);

/** A text that all have, or what it says without anybody's own. */
function shared([first, ...rest]: Group['failures'], textOf: (failure: Failure) => string): string {
  if (!first) return '';
  const text = textOf(first.failure);
  return rest.every(({ failure }) => textOf(failure) === text) ? text : withoutPersonal(text, [first.who.name, ...first.who.own]);
}

function most(codes: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
