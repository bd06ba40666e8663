// What tests and the bench run on: their own database, practice cloud and ports. Nothing of it stays.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import type { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';
import { type Env, start, untilReady } from './processes.ts';
import { portalEnv } from './secrets.ts';

/** 32 bytes in base64, the same for the same words. */
const madeUp = (words: string) => createHash('sha256').update(words).digest('base64');

/** @param name of the run: part of its folder's name and of its made-up secrets */
export async function scratch(
  name: string,
  ending: Ending,
  { settings, practice: practiceEnv }: { settings?: Record<string, string>; practice?: Env } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), `guidepost-${name}-`));
  chmodSync(folder, 0o755); // PostgreSQL's user must get to its data
  ending.undo(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = startPostgres({
    folder: join(folder, 'postgres'),
    password: name,
    database: 'guidepost',
    mayCreateDatabases: true, // tests of migrations make some of their own
    settings,
  });
  ending.undo(async () => (await postgres.catch(() => null))?.discard()); // waits for a start that is under way
  const { url: databaseUrl } = await postgres;
  await migrate(databaseUrl);

  const run = (title: string, args: string[], env: Env) => {
    const child = start(title, process.execPath, args, env);
    ending.undo(child.stop);
    return child;
  };
  const [portalPort, practicePort] = [await getPort(), await getPort()];
  const portal = `http://localhost:${portalPort}`;
  const practice = `http://localhost:${practicePort}`;
  const secrets = {
    session: madeUp(`${name} session`),
    seal: `k1:${madeUp(`${name} seal`)}`,
    client: `${name}-client-secret`,
  };
  const sandbox = run('practice cloud', [...tsx(), join(root, 'sandbox', 'server.ts')], {
    PRACTICE_PORT: String(practicePort),
    PRACTICE_DIR: join(folder, 'practice'),
    PORTAL_ORIGIN: portal,
    PORTAL_CLIENT_SECRET: secrets.client,
    ...practiceEnv,
  });
  await untilReady(sandbox, `${practice}/_practice/about`);
  const env = { ...(await portalEnv({ practice, portal, secrets, databaseUrl })), LOG_LEVEL: 'warn' };
  return { folder, run, portalPort, portal, practice, env };
}
