// What is written of progress, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { vocabulary } from '@/lib/lab/build';
import { allSteps, type Lab } from '@/lib/lab/lab';
import type { Outcome } from '@/lib/lab/outcome';
import { type Known, value } from '@/lib/lab/vocabulary';
import { boardEntries } from './board';
import { bus, type Notice } from './bus';
import { change, channel, leave } from './change';
import { endLease, takeLease } from './lease';
import { progressOf } from './read';
import { stepStatus } from './standing';
import { endRuns } from './under-way';
import { verify } from './verify';

let at: { enrolmentId: string; workshopId: string };

beforeEach(async () => {
  const person = await db().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Pia', userName: 'pia@practice.example', homeAccountId: 'x' },
  });
  const workshop = await db().workshop.create({
    data: { slug: randomUUID(), lab: 'a-lab', title: 'T', joinCode: randomUUID(), settings: {}, createdById: person.id },
  });
  const enrolment = await db().enrolment.create({ data: { workshopId: workshop.id, personId: person.id, step: 's' } });
  at = { enrolmentId: enrolment.id, workshopId: workshop.id };
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const pass: Outcome = { status: 'pass', message: 'ok' };
const wrong: Outcome = { status: 'wrong', message: 'm', remedy: 'r', expected: 'e', found: 'f' };
const unreachable: Outcome = { status: 'unreachable', cloud: 'Beacon', trouble: 'slow', message: 'm', remedy: 'r' };
const record = (outcomes: Record<string, Outcome>, learnt: Record<string, string> = {}, trigger: 'click' | 'watch' = 'click') =>
  change(at, {
    attempt: {
      trigger,
      report: {
        step: 's',
        durationMs: 5,
        learnt,
        findings: Object.entries(outcomes).map(([checkId, outcome]) => ({ checkId, outcome, evidence: [] })),
      },
    },
  });
const saveValues = (set: Record<string, string | null>, source: 'typed' | 'filled' = 'typed') => change(at, { values: { set, source } });
/** The lease of a run that knows the values with which they joined. */
const lease = (step = 's') => takeLease(at.enrolmentId, step, '0');
const standing = async (checkId: string) => (await progressOf(at.enrolmentId)).standings['s']?.find((s) => s.checkId === checkId);

describe('an attempt', () => {
  test('writes standings, the attempt, and the pass when all of it passed', async () => {
    expect(await record({ a: pass, b: wrong })).toMatchObject({ passedAt: null });
    expect(await standing('b')).toMatchObject({ verdict: wrong, trouble: null });
    expect((await progressOf(at.enrolmentId)).passed).toEqual([]);
    expect(await record({ a: pass, b: pass })).toMatchObject({ passedAt: expect.any(String) });
    expect((await progressOf(at.enrolmentId)).passed).toMatchObject([{ step: 's', how: 'verified' }]);
    expect(
      await db().attempt.findMany({
        where: { enrolmentId: at.enrolmentId },
        select: { passed: true, failed: true },
        orderBy: { at: 'asc' },
      }),
    ).toEqual([
      { passed: false, failed: true },
      { passed: true, failed: false },
    ]);
  });

  test('trouble is written next to what was known and replaces nothing; the next verdict clears it', async () => {
    await record({ a: pass });
    await record({ a: unreachable });
    expect(await standing('a')).toMatchObject({ verdict: pass, trouble: unreachable });
    await record({ a: wrong });
    expect(await standing('a')).toMatchObject({ verdict: wrong, trouble: null, troubleAt: null });
  });

  test('trouble before anything was known leaves the verdict open, and is no failed try', async () => {
    await record({ a: unreachable });
    expect(await standing('a')).toMatchObject({ verdict: null, checkedAt: null, trouble: unreachable });
    expect(await boardEntries(at.workshopId)).toMatchObject([{ failedTries: 0 }]);
  });

  test('a passed step stays passed', async () => {
    await record({ a: pass });
    await record({ a: wrong });
    expect((await progressOf(at.enrolmentId)).passed).toHaveLength(1);
  });

  test('since moves only when the status does', async () => {
    await record({ a: wrong });
    const first = (await standing('a'))?.since;
    await record({ a: { ...wrong, found: 'something else' } });
    expect((await standing('a'))?.since).toBe(first);
    await record({ a: pass });
    expect((await standing('a'))?.since).not.toBe(first);
  });

  test('what it learned is kept as values', async () => {
    await record({ a: pass }, { address: 'a.example', empty: '' });
    expect((await progressOf(at.enrolmentId)).values).toEqual({ address: 'a.example' });
  });

  test('quotes and other alphabets come through unchanged', async () => {
    const odd: Outcome = { ...pass, message: `it's "Yıldız" \\ 'x'; DROP TABLE` };
    await record({ a: odd });
    expect((await standing('a'))?.verdict).toEqual(odd);
  });

  test('tells every listening instance, once, what changed', async () => {
    const heard: Notice[] = [];
    const listening = new Promise<void>((done) => bus().once('gap', done));
    await listening;
    const arrived = new Promise<void>((done) =>
      bus().on('notice', (n) => {
        if (n.enrolment === at.enrolmentId) heard.push(n);
        if (heard.length > 0) done();
      }),
    );
    await record({ a: pass });
    await arrived;
    expect(heard).toEqual([
      { workshop: at.workshopId, enrolment: at.enrolmentId, revision: (await progressOf(at.enrolmentId)).revision, by: null, watch: false },
    ]);
  });
});

test.each([
  ['a NUL', 'before\0after', 'beforeafter'],
  ['half a character, as where a text was cut', `x${'😀'.charAt(0)}`, 'x\uFFFD'],
])('a sentence of a service with %s in it is kept, as far as the database can', async (_, said, kept) => {
  await record({ a: { ...wrong, found: said }, b: { ...unreachable, message: said } });
  expect((await standing('a'))?.verdict).toMatchObject({ found: kept });
  expect((await standing('b'))?.trouble).toMatchObject({ message: kept });
});

describe('what was written is told as it then stands, without another read', () => {
  const fromDatabase = async () => (await progressOf(at.enrolmentId)).standings['s'];
  test.each<[string, Record<string, Outcome>[]]>([
    ['verdicts', [{ a: pass, b: wrong }]],
    ['a verdict that did not change', [{ a: wrong }, { a: { ...wrong, found: 'else' } }]],
    ['trouble before anything was known', [{ a: unreachable }]],
    [
      'trouble over a verdict',
      [
        { a: pass, b: wrong },
        { a: unreachable, b: unreachable },
      ],
    ],
    ['a verdict after trouble', [{ a: unreachable }, { a: pass }]],
  ])('%s', async (_, attempts) => {
    let changed = null;
    for (const outcomes of attempts) changed = await record(outcomes);
    const byId = (a: { checkId: string }, b: { checkId: string }) => a.checkId.localeCompare(b.checkId);
    expect(changed?.standings.sort(byId)).toEqual((await fromDatabase())?.sort(byId));
    expect(changed?.revision).toBe((await progressOf(at.enrolmentId)).revision);
  });
  test('with the values, track and open step as others have left them meanwhile', async () => {
    await saveValues({ port: '443', host: 'a' });
    await change(at, { track: 'short', opened: 'u' });
    const changed = await record({ a: pass }, { address: 'x', host: 'b', empty: '' });
    expect(changed?.enrolment).toEqual({ track: 'short', step: 'u', helpAt: null, values: { port: '443', host: 'b', address: 'x' } });
    expect(changed?.enrolment.values).toEqual((await progressOf(at.enrolmentId)).values);
    expect((await saveValues({ host: null }))?.enrolment.values).toEqual({ port: '443', address: 'x' });
  });
  test('also that the step had passed before', async () => {
    const first = await record({ a: pass });
    expect((await record({ a: wrong }))?.passedAt).toBe(first?.passedAt);
  });
  test('a page that is opened again after a while says that they are still there, not that they began again', async () => {
    await change(at, { opened: 't' });
    const [stepSince, seenAt] = [new Date(Date.now() - 1_800_000), new Date(Date.now() - 1_500_000)];
    await db().enrolment.update({ where: { id: at.enrolmentId }, data: { stepSince, seenAt } });
    expect(await change(at, { opened: 't' })).toMatchObject({ revision: expect.any(String) });
    const now = await db().enrolment.findUniqueOrThrow({ where: { id: at.enrolmentId } });
    expect(now.stepSince).toEqual(stepSince);
    expect(now.seenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  test('nothing is told where nothing changed: the same step opened again, another workshop’s enrolment', async () => {
    expect(await change(at, { opened: 't' })).toMatchObject({ revision: expect.any(String) });
    expect(await change(at, { opened: 't' })).toBeNull();
    expect(await change({ ...at, workshopId: randomUUID() }, { track: 'elsewhere' })).toBeNull();
    expect((await progressOf(at.enrolmentId)).track).not.toBe('elsewhere');
  });
});

describe('an attempt of the watch', () => {
  const kept = () => db().attempt.count({ where: { enrolmentId: at.enrolmentId, trigger: 'watch' } });
  const waiting = (on: string): Outcome => ({ status: 'waiting', on });
  const look = (outcomes: Record<string, Outcome>) => record(outcomes, {}, 'watch');
  test.each<[string, Record<string, Outcome>, Record<string, Outcome>, number]>([
    ['still waiting', { a: waiting('it'), b: pass }, { a: waiting('it, 4 min'), b: pass }, 0],
    ['the same trouble again', { a: unreachable }, { a: unreachable }, 0],
    ['another status', { a: waiting('it') }, { a: wrong }, 1],
    ['passed', { a: waiting('it') }, { a: pass }, 1],
    ['trouble over a verdict', { a: waiting('it') }, { a: unreachable }, 1],
    ['another trouble', { a: unreachable }, { a: { ...unreachable, trouble: 'unavailable' } }, 1],
    ['the trouble is over', { a: unreachable }, { a: waiting('it') }, 1],
    ['something new beside it', { a: waiting('it') }, { a: waiting('it'), b: waiting('it') }, 1],
  ])('that found: %s', async (_, before, after, n) => {
    await record(before);
    await look(after);
    expect(await kept()).toBe(n);
  });
  test('that found nothing new is not kept, and yet its standing says when it was', async () => {
    await record({ a: waiting('it') });
    const first = (await standing('a'))?.checkedAt;
    await vi.waitFor(async () => {
      await look({ a: waiting('it') });
      expect((await standing('a'))?.checkedAt).not.toBe(first);
    });
    expect(await kept()).toBe(0);
  });
  test('a click is kept, whatever it found', async () => {
    await record({ a: wrong });
    await record({ a: wrong });
    expect(await db().attempt.count({ where: { enrolmentId: at.enrolmentId } })).toBe(2);
  });
});

describe('leaving a workshop', () => {
  test('takes all rows along, and tells those who listen', async () => {
    await record({ a: wrong }, { address: 'x' });
    await lease('t');
    const listener = new pg.Client({ connectionString: env().DATABASE_URL });
    await listener.connect();
    await listener.query(`LISTEN ${channel}`);
    const heard = new Promise<string>((done) =>
      listener.on('notification', ({ payload = '' }) => payload.includes(at.enrolmentId) && done(payload)),
    );
    expect(await leave({ ...at, workshopId: randomUUID() })).toBe(false);
    expect(await leave(at)).toBe(true);
    expect(JSON.parse(await heard)).toMatchObject({ workshop: at.workshopId, enrolment: at.enrolmentId });
    await listener.end();
    const where = { where: { enrolmentId: at.enrolmentId } };
    expect(await Promise.all([db().attempt.count(where), db().stepRun.count(where), db().value.count(where)])).toEqual([0, 0, 0]);
    expect(await boardEntries(at.workshopId)).toEqual([]);
    expect(await leave(at)).toBe(false);
  });
  test('what was found meanwhile is written nowhere', async () => {
    await leave(at);
    expect(await change(at, { track: 'short' })).toBeNull();
  });
});

/** Takes the lease of step s. @returns the run */
async function taken(): Promise<string> {
  const got = await lease();
  if (got.kind !== 'taken') throw new Error(`the lease is ${got.kind}`);
  return got.run;
}
/** As if so much time had passed for the run of step s without a word of its holder. */
const leaseOver = (inMs = 0) =>
  db().stepRun.updateMany({ where: { enrolmentId: at.enrolmentId, step: 's' }, data: { leaseUntil: new Date(Date.now() + inMs) } });
const attempts = () => db().attempt.count({ where: { enrolmentId: at.enrolmentId } });

describe('one run of a step at a time', () => {
  test('of many that ask at once, one gets it', async () => {
    const leases = await Promise.all(Array.from({ length: 12 }, () => lease()));
    expect(leases.filter((l) => l.kind === 'taken')).toHaveLength(1);
    expect(leases.filter((l) => l.kind === 'busy')).toHaveLength(11);
  });
  test('another step of the same attendee is not held up', async () => {
    await lease();
    expect(await lease('t')).toMatchObject({ kind: 'taken' });
  });
  test('just after a look it is fresh; a changed value makes it due again', async () => {
    await lease();
    await record({ a: pass });
    expect(await lease()).toMatchObject({ kind: 'fresh' });
    await saveValues({ port: '443' });
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
  test('a value that changes during a run makes the step due again, because the run does not know it', async () => {
    await lease();
    await saveValues({ port: '443' });
    await record({ a: pass });
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
  test('a value that came with the press is known to its run, which counts as fresh afterward', async () => {
    await lease();
    await change(at, { values: { set: { port: '443' }, source: 'typed', holding: 's' } });
    await record({ a: pass });
    expect(await lease()).toMatchObject({ kind: 'fresh' });
  });
  test('forty clicks in a minute are enough, whatever the step; looks of our own do not count', async () => {
    const attempts = (trigger: string, n: number) =>
      db().attempt.createMany({
        data: Array.from({ length: n }, () => ({
          enrolmentId: at.enrolmentId,
          step: 's',
          trigger,
          durationMs: 1,
          passed: false,
          failed: false,
          outcomes: [],
        })),
      });
    await attempts('watch', 100);
    await attempts('click', 39);
    expect(await lease('fortieth')).toMatchObject({ kind: 'taken' });
    await attempts('click', 1);
    expect(await lease('one-more')).toEqual({ kind: 'too-often' });
  });
  test('a run that ended in a bug frees its step, and nobody else’s', async () => {
    const run = await taken();
    await endLease(at.enrolmentId, 's', randomUUID());
    expect(await lease()).toEqual({ kind: 'busy' });
    await endLease(at.enrolmentId, 's', run);
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
});

describe('a run whose holder is gone', () => {
  const found = (run: string, outcome: Outcome) =>
    change(at, {
      attempt: {
        trigger: 'click',
        run,
        report: { step: 's', durationMs: 5, learnt: {}, findings: [{ checkId: 'a', outcome, evidence: [] }] },
      },
    });
  test('is nobody’s once its lease has ended: the next press begins at once, and gets no result from it', async () => {
    await taken();
    expect(await lease()).toEqual({ kind: 'busy' });
    await leaseOver();
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
  test('writes nothing when it comes back after another has begun', async () => {
    const late = await taken();
    await leaseOver();
    const next = await taken();
    expect(await found(late, pass)).toBeNull();
    expect(await attempts()).toBe(0);
    expect(await progressOf(at.enrolmentId)).toMatchObject({ standings: {}, passed: [] });
    expect(await lease()).toEqual({ kind: 'busy' }); // the other's
    expect(await found(next, wrong)).not.toBeNull();
    expect(await found(late, pass)).toBeNull(); // nor after it
    expect((await standing('a'))?.verdict).toEqual(wrong);
  });
  test('writes what it found when nobody has begun another meanwhile, and once', async () => {
    const run = await taken();
    await leaseOver();
    expect(await found(run, pass)).not.toBeNull();
    expect(await found(run, pass)).toBeNull();
    expect(await attempts()).toBe(1);
    expect(await lease()).toMatchObject({ kind: 'fresh' });
  });
  test('of it and of the one that takes over, one writes, however close they are', async () => {
    for (let i = 0; i < 20; i++) {
      const run = await taken();
      await leaseOver();
      const [changed, next] = await Promise.all([found(run, pass), lease()]);
      expect([changed !== null, next.kind === 'taken']).not.toEqual([true, true]);
      if (next.kind === 'taken') expect(await found(next.run, wrong)).not.toBeNull();
      await db().stepRun.deleteMany({ where: { enrolmentId: at.enrolmentId } });
    }
    expect(await attempts()).toBe(20);
  });
  test('and writes of every kind at once do not wait for each other in a circle', async () => {
    for (let i = 0; i < 10; i++) {
      const run = await taken();
      const writes = [found(run, wrong), saveValues({ port: String(i) }), record({ b: pass }), saveValues({ host: null })];
      await Promise.all([...writes, lease(), endLease(at.enrolmentId, 's', run)]);
      await db().stepRun.deleteMany({ where: { enrolmentId: at.enrolmentId } });
    }
    expect((await progressOf(at.enrolmentId)).values).toEqual({ port: '9' });
  });
});

/** Ways for the next statements to fail, first come first; what is left of them is given back. */
function failing(fails: ((really: () => Promise<unknown>) => Promise<unknown>)[]) {
  const { guidepostPool: pool } = globalThis as typeof globalThis & { guidepostPool?: pg.Pool }; // see lib/db.ts
  if (!pool) throw new Error('no statement was sent yet');
  const really = pool.query.bind(pool) as (query: unknown) => Promise<unknown>;
  const spy = vi.spyOn(pool, 'query').mockImplementation(((query: { text?: string }) => {
    const fail = query.text?.includes('INSERT INTO "Attempt"') ? fails.shift() : undefined;
    return fail ? fail(() => really(query)) : really(query);
  }) as never);
  return { left: () => fails.length, end: () => spy.mockRestore() };
}

describe('a database that goes away', () => {
  const away = () => Promise.reject(Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }));
  test('in the middle of a verify gets its result when it is back', async () => {
    const { lab, answers } = slowStep();
    const verified = click(lab);
    await asked(answers, 1);
    const trouble = failing([away, away]);
    answers[0]?.();
    expect(await verified).toMatchObject({ kind: 'checked' });
    expect([trouble.left(), await attempts()]).toEqual([0, 1]);
    trouble.end();
  });
  test('just after it has written does not get it twice', async () => {
    const { lab, answers } = slowStep();
    const verified = click(lab);
    await asked(answers, 1);
    const trouble = failing([
      async (really) => {
        await really();
        throw new Error('Connection terminated unexpectedly');
      },
    ]);
    answers[0]?.();
    expect(await verified).toEqual({ kind: 'joined' });
    expect([trouble.left(), await attempts()]).toEqual([0, 1]);
    trouble.end();
  });
  test('while another run takes the step leaves the step to that one, and the click waits for it', async () => {
    const { lab, answers } = slowStep();
    const verified = click(lab);
    await asked(answers, 1);
    let other = '';
    const trouble = failing([
      async () => {
        await leaseOver();
        other = await taken();
        return away();
      },
    ]);
    answers[0]?.();
    await vi.waitFor(() => expect(other).not.toBe(''));
    await change(at, {
      attempt: {
        trigger: 'click',
        run: other,
        report: { step: 's', durationMs: 1, learnt: {}, findings: [{ checkId: 'a', outcome: wrong, evidence: [] }] },
      },
    });
    expect(await verified).toEqual({ kind: 'joined' });
    expect((await standing('a'))?.verdict).toEqual(wrong);
    expect(await attempts()).toBe(1);
    trouble.end();
  });
  test('for long is reported: the verify says that nothing was written, and its step is free', async () => {
    const { lab, answers } = slowStep();
    const verified = click(lab);
    await asked(answers, 1);
    const trouble = failing(Array.from({ length: 1000 }, () => away));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    answers[0]?.();
    await vi.waitFor(() => expect(trouble.left()).toBeLessThan(1000));
    vi.setSystemTime(Date.now() + 60_000);
    expect(await verified).toEqual({ kind: 'unwritten' });
    vi.useRealTimers();
    trouble.end();
    expect(await attempts()).toBe(0);
    await leaseOver();
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
});

/** A step whose one check answers when told to, and counts how often it was asked. */
function slowStep() {
  const answers: (() => void)[] = [];
  const lab = vocabulary({
    clouds: {},
    settings: {},
    values: { port: value({ label: 'Port', parse: (typed) => ({ value: typed }) }) },
    learns: {},
    credentials: {},
    tracks: { all: { title: 'All', forWhom: '' } },
  });
  const check = lab.check({
    id: 'a',
    title: 'A',
    needs: [],
    uses: ['port'],
    ask: (_, known) => new Promise<string>((done) => answers.push(() => done(known.port ?? 'none'))),
    judge: (port) => ({ status: 'pass', message: port }),
  });
  const step = lab.step({ title: 'S', minutes: 1, checks: [check] });
  return {
    lab: lab.lab({ id: 'l', folder: '', title: 'L', summary: '', goals: [], sections: [{ title: 'One', steps: { s: step } }] }),
    answers,
  };
}
const click = (lab: Lab, known: Known = {}) => {
  const [step] = allSteps(lab);
  if (!step) throw new Error('a lab of one step');
  return verify({ ...at, access: { tokenFor: async () => '' }, lab, step, known, revision: '0', trigger: 'click' });
};
const asked = (answers: unknown[], n: number) => vi.waitFor(() => expect(answers).toHaveLength(n));

describe('a click while another look is under way', () => {
  test('waits for it, and not for something else that changes meanwhile', async () => {
    const { lab, answers } = slowStep();
    const first = click(lab);
    await asked(answers, 1);
    let isOver = false;
    const second = click(lab).finally(() => {
      isOver = true;
    });
    const heard = new Promise<void>((done) => bus().once('notice', () => done()));
    await change(at, {});
    await heard;
    expect(await lease()).toEqual({ kind: 'busy' });
    expect(isOver).toBe(false);
    answers[0]?.();
    expect([await first, await second]).toMatchObject([{ kind: 'checked' }, { kind: 'joined' }]);
    expect(answers).toHaveLength(1);
  });

  test('ends where its attendee was taken out of the workshop meanwhile, and so does the one it waits for', async () => {
    const { lab, answers } = slowStep();
    const first = click(lab);
    await asked(answers, 1);
    const second = click(lab);
    await leave(at);
    answers[0]?.();
    expect([await first, await second]).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
    expect(answers).toHaveLength(1);
  });

  test('takes over from one whose portal is gone, as soon as its lease ends', async () => {
    await taken();
    await leaseOver(200);
    const { lab, answers } = slowStep();
    const clicks = [click(lab), click(lab)];
    await asked(answers, 1);
    answers[0]?.();
    expect((await Promise.all(clicks)).map((v) => v.kind).sort()).toEqual(['checked', 'joined']);
    expect(answers).toHaveLength(1);
  });

  test('that takes longer keeps its lease', async () => {
    const { lab, answers } = slowStep();
    const first = click(lab);
    await asked(answers, 1);
    const leaseUntil = async () => (await db().stepRun.findFirstOrThrow({ where: { enrolmentId: at.enrolmentId } })).leaseUntil;
    const begun = await leaseUntil();
    await vi.waitFor(async () => expect((await leaseUntil()).getTime()).toBeGreaterThan(begun.getTime()), 5000);
    answers[0]?.();
    expect(await first).toMatchObject({ kind: 'checked' });
  });

  test('is let go by a process that ends: nobody waits for it, and what it finds is not written', async () => {
    const { lab, answers } = slowStep();
    const first = click(lab);
    await asked(answers, 1);
    await endRuns(1);
    const run = await taken();
    answers[0]?.();
    await endLease(at.enrolmentId, 's', run);
    await asked(answers, 2); // in a process that goes on, it begins again
    answers[1]?.();
    expect(await first).toMatchObject({ kind: 'checked' });
    expect(await attempts()).toBe(1);
  });

  test('looks itself afterward when it brought a new value', async () => {
    const { lab, answers } = slowStep();
    const first = click(lab);
    await asked(answers, 1);
    await saveValues({ port: '443' });
    const second = click(lab, { port: '443' });
    answers[0]?.();
    await first;
    await asked(answers, 2);
    answers[1]?.();
    expect(await second).toMatchObject({ kind: 'checked' });
    expect((await standing('a'))?.verdict).toMatchObject({ message: '443' });
  });
});

describe('the board', () => {
  test('counts failed clicks on the step they are on, not looks of our own', async () => {
    await record({ a: wrong });
    await record({ a: wrong }, {}, 'watch');
    expect(await boardEntries(at.workshopId)).toMatchObject([
      { name: 'Pia', failedTries: 1, open: [{ step: 's', checkId: 'a', status: 'wrong' }] },
    ]);
  });
  test('says of every mix of outcomes what an attendee’s own page says', async () => {
    const missing: Outcome = { status: 'missing', message: 'm', remedy: 'r' };
    const waiting: Outcome = { status: 'waiting', on: 'it' };
    const kinds: Outcome[] = [pass, wrong, missing, waiting];
    for (const a of kinds) {
      for (const b of [...kinds, unreachable]) {
        for (const after of [null, unreachable, pass, waiting]) {
          await db().stepPass.deleteMany({ where: { enrolmentId: at.enrolmentId } });
          await db().standing.deleteMany({ where: { enrolmentId: at.enrolmentId } });
          await record({ a, b });
          if (after) await record({ a: after });
          const { standings, passed } = await progressOf(at.enrolmentId);
          const own = stepStatus(['a', 'b'], standings['s'] ?? [], passed[0]?.how ?? null);
          const [entry] = await boardEntries(at.workshopId);
          expect(entry?.passed.includes('s') ? 'pass' : entry?.open[0]?.status).toBe(own);
        }
      }
    }
  });
  test('catches up from a revision, a little overlap included', async () => {
    await record({ a: wrong });
    const [entry] = await boardEntries(at.workshopId);
    const far = BigInt(entry?.revision ?? 0) + 1000n;
    expect(await boardEntries(at.workshopId, { after: far })).toEqual([]);
    expect(await boardEntries(at.workshopId, { after: BigInt(entry?.revision ?? 0) })).toHaveLength(1);
  });
  test('shows nobody of another workshop', async () => {
    expect(await boardEntries(randomUUID())).toEqual([]);
  });
});

test('a value is replaced, and taken back by null', async () => {
  await saveValues({ port: '443', host: 'a' });
  await saveValues({ port: '444', host: null }, 'filled');
  expect((await progressOf(at.enrolmentId)).values).toEqual({ port: '444' });
});

describe('changes of one attendee at the same time', () => {
  /** Starts `act`, which waits for the enrolment's row until `meanwhile` has happened and was committed. */
  async function behind<T>(act: () => Promise<T>, meanwhile: (holder: pg.Client) => Promise<unknown>): Promise<T> {
    const holder = new pg.Client({ connectionString: env().DATABASE_URL });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM "Enrolment" WHERE "id" = $1 FOR NO KEY UPDATE', [at.enrolmentId]);
      const waiting = act();
      await vi.waitFor(async () => expect((await holder.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows).not.toEqual([]));
      await meanwhile(holder);
      await holder.query('COMMIT');
      return await waiting;
    } finally {
      await holder.end();
    }
  }
  /** What `change` writes when somebody records a port. */
  async function recordPort(holder: pg.Client): Promise<void> {
    await holder.query(`INSERT INTO "Value" ("enrolmentId", "name", "value", "source") VALUES ($1, 'port', '443', 'typed')`, [
      at.enrolmentId,
    ]);
    await holder.query(`UPDATE "Enrolment" SET "revision" = nextval('progress_revision') WHERE "id" = $1`, [at.enrolmentId]);
  }

  test('a value is taken back also where it was recorded while that waited', async () => {
    const changed = await behind(() => saveValues({ port: null }), recordPort);
    const { values, revision } = await progressOf(at.enrolmentId);
    expect(values).toEqual({});
    expect(changed).toMatchObject({ revision, enrolment: { values } });
  });
  test('what was recorded while a change waited is told with it', async () => {
    const changed = await behind(() => record({ a: pass }), recordPort);
    expect(changed?.enrolment.values).toEqual({ port: '443' });
    expect(await db().attempt.count({ where: { enrolmentId: at.enrolmentId } })).toBe(1);
  });
  test('a run that began with the old values while new ones were being written is not fresh', async () => {
    await behind(
      () => saveValues({ port: '443' }),
      async () => expect(await lease()).toMatchObject({ kind: 'taken' }),
    );
    await record({ a: pass });
    expect(await lease()).toMatchObject({ kind: 'taken' });
  });
  test('of many at once, each gets through, and the one with the last revision tells all of it', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `v${i}`);
    const changes = await Promise.all(names.map((name) => saveValues({ [name]: 'x' })));
    const all = Object.fromEntries(names.map((name) => [name, 'x']));
    const last = await progressOf(at.enrolmentId);
    expect(last.values).toEqual(all);
    expect(changes.find((c) => c?.revision === last.revision)?.enrolment.values).toEqual(all);
  });
});

describe('a click just after a look', () => {
  const attempts = () => db().attempt.count({ where: { enrolmentId: at.enrolmentId, trigger: 'click' } });
  /** Fresh for another fifth of a second, so that no test waits for long. */
  const nearlyStale = () =>
    db().$executeRaw`UPDATE "StepRun" SET "finishedAt" = now() - interval '2.8 seconds' WHERE "enrolmentId" = ${at.enrolmentId}::uuid`;

  test('waits until that is not fresh anymore, and then looks for itself', async () => {
    const { lab, answers } = slowStep();
    await lease();
    await record({ a: wrong });
    await nearlyStale();
    const second = click(lab);
    await asked(answers, 1);
    answers[0]?.();
    expect(await second).toMatchObject({ kind: 'checked' });
    expect(await attempts()).toBe(2);
  });
  test('two of them make one look', async () => {
    const { lab, answers } = slowStep();
    await lease();
    await record({ a: wrong });
    await nearlyStale();
    const both = [click(lab), click(lab)];
    await asked(answers, 1);
    answers[0]?.();
    expect((await Promise.all(both)).map((v) => v.kind).sort()).toEqual(['checked', 'joined']);
    expect(await attempts()).toBe(2);
  });
  test('asks for nothing where nobody has pressed', async () => {
    const { lab } = slowStep();
    await lease();
    await record({ a: wrong });
    const [step] = allSteps(lab);
    if (!step) throw new Error('no step');
    const looked = verify({ ...at, access: { tokenFor: async () => '' }, lab, step, known: {}, revision: '0', trigger: 'watch' });
    expect(await looked).toEqual({ kind: 'fresh' });
  });
});
