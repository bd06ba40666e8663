import { describe, expect, test } from 'vitest';
import type { Press } from '@/lib/attendee/press';
import type { Step } from '@/lib/lab/lab';
import type { Task } from '@/lib/lab/rehearsal';
import { Trouble, TurnedAway } from './browser';
import { FakeClock } from './fake-clock';
import { Ledger } from './ledger';
import { live } from './person';
import type { StepPlan, TaskPlan } from './plan';
import type { Seat, Standing } from './seat';

const minute = 60_000;
const value = (name: string) => ({ name, label: name, isPick: false, parse: (text: string) => ({ value: text }) });
const step = (slug: string, more: Partial<Step> = {}): Step => ({
  slug,
  number: '1',
  title: slug,
  minutes: 5,
  collects: [],
  secrets: [],
  probes: [],
  checks: [],
  buildsOn: [],
  tracks: ['t'],
  ...more,
});
const plan = (tasks: TaskPlan[], more: Partial<StepPlan> = {}): StepPlan => ({
  readMs: minute,
  tasks,
  isUndoing: false,
  checksFirst: false,
  pressesTwice: false,
  fills: false,
  typo: null,
  habit: null,
  asksAt: null,
  asks: '',
  puzzleMs: minute,
  ...more,
});

/** A portal that judges by what was done and typed. */
class FakeSeat implements Seat {
  readonly did: string[] = [];
  typed: Record<string, string> = {};
  troubles = 0;
  /** How often Entra ID turns them away before it lets them in. */
  turnedAway = 0;
  /** How many checks are answered with a note, and not made. */
  notes = 0;
  constructor(
    private readonly judge: (step: string, seat: FakeSeat) => Standing,
    private readonly clock: FakeClock,
  ) {}
  private at = '';
  private readonly known = new Map<string, Standing>();

  arrive = async (code: string, track: string, wrong: string | null) => {
    if (this.turnedAway-- > 0) throw new TurnedAway('Need admin approval');
    this.did.push(`join ${wrong ? `${wrong} ` : ''}${code} ${track}`);
  };
  signInAgain = async (slug: string, way: string) => void this.did.push(`${way} for ${slug}`);
  open = async (slug: string) => {
    if (this.troubles-- > 0) throw new Trouble('down');
    this.at = slug;
    this.did.push(`open ${slug}`);
  };
  press = async (press: Press, typed: Readonly<Record<string, string>> = {}) => {
    this.typed = { ...this.typed, ...typed };
    this.did.push(`${press.kind}${Object.entries(typed).map(([name, text]) => ` ${name}=${text}`)}`);
    if (press.kind === 'verify' && this.notes-- > 0) return { did: press.kind, problems: {}, note: 'Too many checks in a minute.' };
    if (press.kind === 'verify') this.known.set(this.at, this.judge(this.at, this));
    return { did: press.kind, problems: {} };
  };
  standing = (slug: string) => this.known.get(slug) ?? { status: 'open', rows: [] };
  answered = 0;
  answers = () => this.answered;
  untilNews = async (ms: number) => {
    await this.clock.sleep(ms);
    this.known.set(this.at, this.judge(this.at, this)); // as the stream would tell
  };
  pressInAnotherTab = async () => void this.did.push('another tab');
  loseNetwork = (ms: number) => this.clock.sleep(ms);
  leave = () => void this.did.push('leave');
}

const green: Standing = { status: 'pass', rows: [] };
const red = (status = 'wrong'): Standing => ({ status, rows: [{ check: 'c', status, says: 'no' }] });

async function lived(
  steps: Step[],
  plans: Record<string, StepPlan>,
  judge: (step: string, seat: FakeSeat) => Standing = () => green,
  { minutes = 600, mistypesCode = false, troubles = 0, turnedAway = 0, notes = 0 } = {},
) {
  const clock = new FakeClock();
  const ledger = new Ledger(clock.now);
  const seat = new FakeSeat(judge, clock);
  Object.assign(seat, { troubles, turnedAway, notes });
  const member = { upn: 'a@x', name: 'Ann', oid: '1', appRoles: [] };
  const life = {
    member,
    steps,
    code: 'ABC-DEFG',
    seat,
    clock,
    ledger,
    plan: { track: 't', arrivesAfterMs: minute, mistypesCode, steps: plans },
  };
  const [, ms] = await Promise.all([live(life), clock.run(minutes * minute).then(clock.now)]);
  return { did: seat.did, ledger, typed: seat.typed, ms };
}

const does: string[] = [];
const task = (name: string, more: Partial<Task> = {}): Task => ({
  does: name,
  run: async () => {
    does.push(name);
    return { [name]: 'noted' };
  },
  ...more,
});
const right = (one: Task): TaskPlan => ({ task: one, thinkMs: minute, how: 'right' });

describe('somebody who does all as told', () => {
  test('arrives, reads, does, types what the step collects, verifies, and goes on', async () => {
    const collecting = step('one', { collects: [value('made')] });
    const { did, ledger, ms } = await lived([collecting, step('two')], { one: plan([right(task('made'))]), two: plan([]) });
    expect(did).toEqual(['join ABC-DEFG t', 'open one', 'save made=noted', 'verify', 'open two', 'verify', 'leave']);
    expect([...ledger.passed]).toEqual(['Ann one', 'Ann two']);
    expect([ledger.mistakes.size, ledger.puzzles.length, ms]).toEqual([0, 0, 4 * minute + 5000]);
  });
  test('mistypes the join code first', async () => {
    expect((await lived([], {}, undefined, { mistypesCode: true })).did[0]).toBe('join ABC-DEF0 ABC-DEFG t');
  });
});

test('what was forgotten is done once the page says so', async () => {
  does.length = 0;
  const forgotten: TaskPlan = { task: task('ticked'), thinkMs: 0, how: 'forgotten' };
  const { did, ledger } = await lived([step('one')], { one: plan([forgotten]) }, () => (does.includes('ticked') ? green : red()));
  expect(did.filter((what) => what === 'verify')).toHaveLength(2);
  expect([...ledger.mistakes.keys()]).toEqual(['forgets a thing: ticked']);
});

test('a slip is mended, and what is noted otherwise since is typed again', async () => {
  const slip = { id: 's', does: 'slips', run: async () => ({ host: 'wrong' }), mend: async () => ({ host: 'right' }) };
  const collecting = step('one', { collects: [value('host')] });
  const { did, typed } = await lived([collecting], { one: plan([{ task: task('x'), thinkMs: 0, how: slip }]) }, (_, { typed }) =>
    typed['host'] === 'right' ? green : red(),
  );
  expect(did).toEqual(['join ABC-DEFG t', 'open one', 'save host=wrong', 'verify', 'save host=right', 'verify', 'leave']);
  expect(typed).toEqual({ host: 'right' });
});

test.each([
  ['typo', ['save made=notde', 'verify', 'save made=noted', 'verify']],
  ['empty', ['verify', 'save made=noted', 'verify']],
] as const)('a value that is typed wrong (%s) is typed again', async (kind, expected) => {
  const collecting = step('one', { collects: [value('made')] });
  const { did } = await lived([collecting], { one: plan([right(task('made'))], { typo: { value: 'made', kind } }) }, (_, { typed }) =>
    typed['made'] === 'noted' ? green : red(),
  );
  expect(did.slice(2, -1)).toEqual(kind === 'typo' ? ['save made=ntoed', ...expected.slice(1)] : expected);
});

test('what is under way is waited for, without another press', async () => {
  let looks = 0;
  const { did, ledger } = await lived([step('one')], { one: plan([]) }, () => (looks++ < 2 ? red('waiting') : green));
  expect(did).toEqual(['join ABC-DEFG t', 'open one', 'verify', 'verify', 'leave']);
  expect(ledger.passed.size).toBe(1);
});

test('what the page says by itself, once something is no longer under way, is put right before the next check', async () => {
  does.length = 0;
  const forgotten: TaskPlan = { task: task('ticked'), thinkMs: 0, how: 'forgotten' };
  let isAsked = false;
  // as a cluster that each press asks anew: whoever pressed without having done anything would only ever see that it is under way
  const judge = (_: string, { did }: FakeSeat): Standing => {
    if (does.includes('ticked')) return green;
    const isPressed = did.filter((what) => what === 'verify').length > (isAsked ? 1 : 0);
    isAsked ||= isPressed;
    return red(isPressed ? 'waiting' : 'missing');
  };
  const { did, ledger } = await lived([step('one')], { one: plan([forgotten]) }, judge);
  expect(did.slice(1, -1)).toEqual(['open one', 'verify', 'verify']);
  expect([...ledger.passed]).toEqual(['Ann one']);
});

test('a note in place of a check, as after too many in a minute, is waited out', async () => {
  const { did, ledger } = await lived([step('one')], { one: plan([]) }, undefined, { notes: 3 });
  expect(did.slice(1, -1)).toEqual(['open one', 'verify', 'verify', 'verify', 'verify']);
  expect([ledger.puzzles, [...ledger.passed]]).toEqual([[], ['Ann one']]);
});

test('a step that takes away what earlier ones made is not begun while one of them is left', async () => {
  does.length = 0;
  let looks = 0;
  const judge = (slug: string) => (slug === 'one' && looks++ < 12 ? red('waiting') : green);
  const plans = { one: plan([]), two: plan([]), end: plan([right(task('cleans up'))], { isUndoing: true }) };
  const { did, ledger } = await lived([step('one', { meanwhile: 'starts' }), step('two'), step('end')], plans, judge);
  expect(did.indexOf('open end')).toBeGreaterThan(did.lastIndexOf('open one'));
  expect([...ledger.passed]).toEqual(['Ann two', 'Ann one', 'Ann end']);
});

test('what the lab lets go on meanwhile is left, and looked at again after the next step', async () => {
  let looks = 0;
  const judge = (slug: string) => (slug === 'one' && looks++ < 4 ? red('waiting') : green);
  const { did, ledger } = await lived([step('one', { meanwhile: 'starts' }), step('two')], { one: plan([]), two: plan([]) }, judge);
  expect(did.slice(1, -1)).toEqual(['open one', 'verify', 'verify', 'open one', 'verify', 'open two', 'verify', 'open one', 'verify']);
  expect([...ledger.passed].sort()).toEqual(['Ann one', 'Ann two']);
});

test('whoever did everything and stays red is at a loss once, asks for help at the press that the plan names, and goes on', async () => {
  const { did, ledger } = await lived(
    [step('one'), step('two')],
    { one: plan([], { asksAt: 2, asks: 'Why?' }), two: plan([]) },
    (slug) => (slug === 'one' ? red() : green),
    { minutes: 60 },
  );
  expect(did.slice(1, 5)).toEqual(['open one', 'verify', 'verify', 'ask-for-help help-text=Why?']);
  expect(ledger.puzzles.map(({ what }) => what)).toEqual(['one: c: no']);
  expect([ledger.asked, [...ledger.passed]]).toEqual([1, ['Ann two']]);
});

test('whoever is answered says thank you, once for each answer', async () => {
  let presses = 0;
  const { did } = await lived([step('one')], { one: plan([], { asksAt: 1, asks: 'Why?' }) }, (_, seat) => {
    if (presses === 1) seat.answered = 1;
    return presses++ < 4 ? red() : green;
  });
  expect(did.filter((what) => /help/.test(what))).toEqual([
    'ask-for-help help-text=Why?',
    'add-to-help help-more=Thank you, I try that now.',
    'end-help',
  ]);
});

test('a step that turns green ends the call for help', async () => {
  let presses = 0;
  const { did } = await lived([step('one')], { one: plan([], { asksAt: 1 }) }, () => (presses++ < 1 ? red() : green));
  expect(did.slice(-3)).toEqual(['verify', 'end-help', 'leave']);
});

describe('a service that does not do what is asked', () => {
  test('is asked again while something is under way', async () => {
    let tries = 0;
    const slow = task('slow', { run: async () => (tries++ < 5 ? 'not yet' : { slow: 'there' }) });
    const { ledger } = await lived([step('one')], { one: plan([right(slow)]) });
    expect([tries, ledger.refusals.size, ledger.passed.size]).toEqual([6, 0, 1]);
  });
  test('is asked five times where it refuses, which is counted, and life goes on', async () => {
    let tries = 0;
    const never = task('never', {
      run: async () => {
        tries++;
        throw new Error('POST https://x.example/api/12345: 503 busy');
      },
    });
    const { ledger } = await lived([step('one')], { one: plan([right(never)]) });
    expect([tries, [...ledger.refusals], ledger.passed.size]).toEqual([5, [['POST x.example: 503 busy', 5]], 1]);
  });
  test('is asked again once the page says that it is missing, and nobody is at a loss meanwhile', async () => {
    let tries = 0;
    const blocked = task('made', {
      run: async () => {
        if (tries++ < 60) throw new Error('POST https://x.example/api: 403 Source IP address: 203.0.113.7 is blocked');
        return { made: 'late' };
      },
    });
    const collecting = step('one', { collects: [value('made')] });
    const { did, ledger, typed } = await lived([collecting, step('two')], { one: plan([right(blocked)]), two: plan([]) }, (slug, seat) =>
      slug === 'two' || seat.typed['made'] === 'late' ? green : red('missing'),
    );
    expect([typed, ledger.puzzles, [...ledger.passed].sort()]).toEqual([{ made: 'late' }, [], ['Ann one', 'Ann two']]);
    expect(did.indexOf('open two')).toBeLessThan(did.indexOf('save made=late')); // they went on, and came back to it
  });
});

describe('a tenant that asks for more', () => {
  test('turns people away, who try again until an administrator has consented', async () => {
    const { did, ledger, ms } = await lived([step('one')], { one: plan([]) }, undefined, { turnedAway: 3 });
    expect(did).toEqual(['join ABC-DEFG t', 'open one', 'verify', 'leave']);
    expect([ledger.errors, ledger.joined.size, ms]).toEqual([[], 1, 8 * minute]);
  });
  test.each(['sign-in', 'consent'])('has a button on the row, a %s, which is used once', async (way) => {
    let looks = 0;
    const asks: Standing = { status: 'unreachable', rows: [{ check: 'c', status: 'unreachable', says: 'no', way }] };
    const { did } = await lived([step('one')], { one: plan([]) }, () => (looks++ < 3 ? asks : green));
    expect(did.slice(1, -1)).toEqual(['open one', 'verify', `${way} for one`, 'verify', 'verify']);
  });
});

test('a portal that does not answer is tried again', async () => {
  const { did, ledger } = await lived([step('one')], { one: plan([]) }, undefined, { troubles: 2 });
  expect(did).toEqual(['join ABC-DEFG t', 'open one', 'verify', 'leave']);
  expect(ledger.passed.size).toBe(1);
});

test.each([
  ['wanders back', ['open one', 'verify', 'open two', 'open one', 'open two', 'verify']],
  ['opens a second tab', ['open one', 'verify', 'open two', 'another tab', 'verify']],
  ['reloads the page', ['open one', 'verify', 'open two', 'open two', 'verify']],
  ['goes idle', ['open one', 'verify', 'open two', 'verify']],
  ['loses the network', ['open one', 'verify', 'open two', 'verify']],
] as const)('somebody %s', async (kind, expected) => {
  const habit = { kind, afterTask: 0, ms: minute };
  const { did, ledger } = await lived([step('one'), step('two')], { one: plan([]), two: plan([right(task('x'))], { habit }) });
  expect(did.slice(1, -1)).toEqual(expected);
  expect(ledger.mistakes).toEqual(new Map([[kind, 1]]));
});

test('impatience: before anything is done, and twice', async () => {
  const { did } = await lived([step('one')], { one: plan([right(task('x'))], { checksFirst: true, pressesTwice: true }) });
  expect(did.filter((what) => what === 'verify')).toHaveLength(3);
});

test('the end finds everybody where they are, and they leave', async () => {
  const { did, ledger, ms } = await lived([step('one')], { one: plan([right(task('x'))]) }, undefined, { minutes: 2.5 });
  expect(did).toEqual(['join ABC-DEFG t', 'open one', 'leave']);
  expect([ledger.joined.size, ledger.passed.size, ms]).toEqual([1, 0, 2.5 * minute]);
});
