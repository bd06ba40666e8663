// What is written of progress, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineCheck } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Outcome } from '@/lib/checks/outcome';
import { db } from '@/lib/db';
import { boardEntries } from './board';
import { bus, type Notice } from './bus';
import { progressOf, saveValues } from './enrolment';
import { endLease, takeLease } from './lease';
import { recordAttempt, touchEnrolment } from './record';
import { stepStatus } from './standing';
import { verify } from './verify';

let at: { enrolmentId: string; workshopId: string };

beforeEach(async () => {
  const person = await db().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Pia', userName: 'pia@practice.example', homeAccountId: 'x' },
  });
  const workshop = await db().workshop.create({
    data: { slug: randomUUID(), lab: 'databricks-dss', title: 'T', joinCode: randomUUID(), settings: {}, createdById: person.id },
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
const unreachable: Outcome = { status: 'unreachable', cloud: 'Azure', trouble: 'slow', message: 'm', remedy: 'r' };
const record = (outcomes: Record<string, Outcome>, learnt: Record<string, string> = {}, trigger: 'click' | 'watch' = 'click') =>
  recordAttempt({
    ...at,
    trigger,
    report: {
      step: 's',
      at: '',
      durationMs: 5,
      learnt,
      findings: Object.entries(outcomes).map(([checkId, outcome]) => ({ checkId, outcome, evidence: [] })),
    },
  });
const standing = async (checkId: string) => (await progressOf(at.enrolmentId)).standings['s']?.find((s) => s.checkId === checkId);

describe('an attempt', () => {
  test('writes standings, the attempt, and the pass when all of it passed', async () => {
    expect(await record({ a: pass, b: wrong })).toEqual({ passed: false });
    expect(await standing('b')).toMatchObject({ verdict: wrong, trouble: null });
    expect((await progressOf(at.enrolmentId)).passed).toEqual([]);
    expect(await record({ a: pass, b: pass })).toEqual({ passed: true });
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

  test('trouble is written beside what was known and replaces nothing; the next verdict clears it', async () => {
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

  test('what it learnt is kept as values', async () => {
    await record({ a: pass }, { workspaceUrl: 'adb-1.1.azuredatabricks.net', empty: '' });
    expect((await progressOf(at.enrolmentId)).values).toEqual({ workspaceUrl: 'adb-1.1.azuredatabricks.net' });
  });

  test('quotes and other alphabets come through as they are', async () => {
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
    expect(heard).toEqual([{ workshop: at.workshopId, enrolment: at.enrolmentId, revision: (await progressOf(at.enrolmentId)).revision }]);
  });
});

describe('one run of a step at a time', () => {
  test('of many that ask at once, one gets it', async () => {
    const leases = await Promise.all(Array.from({ length: 12 }, () => takeLease(at.enrolmentId, 's')));
    expect(leases.filter((l) => l.kind === 'taken')).toHaveLength(1);
    expect(leases.filter((l) => l.kind === 'busy')).toHaveLength(11);
  });
  test('another step of the same attendee is not held up', async () => {
    await takeLease(at.enrolmentId, 's');
    expect(await takeLease(at.enrolmentId, 't')).toEqual({ kind: 'taken' });
  });
  test('just after a look it is fresh; a changed value makes it due again', async () => {
    await takeLease(at.enrolmentId, 's');
    await record({ a: pass });
    expect(await takeLease(at.enrolmentId, 's')).toMatchObject({ kind: 'fresh' });
    await saveValues(at, { clusterPort: '443' }, 'typed');
    expect(await takeLease(at.enrolmentId, 's')).toEqual({ kind: 'taken' });
  });
  test('a value that changes during a run makes the step due again, as the run does not know of it', async () => {
    await takeLease(at.enrolmentId, 's');
    await saveValues(at, { clusterPort: '443' }, 'typed');
    await record({ a: pass });
    expect(await takeLease(at.enrolmentId, 's')).toEqual({ kind: 'taken' });
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
    expect(await takeLease(at.enrolmentId, 'fortieth')).toEqual({ kind: 'taken' });
    await attempts('click', 1);
    expect(await takeLease(at.enrolmentId, 'one-more')).toEqual({ kind: 'too-often' });
  });
  test('a run that ended in a bug frees its step', async () => {
    await takeLease(at.enrolmentId, 's');
    await endLease(at.enrolmentId, 's');
    expect(await takeLease(at.enrolmentId, 's')).toEqual({ kind: 'taken' });
  });
});

describe('a click while another look is under way', () => {
  /** A step whose one check answers when told to, and counts how often it was asked. */
  function slowStep() {
    const answers: (() => void)[] = [];
    const check = defineCheck({
      id: 'a',
      title: 'A',
      needs: [],
      ask: (_, known) => new Promise<string>((done) => answers.push(() => done(known.clusterPort ?? 'none'))),
      judge: (port) => ({ status: 'pass', message: port }),
    });
    return { step: { slug: 's', checks: [check] }, answers };
  }
  const click = (step: ReturnType<typeof slowStep>['step'], known: Known = {}) =>
    verify({ ...at, access: { tokenFor: async () => '' }, step, known, unsaidOf: (label) => ({ label, how: '' }), trigger: 'click' });
  const asked = (answers: unknown[], n: number) => vi.waitFor(() => expect(answers).toHaveLength(n));

  test('waits for it, and not for something else that changes meanwhile', async () => {
    const { step, answers } = slowStep();
    const first = click(step);
    await asked(answers, 1);
    let isOver = false;
    const second = click(step).finally(() => {
      isOver = true;
    });
    const heard = new Promise<void>((done) => bus().once('notice', () => done()));
    await touchEnrolment(at.enrolmentId, at.workshopId);
    await heard;
    expect(await takeLease(at.enrolmentId, 's')).toEqual({ kind: 'busy' });
    expect(isOver).toBe(false);
    answers[0]?.();
    expect([await first, await second]).toEqual([{ kind: 'looked' }, { kind: 'joined' }]);
    expect(answers).toHaveLength(1);
  });

  test('looks itself afterwards when it brought a new value', async () => {
    const { step, answers } = slowStep();
    const first = click(step);
    await asked(answers, 1);
    await saveValues(at, { clusterPort: '443' }, 'typed');
    const second = click(step, { clusterPort: '443' });
    answers[0]?.();
    await first;
    await asked(answers, 2);
    answers[1]?.();
    expect(await second).toEqual({ kind: 'looked' });
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
        for (const after of [null, unreachable]) {
          await db().stepPass.deleteMany({ where: { enrolmentId: at.enrolmentId } });
          await db().standing.deleteMany({ where: { enrolmentId: at.enrolmentId } });
          await record({ a, b });
          if (after) await record({ a: after });
          const { standings, passed } = await progressOf(at.enrolmentId);
          const own = stepStatus(['a', 'b'], standings['s'] ?? [], passed.length > 0);
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
  await saveValues(at, { clusterPort: '443', clusterHost: 'a' }, 'typed');
  await saveValues(at, { clusterPort: '444', clusterHost: null }, 'filled');
  expect((await progressOf(at.enrolmentId)).values).toEqual({ clusterPort: '444' });
});
