import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { root } from './install.mjs';
import { migrate } from './migrate.ts';
import { Plain } from './plain.mjs';

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

/** Each in a folder that begins with its date, and so in their order. */
const migrations = readdirSync(join(root, 'prisma', 'migrations'))
  .filter((name) => /^\d{14}_/.test(name))
  .sort();

const sqlOf = (name: string) => readFileSync(join(root, 'prisma', 'migrations', name, 'migration.sql'), 'utf8');

/** A database as it was before a migration: those in front of it have been applied. */
async function databaseBefore(migration: string): Promise<pg.Client> {
  const database = url();
  const admin = new pg.Client({ connectionString: process.env['DATABASE_URL'] ?? '' });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(new URL(database).pathname.slice(1))}`);
  await admin.end();
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const at = migrations.indexOf(migration);
  if (at < 0) throw new Error(`There is no migration ${migration}.`);
  for (const name of migrations.slice(0, at)) await db.query(sqlOf(name));
  return db;
}

test('two instances that start together on a server without the database both come up, and each migration is applied once', async () => {
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

test('a migration that fails is named with what the database said, and nothing of it stays', async () => {
  const database = url();
  const folder = mkdtempSync(join(tmpdir(), 'guidepost-migrations-'));
  const put = (name: string, sql: string) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  put('1_good', 'CREATE TABLE "Good" ();');
  put('2_bad', 'CREATE TABLE "Half" ();\nALTER TABLE "Nowhere" ADD COLUMN "x" text;');
  const attempt = migrate(database, folder);
  await expect(attempt).rejects.toThrow('The migration 2_bad failed: relation "Nowhere" does not exist (42P01)');
  await expect(attempt).rejects.toBeInstanceOf(Plain);
  expect(await ledger(database)).toMatchObject([{ migration_name: '1_good' }]);
  rmSync(join(folder, '2_bad'), { recursive: true });
  put('2_bad', 'CREATE TABLE "Half" ();');
  expect(await migrate(database, folder)).toEqual(['2_bad']);
  rmSync(folder, { recursive: true });
});

test('a database out of reach is one sentence', async () => {
  await expect(migrate('postgresql://nobody:x@127.0.0.1:9/none')).rejects.toThrow('The database cannot be reached');
});

test('a database of the version before keeps every attendee, track and standing', async () => {
  const db = await databaseBefore('20261124000000_track_as_data');
  const [person, workshop, whole, model] = Array.from({ length: 4 }, () => randomUUID());
  await db.query(`INSERT INTO "Person" ("id", "tenantId", "objectId", "name", "userName", "homeAccountId")
    VALUES ('${person}', '${person}', '${person}', 'Ada', 'ada@practice.example', 'a'), ('${workshop}', '${person}', '${workshop}', 'Bo', 'bo@practice.example', 'b')`);
  await db.query(`INSERT INTO "Workshop" ("id", "slug", "lab", "title", "joinCode", "settings", "createdById")
    VALUES ('${workshop}', 's', 'a-lab', 'T', 'J', '{}', '${person}')`);
  await db.query(`INSERT INTO "Enrolment" ("id", "workshopId", "personId", "track")
    VALUES ('${whole}', '${workshop}', '${person}', DEFAULT), ('${model}', '${workshop}', '${workshop}', 'model')`);
  await db.query(`INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "status", "verdict")
    VALUES ('${whole}', 's', 'c', 'pass', '{"status":"pass","message":"m"}'), ('${model}', 's', 'c', 'wrong', '{"status":"wrong"}')`);

  await db.query(sqlOf('20261124000000_track_as_data'));

  const { rows: tracks } = await db.query('SELECT "id", "track" FROM "Enrolment" ORDER BY "track"');
  expect(tracks).toEqual([
    { id: model, track: 'model' },
    { id: whole, track: 'whole' },
  ]);
  const { rows: standings } = await db.query('SELECT "status" FROM "Standing" ORDER BY "status"');
  expect(standings).toEqual([{ status: 'pass' }, { status: 'wrong' }]);
  await db.end();
});

test('an upgrade knows how every checked step stands, by its most urgent check', async () => {
  const db = await databaseBefore('20261126200000_how_steps_stand');
  const [person, busy, idle] = Array.from({ length: 3 }, () => randomUUID());
  await db.query(`INSERT INTO "Person" ("id", "tenantId", "objectId", "name", "userName", "homeAccountId")
    VALUES ('${person}', '${person}', '${person}', 'Ada', 'ada@practice.example', 'a'), ('${idle}', '${person}', '${idle}', 'Bo', 'bo@practice.example', 'b')`);
  await db.query(
    `INSERT INTO "Workshop" ("id", "slug", "lab", "title", "joinCode", "settings") VALUES ('${person}', 's', 'a-lab', 'T', 'J', '{}')`,
  );
  await db.query(
    `INSERT INTO "Enrolment" ("id", "workshopId", "personId") VALUES ('${busy}', '${person}', '${person}'), ('${idle}', '${person}', '${idle}')`,
  );
  await db.query(`INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "status", "trouble") VALUES
    ('${busy}', 'one', 'a', 'pass', NULL), ('${busy}', 'one', 'b', 'waiting', NULL), ('${busy}', 'one', 'c', 'missing', NULL),
    ('${busy}', 'two', 'a', 'pass', '{"status":"unreachable"}'), ('${busy}', 'two', 'b', NULL, '{"status":"unreachable"}'),
    ('${busy}', 'three', 'b', 'wrong', NULL), ('${busy}', 'three', 'a', 'wrong', NULL)`);

  await db.query(sqlOf('20261126200000_how_steps_stand'));

  const { rows } = await db.query(`SELECT "stands" FROM "Enrolment" ORDER BY "id" = '${idle}'`);
  expect(rows).toEqual([{ stands: { one: '2 waiting b', two: '1 unreachable b', three: '0 wrong a' } }, { stands: {} }]);
  await db.end();
});

test('an upgrade gives workshops an end and keeps what was done; rows that belong to nobody go', async () => {
  const db = await databaseBefore('20261126100000_people_and_ends');
  const [person, real, practice, enrolment, nobody] = Array.from({ length: 5 }, () => randomUUID());
  await db.query(`INSERT INTO "Person" ("id", "tenantId", "objectId", "name", "userName", "homeAccountId", "lastSignInAt")
    VALUES ('${person}', '${person}', '${person}', 'Ada', 'ada@practice.example', 'a', '2026-01-02')`);
  await db.query(`INSERT INTO "Workshop" ("id", "slug", "lab", "title", "joinCode", "settings", "createdById", "isPractice")
    VALUES ('${real}', 'r', 'a-lab', 'R', 'R', '{}', '${person}', false), ('${practice}', 'p', 'a-lab', 'P', 'P', '{}', '${person}', true)`);
  await db.query(`INSERT INTO "Enrolment" ("id", "workshopId", "personId") VALUES ('${enrolment}', '${real}', '${person}')`);
  await db.query(
    `INSERT INTO "StepRun" ("enrolmentId", "step", "leaseUntil") VALUES ('${enrolment}', 's', now()), ('${nobody}', 's', now())`,
  );
  await db.query(`INSERT INTO "AuditEvent" ("id", "personId", "workshopId", "action")
    VALUES ('${real}', '${person}', '${real}', 'a'), ('${practice}', '${nobody}', '${real}', 'b'), ('${enrolment}', '${person}', '${nobody}', 'c')`);

  await db.query(sqlOf('20261126100000_people_and_ends'));

  const { rows: workshops } = await db.query(
    `SELECT "title", round(extract(epoch FROM "endsAt" - now()) / 86400) BETWEEN 29 AND 31 AS "inAMonth", "retentionDays" FROM "Workshop" ORDER BY 1`,
  );
  expect(workshops).toEqual([
    { title: 'P', inAMonth: null, retentionDays: 30 },
    { title: 'R', inAMonth: true, retentionDays: 30 },
  ]);
  expect((await db.query('SELECT "enrolmentId" FROM "StepRun"')).rows).toEqual([{ enrolmentId: enrolment }]);
  expect((await db.query('SELECT "action", "personId" FROM "AuditEvent" ORDER BY 1')).rows).toEqual([
    { action: 'a', personId: person },
    { action: 'b', personId: null },
  ]);
  expect((await db.query('SELECT "roleCheckedAt" = "lastSignInAt" AS same FROM "Person"')).rows).toEqual([{ same: true }]);
  await db.end();
});
