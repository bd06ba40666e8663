import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { boardEntries, boardRow, nameless } from './board';

const lab = { tracks: { whole: {} }, sections: [] } as unknown as Lab; // what a row is made with
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
let workshopId: string;
let facilitatorId: string;

const person = async (name: string) =>
  (
    await db().person.create({
      data: { tenantId: randomUUID(), objectId: randomUUID(), name, userName: `${name}@practice.example`, homeAccountId: 'x' },
    })
  ).id;
const enrol = async (name: string, more: object = {}) =>
  (await db().enrolment.create({ data: { workshopId, personId: await person(name), step: 'a', ...more } })).id;
const rowOf = async (enrolmentId: string) => {
  const [entry] = await boardEntries(workshopId, { enrolmentIds: [enrolmentId] });
  return boardRow(lab, entry ?? expect.unreachable());
};

beforeAll(async () => {
  facilitatorId = await person('Fay');
  const id = randomUUID();
  await db().workshop.create({
    data: { id, slug: id, lab: 'x', title: 'Tuesday', joinCode: id, settings: {}, createdById: facilitatorId },
  });
  workshopId = id;
});
afterAll(() => db().$disconnect());

test('what was waived or done for somebody is passed, and told apart; only their own passes count as the last', async () => {
  const enrolmentId = await enrol('Ada', { stands: { b: '0 wrong x' } });
  const verifiedAt = ago(10);
  await db().stepPass.createMany({
    data: [
      { enrolmentId, step: 'a', how: 'verified', at: verifiedAt },
      { enrolmentId, step: 'b', how: 'waived', at: ago(5) },
      { enrolmentId, step: 'c', how: 'solved', at: ago(1) },
    ],
  });
  expect(await rowOf(enrolmentId)).toMatchObject({
    cells: { a: { status: 'pass' }, b: { status: 'pass', how: 'waived' }, c: { status: 'pass', how: 'solved' } },
    passedAt: verifiedAt.toISOString(),
  });
  expect(await rowOf(enrolmentId)).not.toHaveProperty('excusedAt'); // what they opened, they passed themselves
  await db().enrolment.update({ where: { id: enrolmentId }, data: { step: 'c' } });
  const done = await db().stepPass.findFirstOrThrow({ where: { enrolmentId, step: 'c' } });
  expect(await rowOf(enrolmentId)).toMatchObject({ excusedAt: done.at.toISOString() });
  expect((await rowOf(enrolmentId)).cells['a']).toEqual({ status: 'pass' });
});

test('a passed step that lost something says so and stays passed; a waived one has nothing to lose', async () => {
  const stands = { a: '0 wrong x 1795711547', b: '3 missing y 1795711547', c: '0 wrong z', d: '2 waiting w 1795711547', e: '3 missing v' };
  const enrolmentId = await enrol('Cid', { stands });
  await db().stepPass.createMany({
    data: [
      { enrolmentId, step: 'a', how: 'verified' },
      { enrolmentId, step: 'b', how: 'solved' },
      { enrolmentId, step: 'c', how: 'waived' },
      { enrolmentId, step: 'd', how: 'verified' },
    ],
  });
  expect((await rowOf(enrolmentId)).cells).toEqual({
    a: { status: 'pass', note: '', hasChanged: true },
    b: { status: 'pass', how: 'solved', note: '', hasChanged: true },
    c: { status: 'pass', how: 'waived' },
    d: { status: 'pass' },
    e: { status: 'missing' },
  });
});

test('what is going on in a service says when it was checked, if that is known', async () => {
  const stands = { a: '2 waiting x 1795711547', b: '1 unreachable y 1795711548', c: '2 waiting z', d: '0 wrong w 1795711549' };
  expect((await rowOf(await enrol('Dan', { stands }))).cells).toEqual({
    a: { status: 'waiting', checkedAt: 1795711547 },
    b: { status: 'unreachable', checkedAt: 1795711548 },
    c: { status: 'waiting' },
    d: { status: 'wrong' },
  });
});

test.each([
  ['nobody has taken it up', { takenAt: null }, ago(3), null],
  ['somebody has', { takenAt: ago(1) }, ago(3), 'Fay'],
  ['somebody had, and it is closed', { takenAt: ago(2), closedAt: ago(1) }, ago(3), null],
  ['they have taken it back', { takenAt: ago(2) }, null, null],
])('who is on a request for help: %s', async (_, { takenAt, ...more }, helpAt, helper) => {
  const enrolmentId = await enrol('Bo', { helpAt });
  const taken = takenAt ? { takenAt, takenById: facilitatorId } : {};
  await db().helpRequest.create({ data: { enrolmentId, step: 'a', askedAt: ago(3), ...taken, ...more } });
  expect(await rowOf(enrolmentId)).toMatchObject({ helper });
});

test('a row has what they asked, cut, and whether they have an answer, as long as they ask', async () => {
  const enrolmentId = await enrol('Ines', { helpAt: ago(3) });
  const words = 'Is my work lost? '.repeat(20);
  const { id } = await db().helpRequest.create({ data: { enrolmentId, step: 'b', text: words, askedAt: ago(3) } });
  const says = (by: string, minutes: number) =>
    db().helpReply.create({
      data: { requestId: id, by, text: 'No.', at: ago(minutes), byPersonId: by === 'facilitator' ? facilitatorId : null },
    });
  const asks = async () => (await rowOf(enrolmentId)).asks;
  expect(await asks()).toEqual({ step: 'b', words: words.slice(0, 120) });
  const answer = await says('facilitator', 2);
  expect(await asks()).toMatchObject({ answeredAt: answer.at.toISOString() });
  expect(nameless(await rowOf(enrolmentId))).not.toHaveProperty('asks');
  await says('attendee', 1);
  expect(await asks()).not.toHaveProperty('answeredAt');
  await db().helpRequest.update({ where: { id }, data: { closedAt: ago(0) } });
  await db().enrolment.update({ where: { id: enrolmentId }, data: { helpAt: null } });
  expect(await rowOf(enrolmentId)).not.toHaveProperty('asks');
});

test('a check that could not be made says why: in its sentence where somebody here can act on it, else by service and trouble alone', async () => {
  const enrolmentId = await enrol('Jo', { stands: { a: '1 unreachable x 1', b: '1 unreachable x 1', c: '0 wrong x 1' } });
  const trouble = (trouble: string) => ({ status: 'unreachable', cloud: 'Kettle', trouble, message: `${trouble}. It’s them, not you.` });
  const at = (step: string, more: object) => ({ enrolmentId, step, checkId: 'x', ...more });
  await db().standing.createMany({
    data: [
      at('a', { trouble: trouble('throttled') }),
      at('b', { trouble: trouble('signed-out') }),
      at('c', { status: 'waiting', verdict: { status: 'waiting', on: 'It is starting' } }),
    ],
  });
  const { cells } = await rowOf(enrolmentId);
  expect(cells['a']).toEqual({ status: 'unreachable', trouble: 'throttled', cloud: 'Kettle', checkedAt: 1 });
  expect(cells['b']).toMatchObject({ trouble: 'signed-out', says: 'signed-out. It’s them, not you.' });
  expect(cells['c']).toMatchObject({ says: 'It is starting' });
});

test('a row says what the open check said, cut, of their own step and of others that fail, and of no passed one', async () => {
  const stands = { a: '3 missing x 1', b: '0 wrong x 1', c: '1 unreachable x 1', d: '0 wrong x 1', e: '3 missing x 1', f: '0 wrong x 1' };
  const enrolmentId = await enrol('Eve', { stands });
  await db().stepPass.create({ data: { enrolmentId, step: 'b', how: 'verified' } });
  const says = (message: string) => ({ status: 'wrong', message });
  const trouble = { status: 'unreachable', trouble: 'down', message: 'It is down.' };
  const standing = (step: string, more: object) => ({ enrolmentId, step, checkId: 'x', status: 'wrong', ...more });
  await db().standing.createMany({
    data: [
      standing('a', { verdict: says(`The test query failed.${' More of it.'.repeat(30)}`) }),
      standing('b', { verdict: says('Passed since.') }),
      standing('c', { verdict: says('Of long ago.'), trouble }),
      standing('d', { verdict: says('The secret is wrong.') }),
      standing('e', { verdict: says('Not here.') }),
      standing('f', { verdict: says('Also wrong.') }),
    ],
  });
  const { cells } = await rowOf(enrolmentId);
  expect(cells['a']?.says).toMatch(/^The test query failed\. .{97}$/);
  expect([cells['d']?.says, cells['f']?.says, cells['b'], cells['c']?.says, cells['e']]).toEqual([
    'The secret is wrong.',
    'Also wrong.',
    expect.objectContaining({ status: 'pass', hasChanged: true }),
    undefined,
    { status: 'missing' },
  ]);
});

test('a screen that everybody sees is sent no name, and no sentence of a check', async () => {
  const enrolmentId = await enrol('Secret Name', { helpAt: ago(1), stands: { a: '0 wrong x 1' } });
  const verdict = { status: 'wrong', message: 'The cluster secret name is not yours.' };
  await db().standing.create({ data: { enrolmentId, step: 'a', checkId: 'x', status: 'wrong', verdict } });
  const row = await rowOf(enrolmentId);
  expect(row.cells['a']?.says).toBe(verdict.message);
  expect(JSON.stringify(nameless(row))).not.toMatch(/secret name|practice\.example/i);
  expect(nameless(row)).toMatchObject({ id: row.id, cells: { a: { status: 'wrong' } }, revision: row.revision });
});
