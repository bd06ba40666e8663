import { knownOf } from '@/lib/attendee/in-lab';
import type { Access } from '@/lib/clouds/access';
import type { Begun } from '@/lib/clouds/carry';
import { clientsOf } from '@/lib/clouds/cloud';
import { Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { unsaid } from '@/lib/lab/fill';
import { type Lab, type Step, stepsOf } from '@/lib/lab/lab';
import { Concluded, type Finding, type Outcome } from '@/lib/lab/outcome';
import { isForPerson, type Part } from '@/lib/lab/part';
import { runChecks } from '@/lib/lab/run';
import { isUnderWay, type PartResult, partsInWords, solveStep } from '@/lib/lab/solve';
import type { Known } from '@/lib/lab/vocabulary';
import type { Desk } from './desk';

/** Who walks, through which lab, and with which keys. */
export interface Walker {
  lab: Lab;
  track: string;
  person: { userName: string; name: string; objectId: string; mail: string };
  settings: Readonly<Record<string, string>>;
  access: Access;
  /** A secret of the lab's that only they have, asked for once; null where they leave it out. */
  secretFor: (name: string) => Promise<string | null>;
  desk: Desk;
}

/** What came of a step. */
export interface Walked {
  step: Step;
  parts: PartResult[];
  /** What is not green; empty where all is. */
  open: Finding[];
}

const lookMs = 20_000;
/** The longest that any part or check may be under way: an Azure role takes half an hour. */
const longestMs = 40 * 60_000;

/** The walk was stopped by whoever walks. */
class Stopped extends Error {
  constructor(readonly at: Walked | null = null) {
    super('Whoever walks stopped.');
  }
}

/**
 * Walks a track, a step after the other: does what can be done through the services' APIs, says what only a person can do and waits for
 * it, and checks. The track's last step is the one that leaves nothing behind, so it is asked for wherever the walk ended.
 */
export async function walk(walker: Walker): Promise<Walked[]> {
  const { lab, track, desk } = walker;
  const steps = stepsOf(lab, track);
  const last = steps.at(-1);
  const values: Record<string, string> = {};
  const walked: Walked[] = [];
  try {
    for (const step of steps.slice(0, -1)) walked.push(await walkStep(walker, step, values));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (error.at) walked.push(error.at);
    desk.say('\nYou stopped here.');
  }
  if (!last) return walked;
  desk.say(`\n${last.number} ${last.title}: now everything that was made would be removed:`);
  for (const { what } of partsInWords(lab, last, knownIn(walker, values))) desk.say(`  - ${what}`);
  const answer = await desk.ask('Remove it? (yes, or anything else to keep it)');
  if (answer?.toLowerCase() !== 'yes') {
    desk.say('Nothing was removed. What runs costs money until you remove it.');
    return walked;
  }
  return [...walked, await walkStep(walker, last, values).catch(unlessStopped(last))];
}

const unlessStopped =
  (step: Step) =>
  (error: unknown): Walked => {
    if (!(error instanceof Stopped)) throw error;
    return error.at ?? { step, parts: [], open: [] };
  };

/** All that is known about whoever walks, as the portal would know it about an attendee. */
function knownIn({ lab, track, person, settings }: Walker, values: Readonly<Record<string, string>>): Known {
  const workshop = {
    id: '',
    slug: '',
    lab: lab.id,
    title: '',
    joinCode: '',
    settings,
    isPractice: false,
    endsAt: null,
    closedAt: null,
    retentionDays: 30,
  };
  const enrolment = { id: '', track, step: null, helpAt: null, revision: '0', values };
  return knownOf({ lab, track, person: { id: '', homeAccountId: '', isFacilitator: false, ...person }, workshop, enrolment });
}

/** @param values what is recorded; the step adds to it @throws Stopped */
async function walkStep(walker: Walker, step: Step, values: Record<string, string>): Promise<Walked> {
  const { lab, desk } = walker;
  desk.say(`\n${step.number} ${step.title}`);
  for (const { what } of partsInWords(lab, step, knownIn(walker, values))) desk.say(`  - ${what}`);
  for (;;) {
    const parts = await solved(walker, step, values);
    for (const { what, how, said } of parts) desk.say(`  ${marks[how]} ${what}: ${said}`);
    const open = (await checked(walker, step, values)).filter(({ outcome }) => outcome.status !== 'pass');
    if (open.length === 0) {
      desk.say('  All checks pass.');
      return { step, parts, open };
    }
    for (const row of rowsOf(step, open)) desk.say(`  ${row}`);
    const answer = (await desk.ask('Enter to try again, g to go on, q to stop:')) ?? 'g';
    if (answer.startsWith('q')) throw new Stopped({ step, parts, open });
    if (answer.startsWith('g')) return { step, parts, open };
  }
}

const marks: Record<PartResult['how'], string> = { done: '✓', already: '✓', 'under-way': '…', person: '☐', failed: '✗', 'not-tried': '·' };

/** An obstacle: what it is, what is wrong, and what to do. What several checks say in the same words is said once. */
export function rowsOf(step: Step, open: readonly Finding[]): string[] {
  const bySaid = Map.groupBy(open, ({ outcome }) => wordsOf(outcome));
  return [...bySaid].map(([said, findings]) => {
    const titles = findings.map(({ checkId }) => step.checks.find(({ id }) => id === checkId)?.title ?? checkId);
    return `${findings[0]?.outcome.status === 'waiting' ? '…' : '✗'} ${titles.join(' · ')}: ${said}`;
  });
}

function wordsOf(outcome: Outcome): string {
  if (outcome.status === 'waiting') return `${outcome.on}.`;
  if (outcome.status === 'pass') return outcome.message;
  const seen = outcome.status === 'wrong' ? ` Expected ${outcome.expected}, found ${outcome.found}.` : '';
  return `${outcome.message}${seen} ${outcome.remedy}`;
}

/** Does the step's parts; what takes a while is looked at until it is done. */
async function solved(walker: Walker, step: Step, values: Record<string, string>): Promise<PartResult[]> {
  const { lab, access, desk } = walker;
  const begun = desk.now();
  let before: PartResult[] = [];
  for (;;) {
    const { parts } = await solveStep(lab, step, {
      ...{ access, before, secrets: await secretsFor(walker, step) },
      known: knownIn(walker, values),
      record: async (set) => void Object.assign(values, set),
      byPerson: (part, known) => byHand(walker, step, part, known),
    });
    const waiting = parts.find(({ how }) => how === 'under-way');
    if (!isUnderWay(parts) || desk.now() - begun > longestMs) return parts;
    if (before.find(({ id }) => id === waiting?.id)?.said !== waiting?.said) desk.say(`  … ${waiting?.said}`);
    before = parts;
    await desk.wait(lookMs);
  }
}

/** Checks the step; what is under way is looked at until it is there. What checks learn is recorded. */
async function checked(walker: Walker, step: Step, values: Record<string, string>): Promise<Finding[]> {
  const { lab, access, desk } = walker;
  const since = desk.now();
  let begun: Readonly<Record<string, Begun>> = {};
  for (;;) {
    const report = await runChecks(lab, step, access, knownIn(walker, values), undefined, begun);
    Object.assign(values, report.learnt);
    begun = report.begun ?? {};
    const waiting = report.findings.find(({ outcome }) => outcome.status === 'waiting');
    if (!waiting || desk.now() - since > longestMs) return report.findings;
    for (const row of rowsOf(step, [waiting])) desk.say(`  ${row}`);
    await desk.wait(lookMs);
  }
}

/** Asks whoever walks to do what only they can. @returns what they record of it; null where they leave it out @throws Stopped */
async function byHand(walker: Walker, step: Step, part: Part, known: Known): Promise<Readonly<Record<string, string>> | null> {
  if (!isForPerson(part)) return null;
  const { desk } = walker;
  const what = typeof part.what === 'string' ? part.what : part.what(known);
  desk.say(`  ☐ ${what}. ${part.why}`);
  const answer = (await desk.ask('Press Enter once you have done it; s to leave it out, q to stop:')) ?? 's';
  if (answer.startsWith('q')) throw new Stopped();
  if (answer.startsWith('s')) return null;
  const read = await found(walker, step, known);
  return { ...read, ...(await typed(walker, step, part, { ...known, ...read })) };
}

/** The values that the next part cannot do without, and that this step has people record. */
async function typed({ desk }: Walker, step: Step, part: Part, known: Known): Promise<Record<string, string>> {
  const parts = step.parts ?? [];
  const next = parts[parts.findIndex(({ id }) => id === part.id) + 1];
  if (!next || isForPerson(next)) return {};
  const told: Record<string, string> = {};
  for (const value of step.collects.filter(({ name, isPick }) => !isPick && !known[name] && next.needs.includes(name))) {
    const answer = await desk.ask(`${value.label}:`);
    const read = answer ? value.parse(answer) : null;
    if (read && 'value' in read) told[value.name] = read.value;
    else if (read) desk.say(`  ${read.problem}`);
  }
  return told;
}

/** What the step reads from the service by itself: a person's work leaves names there, which nobody has to type. */
async function found({ access, desk, lab }: Walker, { fill }: Step, known: Known): Promise<Readonly<Record<string, string>>> {
  if (!fill || unsaid(fill.needs, known).length > 0) return {};
  try {
    const filled = await fill.read(clientsOf(lab.clouds, new Run(access), []), known);
    if ('nothing' in filled) return {};
    if ('values' in filled) return Object.fromEntries(Object.entries(filled.values).filter((one): one is [string, string] => !!one[1]));
    const choices = filled.choices.map(({ label }, i) => `  ${i + 1} ${label}`);
    const answer = await desk.ask(`${[filled.note, ...choices].join('\n')}\n  Which number?`);
    const chosen = filled.choices[Number(answer) - 1];
    return chosen ? { [filled.name]: chosen.value } : {};
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof Concluded)) throw error;
    return {}; // the checks say what is the matter
  }
}

/** The secrets that the step's parts cannot do without. */
async function secretsFor({ lab, secretFor }: Walker, step: Step): Promise<Record<string, string>> {
  const names = (step.parts ?? []).flatMap((part) => (isForPerson(part) ? [] : part.secrets));
  const given: Record<string, string> = {};
  for (const name of new Set(names)) {
    const text = lab.credentials[name] ? await secretFor(name) : null;
    if (text) given[name] = text;
  }
  return given;
}
