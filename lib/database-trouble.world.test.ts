import { afterAll, expect, test } from 'vitest';
import { answerMs, isDatabaseAway, statementMs } from './database-trouble';
import { db, statement } from './db';

afterAll(() => db().$disconnect());

const errorOf = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => null,
    (error: unknown) => error,
  );
const coded = (code: string) => Object.assign(new Error('x'), { code });

test('every connection bounds its statements, and we wait a little longer than the server may take', async () => {
  expect(await statement('SHOW statement_timeout', [])).toEqual([{ statement_timeout: '8s' }]);
  expect(answerMs).toBeGreaterThan(statementMs);
});

test('a statement that takes too long is the database’s trouble, as Prisma tells it', async () => {
  const slow = db().$transaction([db().$executeRaw`SET LOCAL statement_timeout = 20`, db().$queryRaw`SELECT pg_sleep(5)::text`]);
  expect(isDatabaseAway(await errorOf(slow))).toBe(true);
});

test('so is a write to what only reads, as Prisma tells it', async () => {
  const readOnly = db().$transaction([db().$executeRaw`SET TRANSACTION READ ONLY`, db().person.updateMany({ data: { name: 'x' } })]);
  expect(isDatabaseAway(await errorOf(readOnly))).toBe(true);
});

test('a mistake of ours is not', async () => {
  expect(isDatabaseAway(await errorOf(statement('SELECT nothing', [])))).toBe(false);
  expect(isDatabaseAway(await errorOf(db().$queryRaw`SELECT nothing`))).toBe(false);
  expect(isDatabaseAway(await errorOf(db().person.findUniqueOrThrow({ where: { id: crypto.randomUUID() } })))).toBe(false);
});

test.each([
  ['a full disk', coded('53100'), true],
  ['too many connections', coded('53300'), true],
  ['a server that shuts down', coded('57P01'), true],
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['no answer in time', new Error('Query read timeout'), true],
  ['no free connection in time', new Error('timeout exceeded when trying to connect'), true],
  ['a lost connection', new Error('Connection terminated unexpectedly'), true],
  ['one inside another', new Error('x', { cause: coded('08006') }), true],
  ['a broken rule of the data', coded('23505'), false],
  ['a bug', new TypeError('x is not a function'), false],
  ['nothing', null, false],
])('%s', (_, error, expected) => {
  expect(isDatabaseAway(error)).toBe(expected);
});

test('an error that is its own cause comes to an end', () => {
  const loop = new Error('x');
  loop.cause = loop;
  expect(isDatabaseAway(loop)).toBe(false);
});
