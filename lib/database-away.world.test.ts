import { afterAll, expect, test } from 'vitest';
import { answerMs, isDatabaseAway, statementMs } from './database-away';
import { db, statement } from './db';

afterAll(() => db().$disconnect());

const errorOf = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => null,
    (error: unknown) => error,
  );

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
