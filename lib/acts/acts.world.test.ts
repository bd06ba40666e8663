// What facilitators do to attendees, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Workshop } from '@/lib/attendee/find';
import { type InLab, knownOf } from '@/lib/attendee/in-lab';
import { attendeeState } from '@/lib/attendee/state';
import { verifyFor } from '@/lib/attendee/verify';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { vocabulary } from '@/lib/lab/build';
import { allSteps, type Step } from '@/lib/lab/lab';
import { missing, pass, type Verdict } from '@/lib/lab/outcome';
import { inTab, value } from '@/lib/lab/vocabulary';
import { boardEntries } from '@/lib/progress/board';
import { bus } from '@/lib/progress/bus';
import { change, leave } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import { correct, correctable, moveTrack, reopen, waive } from './acts';
import { checkAll } from './check-all';
import { checkNow, obstaclesTo, obstacleTo } from './check-now';
import { attendeeOf, attendeesAmong, attendeesOn } from './find';

/** What the services hold, by check. */
let world: Record<string, Verdict>;
let asked: string[];
/** Set where answers wait until a test lets them go. */
let gate: Promise<void> | null;
let atOnce = 0;
let mostAtOnce = 0;

const words = vocabulary({
  clouds: {},
  settings: {},
  values: {
    port: value({ label: 'Port', parse: (typed) => (/^\d+$/.test(typed) ? { value: typed } : { problem: 'A port is a number.' }) }),
    picked: value({ label: 'Picked', parse: (typed) => ({ value: typed }), isPick: true }),
  },
  learns: {},
  credentials: { key: inTab({ label: 'Your key', hint: '', cloud: 'beacon' }) },
  tracks: { whole: { title: 'Whole lab', forWhom: '' }, short: { title: 'Short', forWhom: '' } },
});
const check = (id: string, carriesOn = false) =>
  words.check({
    id,
    title: id,
    needs: [],
    uses: ['port'],
    carriesOn,
    async ask(_, { port }) {
      asked.push(`${id} ${port ?? ''}`.trim());
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await gate;
      atOnce--;
      return world[id] ?? missing('It is not there.', 'Make it.');
    },
    judge: (verdict) => verdict,
  });
const lab = words.lab({
  id: 'acts',
  folder: '',
  title: 'Acts',
  summary: '',
  goals: [],
  sections: [
    {
      title: 'One',
      steps: {
        make: words.step({ title: 'Make', minutes: 1, collects: ['port', 'picked'], checks: [check('made'), check('running')] }),
        use: words.step({ title: 'Use', minutes: 1, buildsOn: ['make'], checks: [check('used')] }),
        keyed: words.step({ title: 'Keyed', minutes: 1, secrets: ['key'], checks: [check('keyed')] }),
        carried: words.step({ title: 'Carried', minutes: 1, checks: [check('carried', true)] }),
        long: words.step({ title: 'Long', minutes: 1, tracks: ['whole'], checks: [check('long')] }),
      },
    },
  ],
});
const stepOf = (slug: string): Step => allSteps(lab).find((s) => s.slug === slug) ?? expect.unreachable();
const [make, use] = [stepOf('make'), stepOf('use')];

const somebody = async (name: string) => {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  const person = await db().person.create({ data: { ...ids, name, userName: `${name}@practice.example` } });
  await db().tokenCache.create({ data: { homeAccountId: person.homeAccountId, keyId: 'k', sealed: new Uint8Array([1]) } });
  return person;
};
const opened = async (more: { closedAt?: Date; endsAt?: Date } = {}): Promise<Workshop> =>
  db().workshop.create({
    data: { slug: randomUUID(), lab: lab.id, title: 'T', joinCode: randomUUID(), settings: {}, createdById: by, ...more },
  });
const joined = async ({ id: workshopId }: Workshop, name = 'Ada', step = 'make') =>
  (await db().enrolment.create({ data: { workshopId, personId: (await somebody(name)).id, track: 'whole', step } })).id;

let by: string;
let workshop: Workshop;
let id: string;
/** The attendee as they are now. */
const ada = async (): Promise<InLab> => (await attendeeOf(workshop, lab, id)) ?? expect.unreachable();
const acts = () =>
  db().auditEvent.findMany({
    where: { workshopId: workshop.id },
    orderBy: { at: 'asc' },
    select: { action: true, personId: true, detail: true },
  });
const close = async () => {
  workshop = await db().workshop.update({ where: { id: workshop.id }, data: { closedAt: new Date() } });
};
const passes = async () => (await progressOf(id)).passed;

beforeEach(async () => {
  world = {};
  asked = [];
  gate = null;
  [atOnce, mostAtOnce] = [0, 0];
  by = (await somebody('Fay')).id;
  workshop = await opened();
  id = await joined(workshop);
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

describe('whom an act is on', () => {
  test('is an attendee of that workshop, with what they have recorded', async () => {
    await change({ enrolmentId: id, workshopId: workshop.id }, { values: { set: { port: '443' }, source: 'typed' } });
    expect(knownOf(await ada())).toMatchObject({ port: '443', personName: 'Ada' });
  });
  test('is nobody of another workshop, and no facilitator', async () => {
    expect(await attendeeOf(await opened(), lab, id)).toBeNull();
    const other = await db().enrolment.create({ data: { workshopId: workshop.id, personId: by, role: 'facilitator' } });
    expect(await attendeeOf(workshop, lab, other.id)).toBeNull();
  });
  test('are, of a step, those who have it open and have not got past it', async () => {
    const [past, elsewhere, foreign] = [
      await joined(workshop, 'Bo'),
      await joined(workshop, 'Cid', 'use'),
      await joined(await opened(), 'Dan'),
    ];
    await change(
      { enrolmentId: past, workshopId: workshop.id },
      { waived: { step: 'make', reason: 'r' }, act: { act: 'attendee.step-waived', personId: by } },
    );
    const there = (await attendeesOn(workshop, lab, 'make')).map((a) => a.enrolment.id);
    expect(there).toEqual([id]);
    expect(there).not.toContain(elsewhere);
    expect(there).not.toContain(foreign);
  });
});

describe('waiving a step', () => {
  test('passes it as waived, with who and why, and is told apart from verified everywhere', async () => {
    expect(await waive(await ada(), make, 'Their region is out of machines.', by)).toEqual({
      tone: 'done',
      note: 'Step 1.1 is waived. It counts as done, but not as verified.',
    });
    expect(await passes()).toMatchObject([{ step: 'make', how: 'waived', reason: 'Their region is out of machines.' }]);
    expect(await db().stepPass.findMany({ where: { enrolmentId: id } })).toMatchObject([{ byPersonId: by }]);
    expect((await attendeeState(await ada()))?.steps['make']).toMatchObject({
      status: 'waived',
      reason: 'Their region is out of machines.',
    });
    expect(await acts()).toEqual([
      {
        action: 'attendee.step-waived',
        personId: by,
        detail: { enrolment: id, step: 'make', reason: 'Their region is out of machines.' },
      },
    ]);
  });
  test('of two who do it at once, one does, and it is on record once', async () => {
    const both = await Promise.all([waive(await ada(), make, 'one', by), waive(await ada(), make, 'other', by)]);
    expect(both.map((s) => s.tone).sort()).toEqual(['bad', 'done']);
    expect(both.find((s) => s.tone === 'bad')?.note).toBe('Step 1.1 is waived already, so there’s nothing to waive.');
    expect(await acts()).toHaveLength(1);
  });
  test('what they verified stays verified', async () => {
    world = { made: pass('ok'), running: pass('ok') };
    await verifyFor(await ada(), make, 'click');
    expect(await waive(await ada(), make, 'late', by)).toMatchObject({
      note: 'Step 1.1 is verified already, so there’s nothing to waive.',
    });
    expect(await passes()).toMatchObject([{ how: 'verified', reason: null }]);
    expect(await acts()).toEqual([]);
  });
  test('does nothing in a workshop that is over, on another track, or where they have left', async () => {
    const before = await ada();
    await change({ enrolmentId: id, workshopId: workshop.id }, { track: 'short' });
    expect(await waive(await ada(), stepOf('long'), 'why', by)).toMatchObject({ note: 'This step isn’t on their track.' });
    await close();
    expect(await waive(await ada(), make, 'why', by)).toMatchObject({
      tone: 'bad',
      note: expect.stringContaining('This workshop is closed.'),
    });
    await leave({ enrolmentId: id, workshopId: workshop.id });
    expect(await waive(before, make, 'why', by)).toEqual({ tone: 'bad', note: 'They’re no longer in this workshop.' });
    expect(await reopen(before, make, 'why', by)).toEqual({ tone: 'bad', note: 'They’re no longer in this workshop.' });
    expect(await acts()).toEqual([]);
  });
  test('while a check is running: what that finds is kept, and the step stays waived', async () => {
    let go = () => {};
    gate = new Promise((done) => {
      go = done;
    });
    const running = verifyFor(await ada(), make, 'click');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await waive(await ada(), make, 'why', by);
    go();
    expect(await running).toMatchObject({ kind: 'checked', changed: { how: 'waived', reason: 'why' } });
    expect(await passes()).toMatchObject([{ how: 'waived' }]);
  });
  test('a waived step that they verify later is verified, and says no more why it was waived', async () => {
    await waive(await ada(), make, 'why', by);
    world = { made: pass('ok'), running: pass('ok') };
    expect(await verifyFor(await ada(), make, 'click')).toMatchObject({ changed: { how: 'verified', reason: null } });
    expect(await passes()).toMatchObject([{ how: 'verified', reason: null }]);
    expect(await db().stepPass.findMany({ where: { enrolmentId: id } })).toMatchObject([{ byPersonId: null }]);
  });
  test('what was done for them stays that, however often it is checked', async () => {
    await db().stepPass.create({ data: { enrolmentId: id, step: 'make', how: 'solved', byPersonId: by } });
    world = { made: pass('ok'), running: pass('ok') };
    expect(await verifyFor(await ada(), make, 'click')).toMatchObject({ changed: { how: 'solved' } });
    expect((await attendeeState(await ada()))?.steps['make']?.status).toBe('solved');
  });
});

describe('reopening a step', () => {
  test.each(['waived', 'solved'] as const)('takes back what was %s', async (how) => {
    await db().stepPass.create({ data: { enrolmentId: id, step: 'make', how, byPersonId: by, reason: 'r' } });
    expect(await reopen(await ada(), make, 'It was another’s.', by)).toEqual({ tone: 'done', note: 'Step 1.1 is open again.' });
    expect(await passes()).toEqual([]);
    expect(await acts()).toMatchObject([{ action: 'attendee.step-reopened', detail: { step: 'make', reason: 'It was another’s.' } }]);
  });
  test('does not take back what they verified, and says so', async () => {
    world = { made: pass('ok'), running: pass('ok') };
    await verifyFor(await ada(), make, 'click');
    expect(await reopen(await ada(), make, 'why', by)).toEqual({
      tone: 'bad',
      note: 'They verified step 1.1 themselves, so it stays verified.',
    });
    expect(await passes()).toMatchObject([{ how: 'verified' }]);
    expect(await acts()).toEqual([]);
  });
  test('does nothing twice, nor in a workshop that is over', async () => {
    expect(await reopen(await ada(), make, 'why', by)).toMatchObject({ note: 'Step 1.1 isn’t passed, so there’s nothing to reopen.' });
    await waive(await ada(), make, 'why', by);
    const both = await Promise.all([reopen(await ada(), make, 'why', by), reopen(await ada(), make, 'why', by)]);
    expect(both.map((s) => s.tone).sort()).toEqual(['bad', 'done']);
    await waive(await ada(), make, 'why', by);
    await close();
    expect(await reopen(await ada(), make, 'why', by)).toMatchObject({ tone: 'bad' });
    expect(await passes()).toHaveLength(1);
  });
});

describe('correcting a value', () => {
  const spec = correctable(lab, 'port') ?? expect.unreachable();
  test('goes by the rules of their own form', async () => {
    expect(await correct(await ada(), spec, { text: 'x', reason: 'why' }, by)).toEqual({ problem: 'A port is a number.' });
    expect(await correct(await ada(), spec, { text: 'a\nb', reason: 'why' }, by)).toMatchObject({
      problem: expect.stringContaining('one line'),
    });
    expect(await acts()).toEqual([]);
    expect(await correct(await ada(), spec, { text: '444', reason: 'typo' }, by)).toMatchObject({ tone: 'done' });
    expect(await db().value.findMany({ where: { enrolmentId: id } })).toMatchObject([{ name: 'port', value: '444', source: 'corrected' }]);
  });
  test('is on record from what to what, and an empty one takes it back', async () => {
    await correct(await ada(), spec, { text: '444', reason: 'typo' }, by);
    expect(await correct(await ada(), spec, { text: '444', reason: 'typo' }, by)).toMatchObject({ note: 'Port already has that value.' });
    expect(await correct(await ada(), spec, { text: ' ', reason: 'wrong' }, by)).toMatchObject({ note: 'Port is empty now.' });
    expect(await acts()).toMatchObject([
      { action: 'attendee.value-corrected', detail: { reason: 'typo', port: { from: null, to: '444' } } },
      { action: 'attendee.value-corrected', detail: { reason: 'wrong', port: { from: '444', to: null } } },
    ]);
    expect((await progressOf(id)).values).toEqual({});
  });
  test('is for what is typed, and not for what is picked or unknown', () => {
    expect([correctable(lab, 'picked'), correctable(lab, 'nothing'), correctable(lab, '__proto__')]).toEqual([null, null, null]);
  });
  test('does nothing in a workshop that is over', async () => {
    await close();
    expect(await correct(await ada(), spec, { text: '444', reason: 'typo' }, by)).toMatchObject({ tone: 'bad' });
    expect((await progressOf(id)).values).toEqual({});
  });
  test('a check that was running with the old one is not the last word', async () => {
    await verifyFor(await ada(), make, 'click');
    await correct(await ada(), spec, { text: '444', reason: 'typo' }, by);
    await checkNow(await ada(), make, by); // seconds later it would be told as fresh
    expect(asked).toEqual(['made', 'running', 'made 444', 'running 444']);
  });
});

describe('moving to another track', () => {
  test('is on record, and what they did stays', async () => {
    await waive(await ada(), make, 'why', by);
    expect(await moveTrack(await ada(), 'short', 'No time.', by)).toEqual({ tone: 'done', note: 'They’re on Short now.' });
    expect((await ada()).track).toBe('short');
    expect(await passes()).toHaveLength(1);
    expect((await acts()).at(-1)).toMatchObject({
      action: 'attendee.track-changed',
      detail: { reason: 'No time.', track: { from: 'whole', to: 'short' } },
    });
  });
  test('does nothing twice, nor in a workshop that is over', async () => {
    const both = await Promise.all([moveTrack(await ada(), 'short', 'why', by), moveTrack(await ada(), 'short', 'why', by)]);
    expect(both.map((s) => s.tone).sort()).toEqual(['bad', 'done']);
    await close();
    expect(await moveTrack(await ada(), 'whole', 'why', by)).toMatchObject({ tone: 'bad' });
    expect(await acts()).toHaveLength(1);
  });
});

describe('checking now', () => {
  test('checks as them, says what came of it, and is no try of theirs', async () => {
    world = { made: pass('ok') };
    expect(await checkNow(await ada(), make, by)).toEqual({ tone: 'done', note: 'Checked step 1.1: 1 of 2 checks passed.' });
    expect(await boardEntries(workshop.id)).toMatchObject([{ failedTries: 0, open: [{ step: 'make', status: 'missing' }] }]);
    expect(await db().attempt.findMany({ where: { enrolmentId: id } })).toMatchObject([{ trigger: 'facilitator', failed: true }]);
    expect(await acts()).toEqual([{ action: 'attendee.checked', personId: by, detail: { enrolment: id, step: 'make' } }]);
  });
  test('verifies what is right: it is their work', async () => {
    world = { made: pass('ok'), running: pass('ok') };
    expect(await checkNow(await ada(), make, by)).toEqual({ tone: 'done', note: 'Checked step 1.1: every check passed.' });
    expect(await passes()).toMatchObject([{ how: 'verified' }]);
  });
  test('asks nothing a second time within seconds, and nothing of a check that is running', async () => {
    await checkNow(await ada(), make, by);
    expect(await checkNow(await ada(), make, by)).toMatchObject({ note: 'Step 1.1 was checked a moment ago.' });
    expect(asked).toHaveLength(2);
    let go = () => {};
    gate = new Promise((done) => {
      go = done;
    });
    const running = verifyFor(await ada(), use, 'click');
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(await checkNow(await ada(), use, by)).toMatchObject({ tone: 'bad', note: expect.stringContaining('already running') });
    go();
    await running;
    expect(await acts()).toHaveLength(1);
  });
  test('is limited like presses, without using up theirs', async () => {
    const attempts = Array.from({ length: 40 }, () => ({
      enrolmentId: id,
      step: 'x',
      durationMs: 1,
      passed: false,
      failed: false,
      outcomes: [],
    }));
    await db().attempt.createMany({ data: attempts.map((a) => ({ ...a, trigger: 'facilitator' })) });
    expect(await checkNow(await ada(), make, by)).toMatchObject({ tone: 'bad', note: expect.stringContaining('Too many checks') });
    expect(await verifyFor(await ada(), make, 'click')).toMatchObject({ kind: 'checked' });
    await db().attempt.updateMany({ where: { enrolmentId: id }, data: { trigger: 'click' } });
    expect(await checkNow(await ada(), use, by)).toMatchObject({ tone: 'done' });
  });
  test.each<[string, string, () => Promise<unknown>]>([
    ['make', 'This workshop is closed. Nothing is checked anymore.', close],
    ['keyed', 'This step is checked with a key that never leaves their browser tab. Ask them to select Verify.', async () => {}],
    ['carried', 'This step starts something as them, so only they can run it. Ask them to select Verify.', async () => {}],
    [
      'make',
      'They’re signed out, so nothing can be checked as them. Ask them to sign in to Guidepost again.',
      async () => db().tokenCache.deleteMany({ where: { homeAccountId: (await ada()).person.homeAccountId } }),
    ],
    ['long', 'This step isn’t on their track.', () => change({ enrolmentId: id, workshopId: workshop.id }, { track: 'short' })],
  ])('of step %s is refused with: %s', async (slug, note, before) => {
    await before();
    expect(await checkNow(await ada(), stepOf(slug), by)).toEqual({ tone: 'bad', note });
    expect(await obstacleTo(await ada(), stepOf(slug))).toBe(note);
    expect([asked, await acts()]).toEqual([[], []]);
  });
  test('is answered for several at once, each in their own words', async () => {
    const [bo, cid] = [await joined(workshop, 'Bo'), await joined(workshop, 'Cid')];
    await change({ enrolmentId: bo, workshopId: workshop.id }, { track: 'short' });
    const all = await attendeesAmong(workshop, lab, [id, bo, cid]);
    await db().tokenCache.deleteMany({ where: { homeAccountId: all.find((a) => a.enrolment.id === cid)?.person.homeAccountId ?? '' } });
    const found = await obstaclesTo(all, stepOf('long'));
    expect(Object.fromEntries(all.map(({ person }, i) => [person.name, found[i]]))).toEqual({
      Ada: null,
      Bo: 'This step isn’t on their track.',
      Cid: 'They’re signed out, so nothing can be checked as them. Ask them to sign in to Guidepost again.',
    });
    expect(await obstaclesTo([], make)).toEqual([]);
  });
  test('ends where they were taken out meanwhile', async () => {
    let go = () => {};
    gate = new Promise((done) => {
      go = done;
    });
    const running = checkNow(await ada(), make, by);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await leave({ enrolmentId: id, workshopId: workshop.id });
    go();
    expect((await running).tone).toBe('bad');
    expect(await acts()).toEqual([]);
  });
});

describe('checking a step for all who are on it', () => {
  test('checks a few at a time, names those it cannot check, and begins no second round meanwhile', async () => {
    for (const name of ['Bo', 'Cid', 'Dan', 'Eve', 'Fil', 'Gus']) await joined(workshop, name);
    await db().tokenCache.deleteMany({ where: { homeAccountId: (await ada()).person.homeAccountId } });
    let go = () => {};
    gate = new Promise((done) => {
      go = done;
    });
    const begun: number[] = [];
    const begin = async (people: number) => void begun.push(people);
    const round = await checkAll(await attendeesOn(workshop, lab, 'make'), make, begin);
    if (round === 'running') throw new Error('nothing was running');
    expect(round).toMatchObject({ checked: 6, obstacles: { [expectedObstacle]: 1 } });
    await vi.waitFor(() => expect(asked).toHaveLength(6)); // two checks each
    expect(await checkAll(await attendeesOn(workshop, lab, 'make'), make, begin)).toBe('running');
    expect(begun).toEqual([6]);
    go();
    await round.over;
    expect([asked.length, mostAtOnce]).toEqual([12, 6]);
    expect(await db().attempt.count({ where: { enrolment: { workshopId: workshop.id }, trigger: 'facilitator' } })).toBe(6);
  });
  /** Begins a round of which the last one's turn comes after a change. */
  const changedMeanwhile = async (change: (last: string) => Promise<unknown>) => {
    for (const name of ['Bo', 'Cid']) await joined(workshop, name);
    const last = await joined(workshop, 'Zoe');
    let go = () => {};
    gate = new Promise((done) => {
      go = done;
    });
    const round = await checkAll(await attendeesOn(workshop, lab, 'make'), make, async () => {});
    if (round === 'running') throw new Error('nothing was running');
    await vi.waitFor(() => expect(asked).toHaveLength(6)); // two checks each of the first three
    await change(last);
    go();
    await round.over;
    return asked.slice(6);
  };
  test.each<[string, (last: string) => Promise<unknown>]>([
    ['the workshop is closed', close],
    ['the workshop ends', () => db().workshop.update({ where: { id: workshop.id }, data: { endsAt: new Date(Date.now() - 1000) } })],
    ['they leave', (last) => leave({ enrolmentId: last, workshopId: workshop.id })],
    ['they go to another step', (last) => db().enrolment.update({ where: { id: last }, data: { step: 'use' } })],
    [
      'they pass the step',
      (last) =>
        change(
          { enrolmentId: last, workshopId: workshop.id },
          { waived: { step: 'make', reason: 'r' }, act: { act: 'attendee.step-waived', personId: by } },
        ),
    ],
    [
      'their sign-in is deleted',
      async (last) => {
        const { person } = await db().enrolment.findUniqueOrThrow({ where: { id: last }, select: { person: true } });
        await db().tokenCache.delete({ where: { homeAccountId: person.homeAccountId } });
      },
    ],
  ])('leaves out whose turn comes after %s', async (_, meanwhile) => {
    expect(await changedMeanwhile(meanwhile)).toEqual([]);
  });
  test('checks whose turn comes later with what they have recorded by then', async () => {
    const later = await changedMeanwhile((last) =>
      change({ enrolmentId: last, workshopId: workshop.id }, { values: { set: { port: '443' }, source: 'typed' } }),
    );
    expect(later).toEqual(['made 443', 'running 443']);
  });
  test('includes people who are elsewhere or have already passed it if they were named', async () => {
    await db().enrolment.update({ where: { id }, data: { step: 'use' } });
    await waive(await ada(), make, 'They are ill.', by);
    const round = await checkAll([await ada()], make, async () => {}, { whom: 'whoever-is-given' });
    if (round === 'running') throw new Error('nothing was running');
    await round.over;
    expect(asked).toEqual(['made', 'running']);
  });
  test('checks nobody where it cannot be put on record', async () => {
    const refuse = () => Promise.reject(new Error('away'));
    await expect(checkAll(await attendeesOn(workshop, lab, 'make'), make, refuse)).rejects.toThrow('away');
    expect(asked).toEqual([]);
    expect(await checkAll(await attendeesOn(workshop, lab, 'make'), make, async () => {})).not.toBe('running');
  });
  test('of nobody is over at once', async () => {
    const nobody = async () => expect.unreachable();
    expect(await checkAll([], make, nobody)).toMatchObject({ checked: 0, obstacles: {} });
    expect(await checkAll([], make, nobody)).not.toBe('running');
  });
});
const expectedObstacle = 'They’re signed out, so nothing can be checked as them. Ask them to sign in to Guidepost again.';

describe('a passed step whose resource is gone', () => {
  const passedMake = async () => {
    world = { made: pass('ok'), running: pass('ok') };
    await verifyFor(await ada(), make, 'click');
    // a minute later
    const ago = new Date(Date.now() - 120_000);
    await db().standing.updateMany({ where: { enrolmentId: id, step: 'make' }, data: { checkedAt: ago, since: ago } });
    await db().stepRun.deleteMany({ where: { enrolmentId: id } });
  };
  const stateOfMake = async () => (await attendeeState(await ada()))?.steps['make'];
  test('is checked when a step that builds on it does not pass: it stays passed, and says what is gone', async () => {
    await passedMake();
    world = { made: pass('ok'), running: missing('It was stopped.', 'Start it.') };
    await verifyFor(await ada(), use, 'click');
    await vi.waitFor(async () =>
      expect((await stateOfMake())?.standings.find((s) => s.checkId === 'running')?.verdict?.status).toBe('missing'),
    );
    expect(await stateOfMake()).toMatchObject({ status: 'pass', passedAt: expect.any(String) });
  });
  test('is right again once that is seen, and nobody is asked of what nobody misses', async () => {
    await passedMake();
    world = { made: pass('ok'), running: pass('ok'), used: pass('ok') };
    asked = [];
    await verifyFor(await ada(), use, 'facilitator');
    expect(await passes()).toHaveLength(2);
    expect(asked).toEqual(['used']);
  });
});

describe('leaving', () => {
  test('is on record with the leaving itself, and what was done to them keeps no reason and no value', async () => {
    await waive(await ada(), make, 'They are ill.', by);
    await correct(await ada(), correctable(lab, 'port') ?? expect.unreachable(), { text: '1', reason: 'typo' }, by);
    const at = { enrolmentId: id, workshopId: workshop.id };
    expect(await leave({ ...at, workshopId: randomUUID() }, { act: 'attendee.removed', personId: by })).toBe(false);
    expect(await acts()).toHaveLength(2);
    expect(await leave(at, { act: 'attendee.removed', personId: by })).toBe(true);
    expect(await leave(at, { act: 'attendee.removed', personId: by })).toBe(false);
    expect(await acts()).toEqual(
      ['attendee.step-waived', 'attendee.value-corrected', 'attendee.removed'].map((action) => ({
        action,
        personId: by,
        detail: { enrolment: id },
      })),
    );
  });
  test('is not done where it cannot be put on record', async () => {
    await expect(
      leave({ enrolmentId: id, workshopId: workshop.id }, { act: 'attendee.removed', personId: randomUUID() }),
    ).rejects.toThrow();
    expect(await attendeeOf(workshop, lab, id)).not.toBeNull();
  });
});
