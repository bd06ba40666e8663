import type { Step } from '@/lib/lab/lab';
import type { Member } from '@/lib/lab/practice';
import type { Done, Notes } from '@/lib/lab/rehearsal';
import { arrive, unlessTurnedAway } from './arrival';
import { type Clock, Over } from './clock';
import { indulge } from './habits';
import { Help } from './help';
import type { Ledger } from './ledger';
import type { PersonPlan, StepPlan } from './plan';
import type { Seat } from './seat';
import { mistyped } from './slips';
import type { Row } from './told';
import { atPortal, atService, lookMs } from './tries';

const second = 1000;
/** How long somebody waits for a step to turn green before they go on, where the lab says that they may, or ask. */
const waitsMs = 12 * 60 * second;
/** Notes in a row that they take for an answer to Verify: the portal's minute is real, and a rehearsal may be a good deal faster. */
const mostNotes = 60;
/** Presses that did not turn a step green, before somebody leaves it for later. */
const enough = 9;

export interface Life {
  member: Member;
  plan: PersonPlan;
  /** The steps of their track, in order. */
  steps: readonly Step[];
  code: string;
  seat: Seat;
  clock: Clock;
  ledger: Ledger;
}

/** What is still to be done: a mistake to put right, or a task that a service refused. */
interface Pending {
  words: string;
  mend: () => Promise<Done>;
}

const isTheirs = ({ status }: Row): boolean => status === 'wrong' || status === 'missing';

/** One person from their arrival to the end of the lab, or of the rehearsal. */
export async function live(life: Life): Promise<void> {
  try {
    await new Attendee(life).run();
  } catch (error) {
    if (!(error instanceof Over)) throw error;
  } finally {
    life.seat.leave();
  }
}

class Attendee {
  private notes: Notes = {};
  private readonly help: Help;
  /** Steps on which they have used the button of a row already. */
  private readonly signedInFor = new Set<string>();
  private later: { step: Step; pending: Pending[] }[] = [];

  constructor(private readonly life: Life) {
    this.help = new Help(life);
  }

  async run(): Promise<void> {
    const { plan, code, clock, ledger, steps } = this.life;
    await clock.sleep(plan.arrivesAfterMs);
    const wrong = plan.mistypesCode ? `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}` : null;
    if (wrong) ledger.mistake(this.name, 'mistypes the join code');
    if (!(await arrive(this.life, wrong))) return;
    ledger.joined.add(this.name);
    ledger.did(this.name, 'joins');
    for (const [at, step] of steps.entries()) {
      const own = plan.steps[step.slug];
      if (!own || this.isGreen(step)) continue;
      if (own.isUndoing) await this.finishWhatIsLeft();
      await this.workOn(step, own, steps[at - 1]);
      await this.lookBack();
    }
    await this.finishWhatIsLeft();
    ledger.did(this.name, 'is done');
  }

  private async finishWhatIsLeft(): Promise<void> {
    while (this.later.length > 0) {
      await this.life.clock.sleep(lookMs * 3);
      await this.lookBack();
    }
  }

  private get name(): string {
    return this.life.member.name;
  }
  private isGreen = (step: Step): boolean => this.life.seat.standing(step.slug).status === 'pass';

  private async workOn(step: Step, plan: StepPlan, before: Step | undefined): Promise<void> {
    const { seat, clock, ledger } = this.life;
    await this.through(() => seat.open(step.slug));
    await clock.sleep(plan.readMs);
    if (plan.checksFirst) {
      ledger.mistake(this.name, 'presses Verify before doing anything');
      await this.verify();
    }
    const pending: Pending[] = [];
    for (const [at, { task, how, thinkMs }] of plan.tasks.entries()) {
      if (plan.habit?.afterTask === at) await indulge(this.life, plan.habit, step, before);
      await clock.sleep(thinkMs);
      if (how === 'forgotten') {
        pending.push({ words: task.does, mend: () => task.run(this.hand()) });
        ledger.mistake(this.name, `forgets a thing: ${task.does}`);
      } else if (how === 'right') {
        ledger.did(this.name, task.does);
        const run = () => task.run(this.hand());
        if (!(await this.perform(run))) pending.push({ words: task.does, mend: run });
      } else {
        ledger.mistake(this.name, how.does);
        await this.perform(() => how.run(this.hand()));
        pending.push({ words: how.does, mend: () => how.mend(this.hand()) });
      }
    }
    await this.type(step, plan, pending);
    await this.untilGreen(step, plan, pending);
  }

  private hand = () => ({ who: this.life.member, notes: this.notes });

  /** Does something at a service, and notes what a person must note about it. @returns whether it was done */
  private async perform(act: () => Promise<Done>): Promise<boolean> {
    const noted = await atService(this.life, act);
    this.notes = { ...this.notes, ...noted };
    return noted !== null;
  }

  /** Types what they noted into the panel, field by field, each saved as it is left. */
  private async type(step: Step, plan: StepPlan, pending: Pending[]): Promise<void> {
    const { seat, clock, ledger } = this.life;
    const known = () =>
      Object.fromEntries(step.collects.filter((v) => !v.isPick && this.notes[v.name]).map((v) => [v.name, this.notes[v.name] ?? '']));
    if (plan.fills) {
      await this.through(async () => {
        const { choices } = await seat.press({ kind: 'fill' });
        const [first] = choices?.options ?? [];
        if (choices && first) await seat.press({ kind: 'pick', name: choices.name }, { [`pick-${choices.name}`]: first.value });
      });
    }
    for (const [name, value] of Object.entries(known())) {
      await clock.sleep(5 * second);
      const isWrong = plan.typo?.value === name;
      if (isWrong && plan.typo?.kind === 'empty') ledger.mistake(this.name, 'leaves a field empty');
      if (isWrong && plan.typo?.kind === 'typo') ledger.mistake(this.name, 'mistypes a value');
      if (isWrong) pending.unshift({ words: 'a value', mend: () => this.typeAgain(name) });
      if (isWrong && plan.typo?.kind === 'empty') continue;
      await this.through(() => seat.press({ kind: 'save' }, { [name]: isWrong ? mistyped(value) : value }));
    }
  }

  /** Types again what they have noted differently since. */
  private async record(step: Step, before: Notes): Promise<void> {
    const isNew = ({ name }: { name: string }) => this.notes[name] !== undefined && this.notes[name] !== before[name];
    for (const { name } of step.collects.filter((value) => !value.isPick && isNew(value))) await this.typeAgain(name);
  }

  private async typeAgain(name: string): Promise<Done> {
    await this.through(() => this.life.seat.press({ kind: 'save' }, { [name]: this.notes[name] ?? '' }));
    return {};
  }

  /** Presses Verify, and puts right what it says, until the step is green or they leave it for later. */
  private async untilGreen(step: Step, plan: StepPlan, pending: Pending[]): Promise<void> {
    const { seat, clock, ledger } = this.life;
    const waitedSince = clock.now();
    let isTold = false;
    for (let presses = 1; ; presses++) {
      // what the page has just said by itself is put right first: another check would only hide it
      if (!isTold) await this.verify();
      if (plan.pressesTwice && presses === 1) {
        ledger.mistake(this.name, 'presses again at once');
        await this.verify();
      }
      if (this.isGreen(step)) break;
      await this.help.reply();
      const { rows } = seat.standing(step.slug);
      isTold = false;
      if (plan.asksAt !== null && presses >= plan.asksAt) await this.help.ask(plan.asks);
      const isUpToThem = rows.length === 0 || rows.some(isTheirs);
      if (isUpToThem) {
        await clock.sleep(plan.puzzleMs);
        if (!(await this.mend(step, pending)) && presses >= enough) {
          if (pending.length > 0) ledger.did(this.name, `leaves for later what a service refuses: ${pending[0]?.words}`);
          else
            ledger.puzzle(this.name, `${step.slug}: ${rows.map(({ check, says }) => `${check}: ${says}`).join(' ') || 'nothing is said'}`);
          return void this.later.push({ step, pending });
        }
        continue;
      }
      const way = rows.find((row) => row.way)?.way;
      if (way && (await this.signInAgain(step, way))) continue;
      // it is under way, or a service cannot be asked
      if (step.meanwhile && clock.now() - waitedSince > lookMs) return void this.later.push({ step, pending });
      if (clock.now() - waitedSince > waitsMs) return void this.later.push({ step, pending });
      await seat.untilNews(lookMs * 3);
      if (this.isGreen(step)) break;
      isTold = seat.standing(step.slug).rows.some(isTheirs);
    }
    ledger.pass(this.name, step.slug);
    await this.help.noLonger();
  }

  /** Does what a row's button offers, once on each step. @returns whether they are signed in again */
  private async signInAgain(step: Step, way: string): Promise<boolean> {
    if (this.signedInFor.has(step.slug)) return false;
    this.signedInFor.add(step.slug);
    this.life.ledger.did(this.name, way === 'consent' ? 'consents' : 'signs in again');
    return (await this.through(() => this.life.seat.signInAgain(step.slug, way)).catch(unlessTurnedAway)) === true;
  }

  /** Puts one thing right. @returns whether there was any, and a service let them */
  private async mend(step: Step, pending: Pending[]): Promise<boolean> {
    const mistake = pending.shift();
    if (!mistake) return false;
    this.life.ledger.did(this.name, `puts right: ${mistake.words}`);
    const before = this.notes;
    const isDone = await this.perform(mistake.mend);
    if (!isDone) pending.push(mistake);
    await this.record(step, before);
    return isDone;
  }

  /** Opens the steps again that they left, and verifies them. */
  private async lookBack(): Promise<void> {
    const { seat, ledger, clock } = this.life;
    for (const { step, pending } of this.later.splice(0)) {
      if (!this.isGreen(step)) {
        await this.through(() => seat.open(step.slug));
        await clock.sleep(5 * second);
        if (seat.standing(step.slug).rows.some(isTheirs)) await this.mend(step, pending);
        await this.verify();
      }
      if (this.isGreen(step)) ledger.pass(this.name, step.slug);
      else this.later.push({ step, pending });
    }
  }

  /** Presses Verify. Where a note says why nothing was checked, such as too many checks in a minute, they wait and press again. */
  private async verify(): Promise<void> {
    const { seat, clock } = this.life;
    let note: string | undefined;
    const press = async (): Promise<void> => {
      ({ note } = await seat.press({ kind: 'verify' }));
    };
    for (let notes = 0; notes < mostNotes; notes++) {
      if (!(await this.through(press)) || note === undefined) return;
      await clock.sleep(lookMs);
    }
  }

  private through = (act: () => Promise<unknown>) => atPortal(this.life, act);
}
