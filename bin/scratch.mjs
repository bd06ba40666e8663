// What tests and the bench run on: a database, a practice cloud and ports of their own, of which nothing stays.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, tsx } from './install.mjs';
import { migrate } from './migrate.mjs';
import { startPostgres } from './postgres.mjs';
import { freePort, start, stop, untilReady } from './processes.mjs';
import { portalEnv } from './secrets.mjs';

/**
 * @param {string} name of the run, in its folder's name and its made-up secrets
 * @param {(() => Promise<unknown>)[]} ends receives what ends all that is started here, to be run from the front
 * @param {{ node: string, settings?: Record<string, string>, practice?: Record<string, string> }} wanted of PostgreSQL and the practice cloud
 */
export async function scratch(name, ends, { node, settings, practice: practiceEnv }) {
  const folder = mkdtempSync(join(tmpdir(), `guidepost-${name}-`));
  chmodSync(folder, 0o755); // PostgreSQL's user must get to its data
  ends.push(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), password: name, database: 'guidepost', settings });
  ends.unshift(postgres.discard);
  await migrate(postgres.url);

  const run = (title, args, env) => {
    const child = start(title, node, args, env);
    ends.unshift(() => stop(child));
    return child;
  };
  const [portalPort, practicePort] = [await freePort(), await freePort()];
  const portal = `http://localhost:${portalPort}`;
  const practice = `http://localhost:${practicePort}`;
  const secrets = {
    session: name.charAt(0).repeat(43),
    seal: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    client: `${name}-client-secret`,
  };
  const sandbox = run('practice cloud', [...tsx, join(root, 'sandbox', 'server.ts')], {
    PRACTICE_PORT: String(practicePort),
    PRACTICE_DIR: join(folder, 'practice'),
    PORTAL_ORIGIN: portal,
    PORTAL_CLIENT_SECRET: secrets.client,
    ...practiceEnv,
  });
  await untilReady(sandbox, `${practice}/_practice/about`);
  const env = { ...(await portalEnv({ practice, portal, secrets, databaseUrl: postgres.url })), LOG_LEVEL: 'warn' };
  return { folder, run, portalPort, portal, practice, env };
}
