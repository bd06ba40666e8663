// A check is fixed, and what was judged by the broken one is judged again: in a real PostgreSQL, with a lab that only this test knows.
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { vocabulary } from '@/lib/lab/build';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { value } from '@/lib/lab/vocabulary';
import { boardEntries } from '@/lib/progress/board';
import { bus } from '@/lib/progress/bus';
import { change } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import { verify } from '@/lib/progress/verify';
import { applyReplay } from './apply';
import { planFor } from './read';

interface Cup {
  temperature: number;
  since?: number;
}
let cups: Record<string, Cup> = {};
let workshopId: string;
let facilitatorId: string;

const t = vocabulary({
  clouds: {},
  settings: {},
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  learns: { cup: 'Cup' },
  credentials: {},
  tracks: { all: { title: 'All', forWhom: 'Everybody.' } },
});

/** A lab in which tea is hot from so many degrees on. */
function teaLab(hotFrom: number, more: { ids?: string[]; judge?: (cup: Cup) => Verdict } = {}): Lab {
  const judge =
    more.judge ??
    (({ temperature }: Cup) =>
      temperature >= hotFrom
        ? pass(`${temperature} degrees.`)
        : wrong('It is cold.', { expected: `${hotFrom}`, found: `${temperature}`, remedy: 'Brew it in :step[brew] again.' }));
  const checks = (more.ids ?? ['tea.is-hot']).map((id) =>
    t.check({
      id,
      title: id,
      needs: ['leaf'],
      ask: async (_, { leaf }) => cups[leaf] ?? { temperature: 0 },
      judge,
      learns: ['cup'],
      learn: ({ temperature }) => ({ cup: `at ${temperature}` }),
    }),
  );
  const steps = { brew: t.step({ title: 'Brew', minutes: 1, collects: ['leaf'], checks }) };
  return t.lab({ id: 'tea', folder: '', title: 'Tea', summary: '', goals: [], sections: [{ title: 'Make', steps }] });
}
/** The check that is too strict, and the one that was meant. */
const [broken, fixed] = [teaLab(100), teaLab(80)];

const somebody = (name: string) =>
  db().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name, userName: `${name}@practice.example`, homeAccountId: 'x' },
  });

async function workshop(answerDays = 7): Promise<string> {
  const data = { slug: randomUUID(), lab: 'tea', title: 'T', joinCode: randomUUID(), settings: {}, createdById: facilitatorId, answerDays };
  return (await db().workshop.create({ data })).id;
}

/** Somebody who has verified once, with the check as it was. */
async function attendee(name: string, cup: Cup | null, { where = workshopId, lab = broken }: { where?: string; lab?: Lab } = {}) {
  const { id: enrolmentId } = await db().enrolment.create({
    data: { workshopId: where, personId: (await somebody(name)).id, step: 'brew' },
  });
  if (cup) cups[name] = cup;
  const at = { enrolmentId, workshopId: where };
  const press = async (by: Lab = lab) => {
    await db().stepRun.updateMany({ where: { enrolmentId }, data: { finishedAt: null } }); // however soon it comes
    const [step] = allSteps(by);
    if (!step) throw new Error('The lab has no step.');
    const access = { tokenFor: async () => 'the-token' };
    return verify({ ...at, lab: by, step, access, known: { leaf: name, track: 'all' }, revision: '0', trigger: 'click' });
  };
  if (cup) await press();
  return { ...at, press, progress: () => progressOf(enrolmentId) };
}
const verdictOf = async ({ progress }: { progress: () => ReturnType<typeof progressOf> }, checkId = 'tea.is-hot') =>
  (await progress()).standings['brew']?.find((s) => s.checkId === checkId)?.verdict;
const answersOf = async (enrolmentId: string) =>
  (await db().attempt.findMany({ where: { enrolmentId }, orderBy: { at: 'asc' } })).map((a) => a.answers);
const plan = (lab = fixed) => planFor(lab, workshopId);
const apply = (listed: readonly string[], lab = fixed) => applyReplay(lab, workshopId, listed, facilitatorId);
const keysOf = async (lab = fixed) => (await plan(lab)).entries.map((e) => e.key);

beforeEach(async () => {
  cups = {};
  facilitatorId = (await somebody('Fay')).id;
  workshopId = await workshop();
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

describe('an attempt', () => {
  test('keeps what its checks judged, and what was known about it', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const [kept] = await answersOf(pia.enrolmentId);
    expect(kept).toContain('temperature');
    expect(kept).toContain('Pia');
    expect(kept).not.toContain('the-token');
  });
  test('keeps nothing in a workshop that wants nothing kept', async () => {
    const pia = await attendee('Pia', { temperature: 90 }, { where: await workshop(0) });
    expect(await answersOf(pia.enrolmentId)).toEqual([null]);
  });
});

describe('the list', () => {
  test('says who, which step and check, and from what to what; nothing has changed then', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    await attendee('Bo', { temperature: 20 });
    const before = await pia.progress();
    const { entries, attempts, leftAlone } = await plan();
    expect(attempts).toBe(2);
    expect(entries).toMatchObject([
      {
        name: 'Bo',
        lines: [
          { from: { status: 'wrong', expected: '100' }, to: { status: 'wrong', expected: '80', remedy: 'Brew it in step 1 again.' } },
        ],
        becomesPassed: false,
      },
      {
        name: 'Pia',
        number: '1',
        step: 'brew',
        lines: [{ title: 'tea.is-hot', from: { status: 'wrong' }, to: pass('90 degrees.') }],
        becomesPassed: true,
      },
    ]);
    expect(leftAlone).toEqual([]);
    expect(await pia.progress()).toEqual(before);
  });
  test('is the same when it is made twice', async () => {
    for (const name of ['Pia', 'Bo', 'Cy']) await attendee(name, { temperature: 85, since: Date.now() });
    const soon = teaLab(0, { judge: () => waiting('It is brewing', { since: new Date().toISOString() }) });
    expect(await plan()).toEqual(await plan());
    expect((await plan(soon)).entries).toHaveLength(3);
    expect(await plan(soon)).toEqual(await plan(soon));
  });
  test('is empty while the checks are the same', async () => {
    await attendee('Pia', { temperature: 90 });
    expect(await plan(broken)).toMatchObject({ attempts: 1, entries: [], leftAlone: [] });
  });
  test('names checks that are gone and checks that are new', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const other = teaLab(80, { ids: ['tea.is-hot', 'tea.is-green'] });
    expect(await plan(other)).toMatchObject({ added: ['tea.is-green'], gone: [] });
    expect((await plan(other)).entries).toMatchObject([{ becomesPassed: false }]); // nobody has looked at the new one
    await pia.press(teaLab(100, { ids: ['tea.is-hot', 'tea.was-here'] }));
    expect(await plan()).toMatchObject({ gone: ['tea.was-here'], added: [] });
  });
  test('says what cannot be judged again, and why', async () => {
    await attendee('Pia', { temperature: 90 });
    const unfit = teaLab(80, { judge: (cup) => pass((cup as unknown as { leaves: string[] }).leaves.join()) });
    expect(await plan(unfit)).toMatchObject({ entries: [], cannot: [{ title: 'tea.is-hot', why: 'unfit', times: 1 }] });
  });
  test('is of the newest kept attempt only', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    cups['Pia'] = { temperature: 10 };
    await pia.press();
    expect((await plan()).entries).toMatchObject([{ lines: [{ to: { status: 'wrong', found: '10' } }], becomesPassed: false }]);
  });
  test('leaves alone, and names, what was looked at since without keeping answers', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    await pia.press();
    const [, newest] = await db().attempt.findMany({ where: { enrolmentId: pia.enrolmentId }, orderBy: { at: 'asc' } });
    await db().$executeRaw`UPDATE "Attempt" SET "answers" = NULL WHERE "id" = ${newest?.id}::uuid`;
    expect(await plan()).toMatchObject({ entries: [], leftAlone: [{ name: 'Pia', number: '1', title: 'tea.is-hot' }] });
  });
  test('does not have people of another workshop', async () => {
    await attendee('Zoe', { temperature: 90 }, { where: await workshop() });
    expect(await plan()).toMatchObject({ attempts: 0, entries: [] });
  });
});

test('of thousands of attempts one is judged in a turn of the event loop, so that everybody else has theirs', async () => {
  const pia = await attendee('Pia', { temperature: 90 });
  const many = 3000;
  await db().$executeRaw`
    WITH people AS (
      INSERT INTO "Person" ("id", "tenantId", "objectId", "name", "userName", "homeAccountId")
      SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'P' || n, 'p@practice.example', 'x' FROM generate_series(1, ${many}::int) n RETURNING "id"
    ), places AS (
      INSERT INTO "Enrolment" ("id", "workshopId", "personId") SELECT gen_random_uuid(), ${workshopId}::uuid, "id" FROM people RETURNING "id"
    ), standings AS (
      INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "status", "verdict", "checkedAt")
      SELECT places."id", s."step", s."checkId", s."status", s."verdict", s."checkedAt" FROM places, "Standing" s WHERE s."enrolmentId" = ${pia.enrolmentId}::uuid
    )
    INSERT INTO "Attempt" ("id", "enrolmentId", "step", "trigger", "at", "durationMs", "passed", "failed", "outcomes", "answers")
    SELECT gen_random_uuid(), places."id", a."step", a."trigger", a."at", 1, false, true, a."outcomes", a."answers" FROM places, "Attempt" a
    WHERE a."enrolmentId" = ${pia.enrolmentId}::uuid`;
  let turns = 0;
  let isOver = false;
  const judgedIn = new Map<number, number>();
  const counting = teaLab(80, {
    judge: ({ temperature }) => {
      judgedIn.set(turns, (judgedIn.get(turns) ?? 0) + 1);
      return pass(`${temperature} degrees.`);
    },
  });
  const others = (async () => {
    for (; !isOver; turns++) await setImmediate();
  })();
  const { attempts, entries } = await plan(counting);
  isOver = true;
  await others;
  expect([attempts, entries.length, judgedIn.size]).toEqual([many + 1, many + 1, many + 1]);
});

describe('applying', () => {
  test('writes the verdict and the pass as of the attempt, learns, tells, and is on record', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const { revision } = await pia.progress();
    const [attempt] = await db().attempt.findMany({ where: { enrolmentId: pia.enrolmentId } });
    await new Promise<void>((done) => bus().once('gap', done)); // it listens
    const told = new Promise<string>((done) => bus().on('notice', (n) => n.enrolment === pia.enrolmentId && done(n.revision)));
    const result = await apply(await keysOf());
    expect(result).toMatchObject({ changed: [{ name: 'Pia' }], leftAlone: [], unlisted: [] });
    const after = await pia.progress();
    expect(await verdictOf(pia)).toEqual(pass('90 degrees.'));
    expect(after.passed).toMatchObject([{ step: 'brew', how: 'verified', at: attempt?.at.toISOString() }]);
    expect(after.standings['brew']?.[0]).toMatchObject({ checkedAt: attempt?.at.toISOString() });
    expect(after.values).toEqual({ cup: 'at 90' });
    expect(BigInt(after.revision)).toBeGreaterThan(BigInt(revision));
    expect(await told).toBe(after.revision);
    expect(await db().auditEvent.findMany({ where: { workshopId } })).toMatchObject([
      {
        action: 'attempt.rejudged',
        personId: facilitatorId,
        detail: { enrolment: pia.enrolmentId, step: 'brew', 'tea.is-hot': { from: 'wrong', to: 'pass' } },
      },
    ]);
    expect(await plan()).toMatchObject({ entries: [] });
  });
  test('does what was listed only', async () => {
    const [pia, bo] = [await attendee('Pia', { temperature: 90 }), await attendee('Bo', { temperature: 90 })];
    const [first = ''] = await keysOf();
    expect(await apply([first])).toMatchObject({ changed: [{ name: 'Bo' }], unlisted: [{ name: 'Pia' }] });
    expect((await bo.progress()).passed).toHaveLength(1);
    expect((await pia.progress()).passed).toEqual([]);
  });
  test('leaves alone and names somebody who pressed while the list was open', async () => {
    const [pia, bo] = [await attendee('Pia', { temperature: 90 }), await attendee('Bo', { temperature: 95 })];
    const listed = await keysOf();
    cups['Pia'] = { temperature: 10 };
    await pia.press();
    const result = await apply(listed);
    expect(result).toMatchObject({ changed: [{ name: 'Bo' }], leftAlone: [{ name: 'Pia', number: '1' }] });
    expect(await verdictOf(pia)).toMatchObject({ status: 'wrong', found: '10', expected: '100' });
    expect((await bo.progress()).passed).toHaveLength(1);
  });
  test('writes nothing of somebody who presses in the very moment', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const listed = await keysOf();
    cups['Pia'] = { temperature: 10 };
    const both = await Promise.all([apply(listed), pia.press()]);
    expect(both[1]).toMatchObject({ kind: 'checked' });
    expect(await verdictOf(pia)).toMatchObject({ status: 'wrong', found: '10' });
  });
  test('twice does it once', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const listed = await keysOf();
    await Promise.all([apply(listed), apply(listed)]);
    expect(await db().auditEvent.count({ where: { workshopId } })).toBe(1);
    expect(await apply(listed)).toMatchObject({ changed: [], leftAlone: [{ name: 'Pia' }] });
    expect((await pia.progress()).passed).toHaveLength(1);
  });
  test('never takes a pass away: what is wrong then is a note on a passed step', async () => {
    const pia = await attendee('Pia', { temperature: 90 }, { lab: fixed });
    const strict = teaLab(100);
    expect((await plan(strict)).entries).toMatchObject([
      { lines: [{ from: { status: 'pass' }, to: { status: 'wrong' } }], becomesPassed: false },
    ]);
    await apply(await keysOf(strict), strict);
    expect(await verdictOf(pia)).toMatchObject({ status: 'wrong' });
    expect((await pia.progress()).passed).toMatchObject([{ how: 'verified' }]);
  });
  test('a board shows it as the rows do', async () => {
    const ids = ['tea.is-hot', 'tea.is-green'];
    const pia = await attendee('Pia', { temperature: 90 }, { lab: teaLab(100, { ids }) });
    const half = teaLab(80, { ids });
    const green = allSteps(half)[0]?.checks[1];
    if (green) green.judge = () => missing('No leaf.', 'Add one.');
    expect((await boardEntries(workshopId))[0]?.open).toMatchObject([{ step: 'brew', status: 'wrong', checkId: 'tea.is-green' }]);
    await apply(await keysOf(half), half);
    expect((await boardEntries(workshopId))[0]?.open).toMatchObject([{ step: 'brew', status: 'missing', checkId: 'tea.is-green' }]);
    await pia.press(fixed);
    await apply(await keysOf());
    expect((await boardEntries(workshopId))[0]).toMatchObject({ open: [], passed: ['brew'] });
  });
  test('leaves a value that was recorded since', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    await change(pia, { values: { set: { cup: 'my own' }, source: 'typed' } });
    await apply(await keysOf());
    expect((await pia.progress()).values).toEqual({ cup: 'my own' });
  });
  test.each(['of another workshop', 'removed since', 'made up'])('does nothing with a key %s', async (what) => {
    const other = await workshop();
    const zoe = await attendee('Zoe', { temperature: 90 }, { where: what === 'of another workshop' ? other : workshopId });
    const listed = (await planFor(fixed, zoe.workshopId)).entries.map((e) => e.key);
    if (what === 'removed since') await db().enrolment.delete({ where: { id: zoe.enrolmentId } });
    const keys = what === 'made up' ? [`${randomUUID()}.${'0'.repeat(16)}`] : listed;
    expect(await apply(keys)).toMatchObject({ changed: [], leftAlone: [] });
    expect(await db().stepPass.count({ where: { enrolmentId: zoe.enrolmentId } })).toBe(0);
  });
  test('a step that was done for somebody becomes done for them, and not verified by them', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const result = [{ id: 'brew', what: 'Brew', how: 'done', said: 'Brewed.' }];
    await db().solveRequest.create({
      data: { enrolmentId: pia.enrolmentId, step: 'brew', byPersonId: facilitatorId, isAgreed: true, result },
    });
    expect(await apply(await keysOf())).toMatchObject({ changed: [{ name: 'Pia' }] });
    expect(await db().stepPass.findMany({ where: { enrolmentId: pia.enrolmentId } })).toMatchObject([
      { how: 'solved', byPersonId: facilitatorId },
    ]);
  });
  test('leaves alone what would now record something else than when it was listed', async () => {
    const pia = await attendee('Pia', { temperature: 90 });
    const listed = await keysOf();
    const other = teaLab(80);
    const check = allSteps(other)[0]?.checks[0] ?? expect.unreachable();
    check.learn = () => ({ cup: 'another' });
    expect(await apply(listed, other)).toMatchObject({ changed: [], leftAlone: [{ name: 'Pia' }] });
    expect((await pia.progress()).values).toEqual({});
  });
  test('a step with a check that still fails is not passed', async () => {
    const ids = ['tea.is-hot', 'tea.is-green'];
    const pia = await attendee('Pia', { temperature: 90 }, { lab: teaLab(100, { ids }) });
    const half = teaLab(80, { ids });
    const [step] = allSteps(half);
    const green = step?.checks[1];
    if (green) green.judge = () => missing('No leaf.', 'Add one.');
    expect(await apply(await keysOf(half), half)).toMatchObject({ changed: [{ becomesPassed: false }] });
    expect(await verdictOf(pia)).toMatchObject({ status: 'pass' });
    expect((await pia.progress()).passed).toEqual([]);
  });
  test('what waits keeps the time since when', async () => {
    const since = '2026-11-26T09:00:00.000Z';
    const pia = await attendee('Pia', { temperature: 90 }, { lab: teaLab(0, { judge: () => waiting('Brewing', { since, usually: 60 }) }) });
    const longer = teaLab(0, { judge: () => waiting('Brewing', { since: new Date().toISOString(), usually: 300 }) });
    await apply(await keysOf(longer), longer);
    expect(await verdictOf(pia)).toEqual(waiting('Brewing', { since, usually: 300 }));
  });
});
