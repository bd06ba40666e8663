import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statement } from './db';
import { proveSetUp } from './entra/prove-set-up';
import { refusedScopes } from './entra/set-up';
import { log } from './log';
import { busHealth } from './progress/bus';

/** One thing that the portal needs, in a word or two for the operator. Anybody can read it, so it says no more. */
export interface Part {
  is: string;
  /** Whether the portal can work at the moment. */
  works: boolean;
}

/** A slower answer counts as none: load balancers ask every few seconds. */
const patienceMs = 2000;
/** How long a successful trial write counts, and how soon a failed one is repeated. */
const writableForMs = 30_000;
const retryMs = 5000;

/** Migrations that this build was shipped with and works with; bin/migrate.ts applies them. */
const shipped = () => readdirSync(join(process.cwd(), 'prisma', 'migrations')).filter((name) => /^\d+_/.test(name));
const appliedSql = 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
/** Needs space like a real write, whereas updating a row may find some in its page; and leaves nothing behind. */
const trialSql = `CREATE TEMPORARY TABLE guidepost_trial ON COMMIT DROP AS SELECT repeat('x', 1000) AS x FROM generate_series(1, 64)`;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
const undefinedTable = '42P01';

let needed: string[] | undefined;
let trial = { at: 0, works: false };

async function isMigrated(): Promise<boolean> {
  needed ??= shipped();
  try {
    const applied = new Set((await statement<{ name: string }>(appliedSql, [])).map((row) => row.name));
    return needed.every((name) => applied.has(name)); // a newer instance may have applied more
  } catch (error) {
    if (codeOf(error) === undefinedTable) return false;
    throw error;
  }
}

/** Whether it can be written to: with a full disk, or as a read-only copy, it would still answer queries. */
async function isWritable(): Promise<boolean> {
  if (Date.now() - trial.at < (trial.works ? writableForMs : retryMs)) return trial.works;
  const works = await statement(trialSql, []).then(
    () => true,
    () => false,
  );
  trial = { at: Date.now(), works };
  return works;
}

async function askDatabase(): Promise<Part> {
  if (!(await isMigrated())) return { is: 'not migrated', works: false };
  return (await isWritable()) ? { is: 'up', works: true } : { is: 'not writable', works: false };
}

let asking: Promise<Part> | null = null;

/** Requests that arrive while an answer is being made share it, so nobody can keep the database busy by asking for health. */
async function database(): Promise<Part> {
  const down = { is: 'down', works: false };
  asking ??= askDatabase()
    .catch(() => down)
    .finally(() => {
      asking = null;
    });
  const late = new Promise<Part>((done) => setTimeout(() => done(down), patienceMs).unref());
  return Promise.race([asking, late]);
}

/** What bin/watchdog.ts has seen; in a process without it, such as a test, nothing. */
const shared = globalThis as typeof globalThis & { guidepostLoop?: { lastAt: number | null; lastMs: number } };

/** A blocked event loop is reported for a minute. It doesn't change the status: by the time anybody hears of it, the loop is free again. */
async function loop(): Promise<Part> {
  const { lastAt = null, lastMs = 0 } = shared.guidepostLoop ?? {};
  return { is: lastAt !== null && Date.now() - lastAt < 60_000 ? `was blocked for ${lastMs} ms` : 'free', works: true };
}

/** Whether this instance hears what others change. While it doesn't, pages say so and fetch instead, so it still works. */
async function live(): Promise<Part> {
  return { is: busHealth().isListening ? 'listening' : 'deaf', works: true };
}

/**
 * Whether Entra ID has refused the portal's own registration. Another instance would be refused as well, and people who are signed in can
 * go on, so it still works. What was refused is asked for again, so that health stops reporting it once it is resolved.
 */
async function entra(): Promise<Part> {
  const refused = refusedScopes();
  if (refused.length === 0) return { is: 'no refusal', works: true };
  proveSetUp(refused).catch((error: unknown) => log().error({ event: 'error', err: error }, 'the registration could not be tried'));
  return { is: 'refuses the portal, see its log', works: true };
}

/** By the names that health uses for them. */
const parts: Record<string, () => Promise<Part>> = { database, loop, live, entra };

export interface Health {
  status: 'ok' | 'unavailable';
  [part: string]: string;
}

export async function health(): Promise<Health> {
  const told = await Promise.all(Object.entries(parts).map(async ([name, ask]) => [name, await ask()] as const));
  return {
    status: told.every(([, part]) => part.works) ? 'ok' : 'unavailable',
    ...Object.fromEntries(told.map(([name, { is }]) => [name, is])),
  };
}
