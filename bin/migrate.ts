// Applies prisma/migrations in Prisma's own ledger (_prisma_migrations), without Prisma's native engine, which would have to
// be downloaded. Safe when two instances start at once: the lock is the one that Prisma itself takes.
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { codeOf, messageOf, Plain } from './plain.mjs';

const shipped = join(dirname(fileURLToPath(import.meta.url)), '..', 'prisma', 'migrations');
const prismasLock = 72707369;

async function ensureDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const probe = new pg.Client({ connectionString: url });
  try {
    await probe.connect();
    await probe.end();
    return;
  } catch (error) {
    if (codeOf(error) !== '3D000')
      throw new Plain(`The database cannot be reached: ${messageOf(error) || codeOf(error)}. Is DATABASE_URL right, and is PostgreSQL up?`);
  }
  const server = new URL(url);
  server.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
  } catch (error) {
    if (!['42P04', '23505'].includes(codeOf(error) ?? ''))
      throw new Plain(
        `There is no database "${name}", and it could not be created: ${messageOf(error)}. Create it, or change DATABASE_URL.`,
      );
    // another instance was quicker
  } finally {
    await admin.end();
  }
}

interface Entry {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Applies one, or nothing of it. */
async function apply(db: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await db.query('BEGIN');
    await db.query(sql);
    await db.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await db.query('COMMIT');
  } catch (error) {
    await db.query('ROLLBACK').catch(() => undefined); // the connection may be what failed; either way nothing was applied
    const code = codeOf(error);
    throw new Plain(
      `The migration ${name} failed: ${messageOf(error)}${code ? ` (${code})` : ''}.\nNothing of it was applied, and what was there before is unchanged.`,
    );
  }
}

/**
 * @param folder the migrations, each in a folder of its own
 * @returns the names of the migrations applied now
 * @throws Plain that names the migration that failed
 */
export async function migrate(url: string, folder = shipped): Promise<string[]> {
  await ensureDatabase(url);
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query('SELECT pg_advisory_lock($1)', [prismasLock]);
    await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
      logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    const { rows } = await db.query<Entry>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const done = new Map(rows.map((r) => [r.migration_name, r]));
    const applied: string[] = [];
    for (const name of readdirSync(folder)
      .filter((n) => /^\d+_/.test(n))
      .sort()) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const known = done.get(name);
      if (known && !known.finished_at)
        throw new Plain(`The migration ${name} failed earlier. Fix the database, then see "prisma migrate resolve".`);
      if (known && known.checksum !== checksum) throw new Plain(`The migration ${name} was changed after it had been applied.`);
      if (known) continue;
      await apply(db, name, sql, checksum);
      applied.push(name);
    }
    return applied;
  } finally {
    await db.end();
  }
}

export async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Plain('DATABASE_URL is not set.');
  const applied = await migrate(url);
  console.log(applied.length ? `applied ${applied.join(', ')}` : 'nothing to apply');
}
