// `npm run up`: from a fresh clone to a running portal with its practice cloud, in one command.
import { accessSync, constants, createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, handOver, requireNode, root, tsx } from './install.mjs';
import { Plain } from './plain.mjs';

const port = Number(process.env.PORT ?? 3000);
const practicePort = Number(process.env.PRACTICE_PORT ?? 4010);
const data = resolve(process.env.DATA_DIR ?? join(root, '.data'));
const portal = `http://localhost:${port}`;
const practice = `http://localhost:${practicePort}`;
const ends = [];

async function up() {
  requireNode();
  for (const [name, value] of [
    ['PORT', port],
    ['PRACTICE_PORT', practicePort],
  ]) {
    if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Plain(`${name} must be a port number from 1 to 65535.`);
  }
  ensureInstalled();
  if (await handOver()) return;
  const node = process.execPath;

  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
  } catch (error) {
    throw new Plain(`Guidepost may not write to ${data} (${error.code}). Change its permissions, or set DATA_DIR to another folder.`);
  }
  // only now: these stand on what was just installed
  const { build } = await import('./build.mjs');
  const { migrate } = await import('./migrate.mjs');
  const { startPostgres } = await import('./postgres.mjs');
  const processes = await import('./processes.mjs');
  const { portalEnv, secretsOf } = await import('./secrets.mjs');

  const folder = await processes.takeFolder(join(data, 'running.json'), data);
  await processes.requireFree(port, 'PORT');
  await processes.requireFree(practicePort, 'PRACTICE_PORT');
  folder.note([], portal);
  ends.push(async () => folder.leave());
  build(node);
  const secrets = secretsOf(join(data, 'secrets.json'));

  let databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    const postgres = await startPostgres({ folder: join(data, 'postgres'), password: secrets.database, database: 'guidepost' });
    ends.push(postgres.stop);
    databaseUrl = postgres.url;
  }
  await migrate(databaseUrl);

  const children = [];
  const run = (name, args, env) => {
    const log = createWriteStream(join(data, `${name.replace(' ', '-')}.log`), { flags: 'a' });
    const child = processes.start(name, node, args, env, (text) => log.write(text));
    children.push(child);
    folder.note(
      children.map((c) => c.pid),
      portal,
    );
    ends.push(() => processes.stop(child));
    return child;
  };
  const sandbox = run('practice cloud', [...tsx, join(root, 'sandbox', 'server.ts')], {
    PRACTICE_PORT: String(practicePort),
    PRACTICE_DIR: join(data, 'practice'),
    PORTAL_ORIGIN: portal,
    PORTAL_CLIENT_SECRET: secrets.client,
  });
  await processes.untilReady(sandbox, `${practice}/_practice/about`);
  const env = await portalEnv({ practice, portal, secrets, databaseUrl });
  const next = run('portal', [join(root, 'bin', 'portal.mjs')], {
    ...env,
    PORT: String(port),
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=32',
  });
  await processes.untilReady(next, `${portal}/api/health`);

  const seed = processes.start('seed', node, [...tsx, join(root, 'prisma', 'seed.ts')], env);
  const { code } = await seed.ended;
  if (code !== 0) throw new Plain(`The practice workshop could not be set up: ${seed.said().split('\n').slice(-8).join('\n')}`);
  const { joinCode, board } = JSON.parse(seed.said().split('\n').at(-1));

  console.log(`
Guidepost is up.

  Portal          ${portal}
                  sign in as anybody of the cast, or under a name of your own; join code ${joinCode}
  Its board       ${portal}${board}
                  sign in as Greta Holm, a facilitator (use another browser or a private window)
  Practice cloud  ${practice}/_practice/   its clock, its faults, its world
  Data and logs   ${data}

Ctrl-C stops all of it. Again "npm run up" goes on where you were.`);

  const first = await Promise.race(children.map((c) => c.ended.then((how) => ({ c, how }))));
  if (!isEnding)
    throw new Plain(
      `The ${first.c.name} ended by itself (${first.how.signal ?? `code ${first.how.code}`}): ${first.c.said().split('\n').slice(-8).join('\n')}\nIts log is in ${data}.`,
    );
}

let isEnding = false;
async function end(code) {
  if (isEnding) return;
  isEnding = true;
  for (const act of ends.reverse()) await act().catch((error) => console.error(error.message));
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!isEnding && ends.length > 0) console.log('\nStopping …');
    void end(0);
  });
}

up().catch((error) => {
  console.error(error instanceof Plain ? `\n${error.message}` : error);
  void end(1);
});
