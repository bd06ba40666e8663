import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';

const password = 'of the superuser';
const folder = mkdtempSync(join(tmpdir(), 'guidepost-owner-'));
chmodSync(folder, 0o755); // PostgreSQL's user must get to its data
const start = () => startPostgres({ folder: join(folder, 'postgres'), password, database: 'guidepost', settings: { fsync: 'off' } });
let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start();
}, 60_000);
afterAll(async () => {
  await server.discard();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    let rows: unknown[] = [];
    for (const sql of statements) ({ rows } = await db.query(sql));
    return rows;
  } finally {
    await db.end();
  }
}
const asSuperuser = () => {
  const url = new URL(server.url);
  url.username = 'guidepost';
  url.password = encodeURIComponent(password);
  return url.href;
};

test('the portal’s role is no superuser, and can do all that its database needs', async () => {
  expect(
    await ask(server.url, 'SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = current_user'),
  ).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }]);
  expect(await migrate(server.url)).not.toEqual([]);
});

test.each([
  ['runs a program', "COPY (SELECT 1) TO PROGRAM 'true'"],
  ['reads a file', "SELECT pg_read_file('/etc/passwd')"],
  ['makes a role', 'CREATE ROLE other'],
  ['makes itself superuser', 'ALTER ROLE current_user SUPERUSER'],
])('it never %s', async (_, sql) => {
  await expect(ask(server.url, sql)).rejects.toThrow(/permission denied/);
});

test('its password does not open the superuser’s account', async () => {
  const url = new URL(server.url);
  url.username = 'guidepost';
  await expect(ask(url.href, 'SELECT 1')).rejects.toThrow(/authentication failed/);
});

test('a data folder of before, where all belongs to the superuser, is handed over with what is in it', async () => {
  await ask(
    asSuperuser(),
    'ALTER DATABASE guidepost OWNER TO guidepost',
    'ALTER TABLE "Person" OWNER TO guidepost',
    'ALTER TABLE "_prisma_migrations" OWNER TO guidepost',
    'ALTER SEQUENCE progress_revision OWNER TO guidepost',
    'ALTER TYPE "Role" OWNER TO guidepost',
    `CREATE TABLE "Old" ("id" serial PRIMARY KEY, "text" text)`,
    `INSERT INTO "Old" ("text") VALUES ('kept')`,
    'CREATE FUNCTION old_function() RETURNS int LANGUAGE sql RETURN 1',
  );
  await expect(ask(server.url, 'SELECT * FROM "Old"')).rejects.toThrow(/permission denied/);
  server = await start();
  expect(await ask(server.url, `INSERT INTO "Old" ("text") VALUES ('new')`, 'SELECT "text" FROM "Old"')).toEqual([
    { text: 'kept' },
    { text: 'new' },
  ]);
  await ask(
    server.url,
    'ALTER TABLE "Old" ADD COLUMN "more" "Role"',
    `ALTER TYPE "Role" ADD VALUE 'other'`,
    `SELECT nextval('progress_revision')`,
    'DROP FUNCTION old_function()',
    'DROP TABLE "Old"',
  );
  expect(await migrate(server.url)).toEqual([]);
});
