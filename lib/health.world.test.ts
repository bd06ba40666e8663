import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrate } from '@/bin/migrate';

const server = process.env['DATABASE_URL'] ?? '';
let admin: pg.Client;
let name: string;

/** Health as a process of its own tells it that was started with this database. */
async function started(url: string) {
  vi.resetModules();
  Object.assign(globalThis, { guidepostPool: undefined, guidepostDb: undefined });
  process.env['DATABASE_URL'] = url;
  const { health } = await import('./health');
  const { db } = await import('./db');
  return { health, end: () => db().$disconnect() };
}

const urlOf = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href;

beforeEach(async () => {
  name = `health_${randomUUID().replaceAll('-', '')}`;
  admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
});
afterEach(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  process.env['DATABASE_URL'] = server;
  vi.useRealTimers();
});

test('an empty database is not migrated, a migrated one is up', async () => {
  const { health, end } = await started(urlOf(name));
  expect(await health()).toEqual({ status: 'unavailable', database: 'not migrated', loop: 'free', live: 'deaf', entra: 'no refusal' });
  await migrate(urlOf(name));
  expect(await health()).toEqual({ status: 'ok', database: 'up', loop: 'free', live: 'deaf', entra: 'no refusal' });
  await end();
});

test.each([
  ['lacks the last one', `DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`],
  [
    'has one that never finished',
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
  ],
])('a database that %s is not migrated', async (_, sql) => {
  await migrate(urlOf(name));
  const { health, end } = await started(urlOf(name));
  const db = new pg.Client({ connectionString: urlOf(name) });
  await db.connect();
  await db.query(sql);
  await db.end();
  expect(await health()).toMatchObject({ status: 'unavailable', database: 'not migrated' });
  await end();
});

test('a database of a newer build is up: instances are renewed one after the other', async () => {
  await migrate(urlOf(name));
  const { health, end } = await started(urlOf(name));
  const db = new pg.Client({ connectionString: urlOf(name) });
  await db.connect();
  await db.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '20991231000000_later', now())`,
  );
  await db.end();
  expect(await health()).toMatchObject({ status: 'ok' });
  await end();
});

test('a database that answers and cannot be written to is not ok, and is ok soon after it can be again', async () => {
  await migrate(urlOf(name));
  await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  const { health, end } = await started(urlOf(name));
  expect(await health()).toMatchObject({ status: 'unavailable', database: 'not writable' });
  await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5001 });
  await expect.poll(() => health()).toMatchObject({ status: 'ok', database: 'up' });
  await end();
});

test('a database that is away is down', async () => {
  const { health } = await started('postgresql://nobody:x@127.0.0.1:9/none');
  expect(await health()).toEqual({ status: 'unavailable', database: 'down', loop: 'free', live: 'deaf', entra: 'no refusal' });
});

test('a blocked event loop is told for a minute', async () => {
  await migrate(urlOf(name));
  const { health, end } = await started(urlOf(name));
  Object.assign(globalThis, { guidepostLoop: { lastAt: Date.now() - 1000, lastMs: 1234, count: 1 } });
  expect(await health()).toMatchObject({ status: 'ok', loop: 'was blocked for 1234 ms' });
  Object.assign(globalThis, { guidepostLoop: { lastAt: Date.now() - 61_000, lastMs: 1234, count: 1 } });
  expect(await health()).toMatchObject({ loop: 'free' });
  Object.assign(globalThis, { guidepostLoop: undefined });
  await end();
});

test('an instance that hears no notices works, and says that it is deaf', async () => {
  await migrate(urlOf(name));
  const { health, end } = await started(urlOf(name));
  expect(await health()).toMatchObject({ status: 'ok', live: 'deaf', entra: 'no refusal' });
  const { bus } = await import('./progress/bus');
  const listening = new Promise<void>((done) => bus().once('gap', done));
  await listening;
  expect(await health()).toMatchObject({ status: 'ok', live: 'listening' });
  await bus().close();
  expect(await health()).toMatchObject({ live: 'deaf', entra: 'no refusal' });
  Object.assign(globalThis, { guidepostBus: undefined });
  await end();
});
