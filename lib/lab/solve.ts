import type { Access } from '@/lib/clouds/access';
import type { Begun, Carry } from '@/lib/clouds/carry';
import { writersOf } from '@/lib/clouds/cloud';
import { type Limits, Run } from '@/lib/clouds/http';
import { type Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { notRecorded, unsaid } from './fill';
import { type Lab, type Step, unsaidIn, withStepNumbers } from './lab';
import { Concluded } from './outcome';
import { type Detail, isForPerson, type Part, partsOn, shownBy } from './part';
import { runChecks } from './run';
import { askedToWait, unreachable } from './trouble';
import type { Known } from './vocabulary';

/** The result of one part. */
export type How =
  | 'done'
  /** It was there already. */
  | 'already'
  /** It continues by itself in the service, and is checked again. */
  | 'under-way'
  /** Only a person can do it. */
  | 'person'
  /** It couldn't be done; `said` says why. */
  | 'failed'
  /** An earlier part isn't done. */
  | 'not-tried';

/** One part's result, as it is stored and shown. It never holds a secret. */
export interface PartResult {
  id: string;
  what: string;
  how: How;
  /** In one or two sentences: what was done, what it waits for, or what to do about it. */
  said: string;
  /** What it has in progress in a service: a few ids and times. */
  begun?: Begun;
}

export interface Solving {
  access: Access;
  known: Known;
  /** What the attendee's tab sent along, by the credential's name. */
  secrets?: Readonly<Record<string, string>>;
  /** The results of the previous look: what is done isn't done again, and what failed isn't tried again until they ask for it. */
  before?: readonly PartResult[];
  /** Records values at once, so that they aren't lost if a later part fails. */
  record?: (values: Readonly<Record<string, string>>) => Promise<void>;
  /** Called before each part: null to go on, or why not, as the end of a sentence. */
  mayGoOn?: () => Promise<true | string>;
  /**
   * Does what only a person can, for tests and rehearsals with the practice cloud's people. It answers with the values that they recorded,
   * or with null if it couldn't be done yet.
   */
  byPerson?: (part: Part, known: Known) => Promise<Readonly<Record<string, string>> | null>;
  /** The ids of parts, and of details as `part.detail`, that are left out: for tests and rehearsals. */
  without?: readonly string[];
  limits?: Limits;
}

export interface Solved {
  parts: PartResult[];
  /** Everything known, with what the parts have recorded. */
  known: Known;
}

/** Trouble that passes by itself. */
const passing: ReadonlySet<Trouble> = new Set(['throttled', 'unavailable', 'slow', 'no-connection', 'garbled']);

/** Whether the next look may get an answer. A change that was refused is none that goes on. */
const isPassing = (error: unknown): boolean =>
  error instanceof UpstreamError && passing.has(error.detail.trouble) && !error.detail.isChange;

/** A part may read, write and read again. */
const partLimits: Limits = { deadlineMs: 60_000, requestMs: 12_000 };

/** Whether another look may make progress. */
export const isUnderWay = (parts: readonly PartResult[]): boolean => parts.some(({ how }) => how === 'under-way');

/**
 * Does a step's parts for somebody, one after another, as them. What already exists is left as it is, so the step can be done again after
 * an interruption: a part whose checks all pass isn't even started. It ends at the first part that takes a while, which the next look picks
 * up, or at the first service that can't be asked.
 */
export async function solveStep(lab: Lab, step: Step, solving: Solving): Promise<Solved> {
  const { access, before = [], without = [], record, mayGoOn, byPerson } = solving;
  let { known } = solving;
  const parts: PartResult[] = [];
  const green = before.length > 0 ? new Set<string>() : await greenOf(lab, step, access, known);
  let isStopped = false;
  const keep = async (values: Readonly<Record<string, string>>): Promise<void> => {
    await record?.(values);
    known = { ...known, ...values };
  };
  for (const part of partsOn(step.parts ?? [], known['track']).filter(({ id }) => !without.includes(id))) {
    const earlier = before.find(({ id }) => id === part.id);
    if (earlier && isOver(earlier)) {
      parts.push(earlier);
      continue;
    }
    const result = (how: How, said: string, begun?: Begun): PartResult => ({
      id: part.id,
      what: wordsOf(part, known),
      how,
      said: storable(withStepNumbers(lab, known['track'] ?? '', said)),
      ...(begun ? { begun } : {}),
    });
    const shown = shownBy(part);
    if (shown.length > 0 && shown.every((id) => green.has(id))) {
      parts.push(result('already', 'Done already: its checks pass.'));
      continue;
    }
    if (isForPerson(part) && !byPerson) {
      parts.push(result('person', part.why));
      continue;
    }
    if (isStopped || isUnderWay(parts)) {
      parts.push(result('not-tried', 'Not tried yet, because something before it isn’t done.'));
      continue;
    }
    const goesOn = (await mayGoOn?.()) ?? true;
    if (goesOn !== true) {
      // what was started continues there, and can be picked up again
      parts.push(earlier?.how === 'under-way' ? earlier : result('not-tried', `Not tried: ${goesOn}`));
      continue;
    }
    if (isForPerson(part)) {
      const values = (await byPerson?.(part, known)) ?? null;
      if (values) await keep(values);
      parts.push(values ? result('done', 'Done by hand.') : result('person', part.why));
      continue;
    }
    const done = await one(lab, step, part, { ...solving, known }, earlier);
    isStopped = done.isTrouble ?? false;
    if (done.values) await keep(done.values);
    // if it exists now and an earlier look started it, that look did it
    const how = done.how === 'already' && earlier?.begun ? 'done' : done.how;
    parts.push(result(how, done.said, done.how === 'under-way' ? done.begun : undefined));
  }
  return { parts, known };
}

/** Whether there is nothing more to do about a part as long as the others go on. */
const isOver = ({ how }: PartResult): boolean => how === 'done' || how === 'already' || how === 'failed';

/** Ids of the checks that pass. Checks that would start something in a service are left out. */
async function greenOf(lab: Lab, step: Step, access: Access, known: Known): Promise<ReadonlySet<string>> {
  const checks = step.checks.filter((check) => !check.carriesOn);
  const { findings } = await runChecks(lab, { ...step, checks }, access, known);
  return new Set(findings.filter(({ outcome }) => outcome.status === 'pass').map(({ checkId }) => checkId));
}

interface Came {
  how: How;
  said: string;
  /** A service could not be asked, so nothing after it is tried. */
  isTrouble?: boolean;
  values?: Readonly<Record<string, string>>;
  begun?: Begun;
}

/** @param earlier what came of it at the look before */
async function one(
  lab: Lab,
  step: Step,
  part: Exclude<Part, { why: string }>,
  solving: Solving,
  earlier: PartResult | undefined,
): Promise<Came> {
  const { access, known, secrets = {}, without = [], limits = partLimits } = solving;
  const lacking = unsaid(part.needs, known);
  if (lacking.length > 0) {
    const verdict = notRecorded(lacking.map(unsaidIn(lab, known['track'] ?? '', step, known)));
    return { how: 'failed', said: 'remedy' in verdict ? `${verdict.message} ${verdict.remedy}` : '' };
  }
  const [absent] = part.secrets.filter((name) => !secrets[name]);
  if (absent !== undefined)
    return {
      how: 'person',
      said: `Only you can give it: ${lab.credentials[absent]?.label ?? absent}. Enter it in the panel, then select Try again.`,
    };
  const begun = earlier?.begun;
  let kept = begun;
  const carry: Carry = {
    begun: begun ?? null,
    keep(next) {
      kept = next ?? undefined;
    },
  };
  const came = (how: How, said: string): Came => ({ how, said, ...(kept ? { begun: kept } : {}) });
  try {
    const run = new Run(access, { ...limits, mayWrite: true });
    const own = Object.fromEntries(part.secrets.map((name) => [name, secrets[name] ?? '']));
    const done = await part.act(writersOf(lab.clouds, run, []), known, {
      secrets: own,
      has: (detail) => !without.includes(`${part.id}.${detail}`),
      carry,
    });
    const values = Object.entries(done.values ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return { ...came(done.how, done.said), ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}) };
  } catch (error) {
    // one answer that was lost is no reason to leave what goes on in a service
    const goesOn = isPassing(error) && (kept !== undefined || earlier?.how === 'under-way');
    if (goesOn) kept ??= begun;
    const said = sentenceOf(error, { hadSecret: part.secrets.length > 0, goesOn });
    return goesOn ? came('under-way', said) : { ...came('failed', said), isTrouble: error instanceof UpstreamError };
  }
}

/**
 * Why a part couldn't be done. If it was given a secret, the service's own sentence is left out, because it may repeat what it was sent.
 * While it goes on, there is nothing to do about it, and what Guidepost does next may be to stop waiting.
 * @throws everything that is neither trouble nor a verdict: a bug
 */
function sentenceOf(error: unknown, { hadSecret, goesOn }: { hadSecret: boolean; goesOn: boolean }): string {
  if (error instanceof Concluded) {
    const { verdict } = error;
    if (verdict.status === 'waiting') return `${verdict.on}.`;
    return 'remedy' in verdict ? `${verdict.message} ${verdict.remedy}` : verdict.message;
  }
  if (!(error instanceof UpstreamError)) throw error;
  const { message, remedy, cloud, said, trouble, retryAfterSeconds } = unreachable(error);
  // a check's words speak of Verify, which brings no key to what is done for somebody
  if (trouble === 'own-key') return `This needs your personal ${cloud} API key. Enter it in the panel.`;
  const own = said && !hadSecret ? ` ${cloud} said: ${said}${/[.!?]$/.test(said) ? '' : '.'}` : '';
  const next = goesOn ? askedToWait(cloud, retryAfterSeconds) : remedy;
  return `${message}${own}${next ? ` ${next}` : ''}`;
}

const wordsOf = ({ what }: { what: Part['what'] }, known: Known): string => (typeof what === 'string' ? what : what(known));

/** PostgreSQL’s JSON has no NUL, and no half of a character that was cut in two. A service's sentence may have either. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** What would be done, in words, for somebody to agree to. */
export interface PartWords {
  id: string;
  what: string;
  /** Why only a person can do it; null if it is done for them. */
  why: string | null;
  details: string[];
  /** Ids of the checks that aren't green without it. */
  turns: readonly string[];
}

export const partsInWords = (lab: Lab, step: Step, known: Known): PartWords[] =>
  partsOn(step.parts ?? [], known['track']).map((part) => ({
    id: part.id,
    what: wordsOf(part, known),
    why: isForPerson(part) ? withStepNumbers(lab, known['track'] ?? '', part.why) : null,
    details: isForPerson(part) ? [] : Object.values<Detail>(part.details).map((detail) => wordsOf(detail, known)),
    turns: part.turns,
  }));

/** Whether there is anything in a step that can be done for somebody. */
export const isSolvable = ({ parts = [] }: Step): boolean => parts.some((part) => !isForPerson(part));
