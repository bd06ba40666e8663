import { z } from 'zod';
import { clientsOf } from '@/lib/clouds/cloud';
import { Run } from '@/lib/clouds/http';
import { db } from '@/lib/db';
import { type Filled, notRecorded, unsaid } from '@/lib/lab/fill';
import { type Step, unsaidIn, withStepNumbers } from '@/lib/lab/lab';
import { type Outcome, sentenceOf } from '@/lib/lab/outcome';
import { outcomeOfError } from '@/lib/lab/run';
import { originFor, settingsOf } from '@/lib/lab/settings';
import { type Changed, change, type Writes } from '@/lib/progress/change';
import { endLease, keepLease, type Lease, takeLease } from '@/lib/progress/lease';
import { findProgressWithOffers } from '@/lib/progress/read';
import type { Verified } from '@/lib/progress/verify';
import { isOpen, overWords } from '@/lib/workshop-end';
import { accessOf, movedWords, type TabSecret, type TabSecrets } from './access';
import { pressHelp } from './help';
import { type InLab, knownOf, withEnrolment } from './in-lab';
import { type AttendeeState, type BriefState, briefStateOf, stepState, wholeState } from './state';
import { verifyFor } from './verify';

const name = z.string().regex(/^\w{1,100}$/);
const plain = <const K extends string>(kind: K) => z.object({ kind: z.literal(kind) });
const named = <const K extends string>(kind: K) => z.object({ kind: z.literal(kind), name });

/** What can be pressed in a step's panel. Buttons carry it as JSON. */
export const Press = z.discriminatedUnion('kind', [
  plain('verify'),
  plain('save'),
  plain('fill'),
  named('pick'),
  named('forget'),
  named('probe'),
  plain('ask-for-help'),
  plain('add-to-help'),
  plain('end-help'),
]);
export type Press = z.infer<typeof Press>;

/** A press, with everything in the form. */
export interface Pressed {
  press: Press;
  /** By value name; a pick has the prefix `pick-`. */
  typed: Readonly<Record<string, string>>;
  secrets: TabSecrets;
  /** The browser tab, whose event stream does not repeat the answer. */
  tab?: string | undefined;
  /** The `factsId` of the state that the page has, whose facts the answer then leaves out. */
  held?: string | undefined;
  /** The lease of the step's run, if the caller has already asked for it. */
  lease?: Lease | undefined;
}

/** The result of a press, apart from the state. */
export interface Said {
  note?: string;
  tone?: 'bad' | 'done';
  /** The press failed; the note says why. */
  isFailure?: boolean;
  /** It failed because the database could not be asked, which passes by itself. */
  isAway?: boolean;
  problems?: Record<string, string>;
  choices?: { name: string; options: { value: string; label: string }[] };
}

/** The answer to a press. As it is sent, its state may be brief; the page adds the facts that it has (components/step/send-press.ts). */
export interface PressAnswer<State = AttendeeState> extends Said {
  /** Differs for each answer, so that screen readers announce the same words twice. */
  at: number;
  /** What was pressed; null before the first press and after a failed one. */
  did: Press['kind'] | null;
  /** What is wrong with the input, by value name. */
  problems: Record<string, string>;
  typed: Record<string, string>;
  hasSessionEnded?: boolean;
  state?: State;
}

/** Saves the input first, whatever was pressed. */
export async function pressed(
  attendee: InLab,
  step: Step,
  { press, typed, secrets, tab, held, lease }: Pressed,
): Promise<PressAnswer<BriefState>> {
  if (!isOpen(attendee.workshop)) {
    const note = `${overWords(attendee.workshop)} Your work isn’t checked anymore.`;
    return { at: Date.now(), did: null, problems: {}, typed: { ...typed }, note, tone: 'bad', isFailure: true };
  }
  const { changes, problems } = read(step, typed, knownOf(attendee));
  if (press.kind === 'forget') changes[press.name] = null;
  if (press.kind === 'pick') Object.assign(changes, picked(step, press.name, typed));
  const panel = new Panel(attendee, step, tab);
  const isKept = await panel.keep(changes, 'typed', lease?.kind === 'taken' ? step.slug : undefined);
  // saving made the last run stale, so the answer to the first request for a lease is out of date
  const said = await act(panel, press, typed, secrets, isKept && lease?.kind !== 'taken' ? undefined : lease);
  for (const settled of panel.filled) delete problems[settled];
  const state = await panel.state(held);
  if (!state) return { at: Date.now(), did: null, problems: {}, typed: { ...typed }, ...gone };
  return {
    at: Date.now(),
    did: press.kind,
    typed: { ...typed },
    ...said,
    problems: { ...problems, ...said.problems },
    state,
  };
}

const gone: Said = { tone: 'bad', isFailure: true, note: 'You’re no longer in this workshop. Ask your facilitator.' };

async function act(panel: Panel, press: Press, typed: Pressed['typed'], secrets: TabSecrets, lease: Lease | undefined): Promise<Said> {
  const { step } = panel;
  switch (press.kind) {
    case 'verify':
      return afterVerify(panel, await verifyFor(panel.attendee, step, 'click', { secrets, by: panel.tab, lease }));
    case 'save':
      return {};
    case 'fill':
    case 'pick':
    case 'forget': // after a choice was made or undone, the fill reads again what it leads to
      return step.fill ? fill(panel, step.fill, secrets) : {};
    case 'probe':
      return probe(panel, press.name, secrets[press.name]);
    case 'ask-for-help':
    case 'add-to-help':
    case 'end-help':
      panel.stale(); // the result is read with everything else
      return pressHelp(panel, press.kind, typed);
    default:
      return press satisfies never;
  }
}

/** An attendee at a step's panel. It follows its own writes, so that nothing is read again for the answer. */
class Panel {
  /** The values that a service filled in. */
  filled: string[] = [];
  private seen: AttendeeState['steps'] = {};
  private isStale = false;
  /** This request has written something of theirs, so they were there a moment ago. */
  private isThere = false;

  constructor(
    public attendee: InLab,
    readonly step: Step,
    readonly tab: string | undefined,
  ) {}

  async write(writes: Writes): Promise<Changed | null> {
    const { enrolment, workshop } = this.attendee;
    const changed = await change({ enrolmentId: enrolment.id, workshopId: workshop.id }, writes, this.tab);
    if (changed) this.takeEnrolment(changed);
    return changed;
  }

  /** @returns whether there was anything to save */
  async keep(set: Record<string, string | null>, source: 'typed' | 'filled', holding?: string): Promise<boolean> {
    return (await this.write({ values: { set, source, holding } })) !== null;
  }

  /** Takes over what this request's own run found and wrote. */
  take(changed: Changed): void {
    this.takeEnrolment(changed);
    const { standings, passedAt: at, how, reason, revision } = changed;
    this.seen = { [this.step.slug]: stepState(this.step, standings, at && how ? { at, how, reason } : null, revision) };
  }

  /** Somebody else changed the state, so the answer must read it. */
  stale(): void {
    this.isStale = true;
  }

  /** Null where they were taken out of the workshop during the press. */
  async state(held: string | undefined): Promise<BriefState | null> {
    const { id } = this.attendee.enrolment;
    if (!this.isStale)
      return this.isThere || (await db().enrolment.count({ where: { id } })) > 0 ? briefStateOf(this.attendee, this.seen, held) : null;
    const progress = await findProgressWithOffers(id);
    if (!progress) return null;
    const { steps, ...whole } = wholeState(this.attendee, progress);
    const own = steps[this.step.slug];
    return { ...whole, steps: own ? { [this.step.slug]: own } : {} };
  }

  /** Takes over everything, because others may have changed it since: an answer must not give old values a new revision. */
  private takeEnrolment({ revision, enrolment }: Changed): void {
    this.isThere = true;
    this.attendee = withEnrolment(this.attendee, { ...this.attendee.enrolment, ...enrolment, revision });
  }
}

/** The input that is valid and new, and what is wrong with the rest. Emptying a field deletes its value. */
function read(step: Step, typed: Readonly<Record<string, string>>, known: Readonly<Record<string, string | undefined>>) {
  const changes: Record<string, string | null> = {};
  const problems: Record<string, string> = {};
  for (const spec of step.collects) {
    const text = typed[spec.name];
    if (spec.isPick || text === undefined || text.trim() === (known[spec.name] ?? '')) continue;
    const parsed = text.trim() ? spec.parse(text) : { value: null };
    if ('problem' in parsed) problems[spec.name] = parsed.problem;
    else changes[spec.name] = parsed.value;
  }
  return { changes, problems };
}

function picked(step: Step, name: string, typed: Readonly<Record<string, string>>): Record<string, string> {
  const spec = step.collects.find((v) => v.name === name);
  const parsed = spec?.parse(typed[`pick-${name}`] ?? '');
  return parsed && 'value' in parsed ? { [name]: parsed.value } : {};
}

/** What an outcome other than a pass says, and what to do. */
const wordsOf = (outcome: Outcome): string => ('remedy' in outcome ? `${sentenceOf(outcome)} ${outcome.remedy}` : sentenceOf(outcome));

/** Runs `ask`; if the service cannot be asked, or the question ends early, the sentence for that. */
async function orSaid({ attendee: { lab, track } }: Panel, ask: () => Promise<Said>): Promise<Said> {
  const numbered = (note: string) => withStepNumbers(lab, track, note);
  try {
    const said = await ask();
    return said.note ? { ...said, note: numbered(said.note) } : said;
  } catch (error) {
    return { tone: 'bad', note: numbered(wordsOf(outcomeOfError(error))) };
  }
}

/** Says which needed values are not recorded yet; null if all are. */
function needed({ attendee, step }: Panel, needs: readonly string[]): Said | null {
  const known = knownOf(attendee);
  const names = unsaid(needs, known);
  if (names.length === 0) return null;
  return { tone: 'bad', note: wordsOf(notRecorded(names.map(unsaidIn(attendee.lab, attendee.track, step, known)))) };
}

async function fill(panel: Panel, { needs, read }: NonNullable<Step['fill']>, secrets: TabSecrets): Promise<Said> {
  const lacking = needed(panel, needs);
  if (lacking) return lacking;
  const { attendee } = panel;
  return alone(attendee, 'fill', 'Guidepost is still reading this. Wait a moment.', () =>
    orSaid(panel, async () => {
      const clouds = clientsOf(attendee.lab.clouds, new Run(accessOf(attendee, { secrets })), []);
      return takeFilled(panel, await read(clouds, knownOf(attendee)));
    }),
  );
}

/** Does something that an attendee may only do once at a time, in whatever tab and on whatever instance. */
async function alone({ enrolment }: InLab, what: string, busy: string, act: () => Promise<Said>): Promise<Said> {
  const lease = await takeLease(enrolment.id, what, enrolment.revision);
  if (lease.kind !== 'taken') return { tone: 'bad', note: busy };
  const letGo = keepLease(enrolment.id, what, lease.run);
  try {
    return await act();
  } finally {
    letGo();
    await endLease(enrolment.id, what, lease.run);
  }
}

async function takeFilled(panel: Panel, filled: Filled): Promise<Said> {
  if ('nothing' in filled) return { tone: 'bad', note: filled.nothing };
  if ('choices' in filled) return { note: filled.note, choices: { name: filled.name, options: filled.choices } };
  await panel.keep(filled.values as Record<string, string>, 'filled'); // the entries of a partial record are strings
  panel.filled = Object.keys(filled.values);
  return { note: filled.note };
}

/** Tries a secret once. Nothing is stored, not even the fact that it was tried. */
async function probe(panel: Panel, name: string, secret: TabSecret | undefined): Promise<Said> {
  const { attendee, step } = panel;
  const spec = step.probes.find((p) => p.credential === name);
  if (!spec) return { tone: 'bad', note: 'There is nothing to try here.' };
  if (!secret?.text) return { tone: 'bad', note: 'There is nothing to try yet. Paste it into the field first.' };
  const origin = originFor(attendee.lab, name, settingsOf(attendee.lab, attendee.workshop.settings));
  if (origin !== secret.origin) {
    const { message, remedy } = movedWords(attendee.lab, name, secret, origin);
    return { tone: 'bad', note: `${message} ${remedy}` };
  }
  const lacking = needed(panel, spec.needs);
  if (lacking) return lacking;
  return alone(attendee, `probe ${name}`, 'One try at a time. Give it a moment.', () =>
    orSaid(panel, async () => {
      const clouds = clientsOf(attendee.lab.clouds, new Run(accessOf(attendee)), []);
      const verdict = await spec.attempt(clouds, knownOf(attendee), secret.text);
      return verdict.status === 'pass' ? { tone: 'done', note: verdict.message } : { tone: 'bad', note: wordsOf(verdict) };
    }),
  );
}

function afterVerify(panel: Panel, verified: Verified): Said {
  switch (verified.kind) {
    case 'checked':
      panel.take(verified.changed);
      return {};
    case 'joined':
    case 'fresh':
      panel.stale();
      return {};
    case 'busy':
      return { note: 'A check is already running. Its result appears here.' };
    case 'gone':
      return gone;
    case 'unwritten':
      return {
        tone: 'bad',
        isFailure: true,
        note: 'The checks ran, but Guidepost’s database was unavailable, so the result wasn’t saved. It’s not your fault. Verify again in a moment.',
      };
    case 'too-often':
      return { note: 'Too many checks in a minute. Wait a moment; anything in progress updates by itself.' };
  }
}
