import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';

const url = () => {
  const fresh = new URL(process.env['DATABASE_URL'] ?? '');
  fresh.pathname = `/migrate_${randomUUID().replaceAll('-', '')}`;
  return fresh.href;
};

async function ledger(connectionString: string) {
  const db = new pg.Client({ connectionString });
  await db.connect();
  const { rows } = await db.query('SELECT migration_name, finished_at, applied_steps_count FROM _prisma_migrations');
  await db.end();
  return rows;
}

const migrations = ['20261123000000_start', '20261123080000_workshop_secrets', '20261123090000_help'];

test('two instances that start at once on a server without the database both come up, and each migration is applied once', async () => {
  const database = url();
  const applied = await Promise.all([migrate(database), migrate(database), migrate(database)]);
  expect(applied.flat()).toEqual(migrations);
  expect(await ledger(database)).toMatchObject(
    migrations.map((name) => ({ migration_name: name, applied_steps_count: 1, finished_at: expect.any(Date) })),
  );
  expect(await migrate(database)).toEqual([]);
});

test('a migration that was changed after it had been applied stops the start, by its name', async () => {
  const database = url();
  await migrate(database);
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  await db.query("UPDATE _prisma_migrations SET checksum = 'other'");
  await db.end();
  await expect(migrate(database)).rejects.toThrow('20261123000000_start was changed');
});

test('a database out of reach is one sentence', async () => {
  await expect(migrate('postgresql://nobody:x@127.0.0.1:9/none')).rejects.toThrow('The database cannot be reached');
});
