// A facilitator offers to do a step; the attendee agrees or declines; it is done as them; and everything around that.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TabSecrets } from '@/lib/attendee/access';
import { agreementOf, isChanged } from '@/lib/attendee/agreement';
import type { InLab } from '@/lib/attendee/in-lab';
import { agreedTo } from '@/lib/attendee/solve';
import { attendeeState } from '@/lib/attendee/state';
import { db } from '@/lib/db';
import { isForPerson } from '@/lib/lab/part';
import { boardEntries } from '@/lib/progress/board';
import { type At, change } from '@/lib/progress/change';
import { decline, endSolve, keepResult, offerSolve, solvesOf } from '@/lib/progress/solves';
import { factsOf } from '@/lib/report/facts';
import { openWorkshop, placed, stepsFor } from '../faults/place';
import { practiceHands } from '../hands';

const hands = await practiceHands();
const times = { firstMs: 10, patienceMs: 15_000 };
let slug: string;
let facilitator: string;
let me: InLab;
let at: At;
let people = 0;

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  slug = await openWorkshop(hands);
  facilitator = (await hands.person(hands.member('Greta Holm'))).id;
});
beforeEach(async () => {
  await hands.practice('/rules', { workspaceSeconds: 0 });
  const member = await hands.newcomer(`Cora Consent${++people}`);
  await hands.dss.loginOf(member);
  me = await placed(hands, slug, member, {});
  at = { enrolmentId: me.enrolment.id, workshopId: me.workshop.id };
});
afterAll(() => hands.practice('/reset'));

const stepOf = (name: string) => stepsFor(me, [name])[0] ?? expect.unreachable();
const offer = (step: string) => offerSolve(at, step, facilitator);
const offered = async (step: string) => (await solvesOf(at.enrolmentId)).find((s) => s.step === step) ?? expect.unreachable();
/** What the attendee's page holds of an offer, for an agreement to it. */
const page = async (step: string) => (await attendeeState(me))?.solves?.[step] ?? expect.unreachable();
const agree = async (step: string, secrets: TabSecrets = {}) => agreedTo(me, stepOf(step), await page(step), secrets, times);
const passOf = (step: string) => db().stepPass.findFirst({ where: { enrolmentId: at.enrolmentId, step } });
const acts = async () =>
  (await db().auditEvent.findMany({ where: { workshopId: at.workshopId, action: { startsWith: 'solve.' } }, orderBy: { at: 'asc' } }))
    .filter((e) => e.personId === me.person.id || JSON.stringify(e.detail).includes(at.enrolmentId))
    .map((e) => e.action);
const projects = async () => hands.dss.dss({ upn: me.person.userName, name: '', oid: '', appRoles: [] }, 'GET', '/projects/');
const projectKeys = async () => JSON.stringify(await projects());
const step = 'create-project';
const key = () =>
  me.person.userName
    .split('@')[0]
    ?.toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_') ?? '';

test('an offer is told in words, part by part, and nothing is done before the attendee agrees', async () => {
  expect(await offer(step)).toBe('offered');
  const { solves } = (await attendeeState(me)) ?? expect.unreachable();
  expect(solves?.[step]).toMatchObject({ by: 'Greta Holm', answeredAt: null, doneAt: null, isAtWork: false });
  const turns = stepOf(step).parts?.[0]?.turns;
  const words = { id: 'project', what: 'Create a project in DSS', details: [], turns, isTheirs: false };
  expect(solves?.[step]?.parts).toEqual([{ ...words, how: 'asked', said: '' }]);
  expect(await projectKeys()).not.toContain(key());
  expect(await acts()).toEqual(['solve.offered']);
});

test('what they agree to is done as them, reported, audited, verified by the step’s own checks, and counts as done for them', async () => {
  await offer(step);
  expect(await agree(step)).toEqual({ kind: 'begun' });
  const solve = await offered(step);
  expect(solve).toMatchObject({ isAgreed: true, isAtWork: false, result: [{ id: 'project', how: 'done' }] });
  expect(solve.doneAt).not.toBeNull();
  expect(await passOf(step)).toMatchObject({ how: 'solved', byPersonId: facilitator });
  expect(await db().value.findFirst({ where: { enrolmentId: at.enrolmentId, name: 'projectKey' } })).toMatchObject({ source: 'filled' });
  expect(JSON.parse(await projectKeys())).toContainEqual(
    expect.objectContaining({ ownerLogin: await hands.dss.loginOf({ upn: me.person.userName, name: '', oid: '', appRoles: [] }) }),
  );
  expect(await acts()).toEqual(['solve.offered', 'solve.agreed', 'solve.done']);
  expect(await offer(step)).toBe('passed');
});

test('the checks of what was done for them are no click of theirs, in whatever counts those', async () => {
  await offer(step);
  await change(at, { opened: step });
  const seenAt = new Date(Date.now() - 3_600_000);
  await db().enrolment.update({ where: { id: at.enrolmentId }, data: { seenAt } });
  await agree(step);
  expect(await db().attempt.findMany({ where: { enrolmentId: at.enrolmentId }, select: { step: true, trigger: true } })).toEqual([
    { step, trigger: 'solve' },
  ]);
  const { people } = await factsOf(at.workshopId);
  expect(people.find(({ id }) => id === at.enrolmentId)).toMatchObject({ tried: [], passes: [{ step, how: 'solved' }] });
  const [entry] = await boardEntries(at.workshopId, { enrolmentIds: [at.enrolmentId] });
  expect(entry).toMatchObject({ failedTries: 0, passedAt: null, seenAt: seenAt.toISOString() });
});

test('what a service calls something that it does is kept as the database can keep it', async () => {
  await offer(step);
  const { id } = await offered(step);
  const begun = { future: 'a\0b\ud83c' };
  const part = { id: 'project', what: 'Create it', how: 'under-way' as const, said: 'It is created.', begun };
  await keepResult(at, id, [part]);
  expect((await offered(step)).result).toEqual([{ ...part, begun: { future: 'ab\ufffd' } }]);
  await endSolve(at, id, me.person.id, [part]);
  expect((await offered(step)).result).toEqual([{ ...part, begun: { future: 'ab\ufffd' } }]);
});

test('a step that they do themselves after they declined is verified by them', async () => {
  await offer(step);
  expect(await decline(at, (await offered(step)).id, me.person.id)).toBe(true);
  expect(await agree(step)).toMatchObject({ kind: 'refused' });
  expect(await projectKeys()).not.toContain(key());
  await change(at, { attempt: { trigger: 'click', report: { step, durationMs: 1, findings: [], learnt: {} } } });
  expect(await passOf(step)).toMatchObject({ how: 'verified', byPersonId: null });
  expect(await acts()).toEqual(['solve.offered', 'solve.declined']);
});

test('two facilitators who offer at once make one offer, and two tabs that agree at once do it once', async () => {
  expect((await Promise.all([offer(step), offer(step)])).sort()).toEqual(['offered', 'open']);
  await Promise.all([agree(step), agree(step)]);
  await expect.poll(async () => (await offered(step)).doneAt).not.toBeNull();
  expect((await acts()).filter((act) => act === 'solve.agreed')).toHaveLength(1);
  expect((await offered(step)).result).toMatchObject([{ how: 'done' }]);
});

describe('what takes a while', () => {
  const slow = 'create-workspace';
  /** The workspace is being deployed, and the portal looks at it every now and then. */
  async function begun() {
    await hands.practice('/rules', { workspaceSeconds: 180 });
    await offer(slow);
    await agreedTo(me, stepOf(slow), await page(slow), {}, { firstMs: 20, patienceMs: 1 });
    await expect.poll(async () => (await offered(slow)).result[0]?.how).toBe('under-way');
  }

  test('is looked at again until it is there; what only a person can do is left to them', async () => {
    await begun();
    expect((await offered(slow)).isAtWork).toBe(true);
    expect(await offer(slow)).toBe('at-work');
    await hands.practice('/clock', { advanceSeconds: 200 });
    await expect.poll(async () => (await offered(slow)).doneAt, { timeout: 10_000 }).not.toBeNull();
    expect((await offered(slow)).result.map((p) => [p.id, p.how])).toEqual([
      ['workspace', 'done'],
      ['open', 'person'],
    ]);
    expect(await passOf(slow)).toBeNull(); // they have not opened it yet; once they have, it counts as done for them
    expect(await acts()).toEqual(['solve.offered', 'solve.agreed', 'solve.left']); // not that it was done
  });

  test('ends where the attendee stops it: what is begun stays, and nothing more is begun', async () => {
    await begun();
    expect(await decline(at, (await offered(slow)).id, me.person.id)).toBe(true);
    await expect.poll(async () => (await offered(slow)).isAtWork, { timeout: 10_000 }).toBe(false);
    expect(await offered(slow)).toMatchObject({ isAgreed: false });
    expect(await agree(slow)).toMatchObject({ kind: 'refused' });
  });

  test('ends where they sign out, or the workshop is closed', async () => {
    await begun();
    await db().person.update({ where: { id: me.person.id }, data: { signedOutAt: new Date(Date.now() + 1000) } });
    await expect.poll(async () => (await offered(slow)).doneAt, { timeout: 10_000 }).not.toBeNull();
    await expect.poll(async () => (await offered(slow)).isAtWork).toBe(false); // a moment after it is over
  });

  test('continues after a portal that ended in the middle, whoever asks again', async () => {
    await begun();
    const { id } = await offered(slow);
    // as a process that is gone leaves it: agreed to, not over, and nobody at work
    await decline(at, id, me.person.id);
    await expect.poll(async () => (await offered(slow)).isAtWork, { timeout: 10_000 }).toBe(false);
    await db().solveRequest.update({ where: { id }, data: { isAgreed: true, doneAt: null } });
    expect((await attendeeState(me))?.solves?.[slow]).toMatchObject({ isAtWork: false, doneAt: null, isAgreed: true });
    await hands.practice('/clock', { advanceSeconds: 200 });
    await agree(slow); // "Go on"
    expect((await offered(slow)).result[0]).toMatchObject({ id: 'workspace', how: 'done' });
    // and a new offer ends what nobody is at anymore
    await db().solveRequest.update({ where: { id }, data: { doneAt: null } });
    expect(await offer(slow)).toBe('offered');
    expect(await db().solveRequest.count({ where: { enrolmentId: at.enrolmentId, doneAt: null } })).toBe(1);
  });
});

describe('what was agreed to is what is done', () => {
  const changes: [string, () => Promise<unknown>][] = [
    ['a corrected value', () => change(at, { values: { set: { workspaceName: 'dbx-of-another' }, source: 'corrected' } })],
    ['another track', () => change(at, { track: 'model' })],
    ['another setting', () => setting('resourceGroup', 'rg-another')],
  ];
  const settings = async () => (await db().workshop.findUniqueOrThrow({ where: { id: at.workshopId } })).settings as Record<string, string>; // as openWorkshop writes them
  const setting = async (name: string, text: string) =>
    db().workshop.update({ where: { id: at.workshopId }, data: { settings: { ...(await settings()), [name]: text } } });
  let kept: Record<string, string>;
  beforeEach(async () => {
    kept = await settings();
  });
  afterEach(() => db().workshop.update({ where: { id: at.workshopId }, data: { settings: kept } }));

  test.each(changes)('%s after the page showed it: it is to be read again, and nothing is agreed to', async (_, come) => {
    await change(at, { values: { set: { workspaceName: 'dbx-mine' }, source: 'typed' } });
    await offer('clean-up');
    const read = await page('clean-up');
    await come();
    expect(await agreedTo(me, stepOf('clean-up'), read, {}, times)).toEqual({
      kind: 'refused',
      note: 'What would be done has changed. Read it again.',
    });
    expect(await offered('clean-up')).toMatchObject({ answeredAt: null, result: [], isAtWork: false });
  });

  test.each(changes)('%s while it is at work: nothing more is done, and no check is asked', async (_, come) => {
    await hands.practice('/rules', { workspaceSeconds: 180 });
    await offer('create-workspace');
    await agreedTo(me, stepOf('create-workspace'), await page('create-workspace'), {}, { firstMs: 20, patienceMs: 1 });
    await expect.poll(async () => (await offered('create-workspace')).result[0]?.how).toBe('under-way');
    await come();
    await expect.poll(async () => (await offered('create-workspace')).doneAt, { timeout: 10_000 }).not.toBeNull();
    expect((await offered('create-workspace')).result[0]).toMatchObject({
      how: 'failed',
      said: expect.stringMatching(/has changed since you agreed\.$/),
    });
    expect(await db().attempt.count({ where: { enrolmentId: at.enrolmentId } })).toBe(0);
  });

  test('what it recorded itself, and what a check learned, are no change', async () => {
    await change(at, { values: { set: { projectKey: 'MINE' }, source: 'typed' } });
    const [{ slug: name }, own] = [stepOf('clean-up'), { projectKey: 'RECORDED' }];
    const agreed = { ...me, enrolment: { ...me.enrolment, values: { projectKey: 'MINE' } } };
    expect([name, await isChanged(stepOf('clean-up'), agreed, {})]).toEqual(['clean-up', false]);
    await db().value.updateMany({ where: { enrolmentId: at.enrolmentId }, data: { value: 'LEARNT', source: 'learnt' } });
    expect(await isChanged(stepOf('clean-up'), agreed, {})).toBe(false);
    await change(at, { values: { set: own, source: 'filled' } });
    expect(await isChanged(stepOf('clean-up'), agreed, own)).toBe(false);
    expect(await isChanged(stepOf('clean-up'), agreed, {})).toBe(true);
  });
});

const closed = (closedAt: Date | null) => db().workshop.update({ where: { id: at.workshopId }, data: { closedAt } });
test.each([
  ['they stop it', async () => decline(at, (await offered(step)).id, me.person.id)],
  ['they sign out', () => db().person.update({ where: { id: me.person.id }, data: { signedOutAt: new Date(Date.now() + 1000) } })],
  ['it is closed', () => closed(new Date())],
])('where %s while a part is done, nothing is checked with their secret afterward', async (_, come) => {
  await offer(step);
  const [parts = []] = [stepOf(step).parts];
  const stopping = parts.map((p) =>
    isForPerson(p) ? p : { ...p, act: async (...args: Parameters<typeof p.act>) => p.act(...args).finally(come) },
  );
  await agreedTo(me, { ...stepOf(step), parts: stopping }, await page(step), {}, times);
  await closed(null); // the other tests share it
  expect((await offered(step)).result).toMatchObject([{ how: 'done' }]);
  expect(await db().attempt.count({ where: { enrolmentId: at.enrolmentId } })).toBe(0);
});

test('without a sign-in to use, it says so part by part, and nothing after it is tried', async () => {
  await db().tokenCache.deleteMany({ where: { homeAccountId: me.person.homeAccountId } });
  await offer('create-workspace');
  await agree('create-workspace');
  const { result } = await offered('create-workspace');
  expect(result.map((p) => p.how)).toEqual(['failed', 'person']);
  expect(result[0]?.said).toMatch(/sign in/i);
  expect(await acts()).toEqual(['solve.offered', 'solve.agreed', 'solve.failed']);
});

test('what failed can be agreed to again once its cause is gone: what was done stays, and the rest is done', async () => {
  await hands.practice('/faults', { host: '^dss.practice.example$', times: 100_000, status: 503, body: '' });
  await offer(step);
  await agree(step);
  await hands.practice('/faults/clear');
  expect((await offered(step)).result).toMatchObject([{ how: 'failed' }]);
  expect(await agree(step)).toEqual({ kind: 'begun' });
  expect(await offered(step)).toMatchObject({ isAtWork: false, doneAt: expect.any(String), result: [{ how: 'done' }] });
  expect(await passOf(step)).toMatchObject({ how: 'solved' });
  expect(await acts()).toEqual(['solve.offered', 'solve.agreed', 'solve.failed', 'solve.agreed', 'solve.done']);
  expect(await agree(step)).toMatchObject({ kind: 'refused' }); // all of it is done
});

test('in a closed workshop nothing is done anymore', async () => {
  await offer(step);
  const closed = { ...me, workshop: { ...me.workshop, closedAt: new Date(0) } };
  expect(await agreedTo(closed, stepOf(step), await page(step), {}, times)).toMatchObject({ kind: 'refused' });
});

test('they cannot answer somebody else’s offer', async () => {
  await offer(step);
  const { id, shown } = await page(step);
  const other = await placed(hands, slug, await hands.newcomer('Otto Other'), {});
  expect(await agreedTo(other, stepOf(step), { id, shown }, {}, times)).toMatchObject({ kind: 'refused' });
  expect(await decline({ ...at, enrolmentId: other.enrolment.id }, id, other.person.id)).toBe(false);
  expect(await offered(step)).toMatchObject({ answeredAt: null });
});

test('an agreement to one step is none to another', async () => {
  await offer(step);
  const { id } = await offered(step);
  const shown = agreementOf(me, stepOf('create-workspace'));
  expect(await agreedTo(me, stepOf('create-workspace'), { id, shown }, {}, times)).toMatchObject({ kind: 'refused' });
  expect(await offered(step)).toMatchObject({ answeredAt: null });
});

test('a secret that came with the agreement is nowhere afterward', async () => {
  const text = 'Sec~ret.of-the-app_12345';
  await offer('mount-storage');
  await agree('mount-storage', { clientSecret: { text, origin: null } });
  const all = await Promise.all([
    db().solveRequest.findMany(),
    db().auditEvent.findMany(),
    db().attempt.findMany(),
    db().standing.findMany(),
    db().value.findMany(),
  ]);
  expect(all[0].length).toBeGreaterThan(0);
  expect(JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(text);
});
