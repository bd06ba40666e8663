// `npm run up`: from a fresh clone to a running portal with its practice cloud, in one command.
import { accessSync, constants, createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { build } from './build.ts';
import { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { migrate } from './migrate.ts';
import { codeOf, Plain, report } from './plain.mjs';
import { startPostgres } from './postgres.ts';
import { type Env, lastLines, type Running, requireFree, start, takeFolder, untilReady } from './processes.ts';
import { portalEnv, portalHeap, secretsOf } from './secrets.ts';

/** The last line that prisma/seed.ts prints. */
const Seeded = z.object({ joinCode: z.string(), board: z.string() });

function portFrom(name: string, preset: number): number {
  const port = Number(process.env[name] ?? preset);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Plain(`${name} must be a port number from 1 to 65535.`);
  return port;
}

function dataFolder(): string {
  const data = resolve(process.env['DATA_DIR'] ?? join(root, '.data'));
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
    return data;
  } catch (error) {
    throw new Plain(`Guidepost may not write to ${data} (${codeOf(error)}). Change its permissions, or set DATA_DIR to another folder.`);
  }
}

async function up(ending: Ending): Promise<void> {
  const port = portFrom('PORT', 3000);
  const practicePort = portFrom('PRACTICE_PORT', 4010);
  const portal = `http://localhost:${port}`;
  const practice = `http://localhost:${practicePort}`;
  const data = dataFolder();

  const folder = await takeFolder(join(data, 'running.json'), data);
  await requireFree(port, 'PORT');
  await requireFree(practicePort, 'PRACTICE_PORT');
  folder.note([], portal);
  ending.undo(folder.leave);
  await build();
  const secrets = secretsOf(join(data, 'secrets.json'));

  let databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) {
    const postgres = startPostgres({ folder: join(data, 'postgres'), password: secrets.database, database: 'guidepost' });
    ending.undo(async () => (await postgres.catch(() => null))?.stop()); // waits for a start that is under way
    databaseUrl = (await postgres).url;
  }
  await migrate(databaseUrl);

  const children: Running[] = [];
  const run = (name: string, args: string[], env: Env) => {
    const log = createWriteStream(join(data, `${name.replace(' ', '-')}.log`), { flags: 'a' });
    const child = start(name, process.execPath, args, env, (text) => log.write(text));
    ending.undo(child.stop);
    children.push(child);
    folder.note(children, portal);
    return child;
  };
  const sandbox = run('practice cloud', [...tsx(), join(root, 'sandbox', 'server.ts')], {
    PRACTICE_PORT: String(practicePort),
    PRACTICE_DIR: join(data, 'practice'),
    PORTAL_ORIGIN: portal,
    PORTAL_CLIENT_SECRET: secrets.client,
  });
  await untilReady(sandbox, `${practice}/_practice/about`);
  const env = await portalEnv({ practice, portal, secrets, databaseUrl });
  const next = run('portal', [join(root, 'bin', 'run.mjs'), 'portal'], {
    ...env,
    ...portalHeap,
    PORT: String(port),
    NODE_ENV: 'production',
  });
  await untilReady(next, `${portal}/api/health`);

  const seed = start('seed', process.execPath, [...tsx(), join(root, 'prisma', 'seed.ts')], env);
  ending.undo(seed.stop);
  const { exitCode } = await seed.ended;
  if (exitCode !== 0) throw new Plain(`The practice workshop could not be set up: ${lastLines(seed.said())}`);
  const { joinCode, board } = Seeded.parse(JSON.parse(lastLines(seed.said(), 1)));

  console.log(`
Guidepost is up.

  Portal          ${portal}
                  sign in as anybody of the cast, or under a name of your own; join code ${joinCode}
  Its board       ${portal}${board}
                  sign in as Greta Holm, a facilitator (use another browser or a private window)
  Practice cloud  ${practice}/_practice/   its clock, its faults, its world
  Data and logs   ${data}

Ctrl-C stops all of it. Run "npm run up" again to continue where you left off.`);

  const { child, how } = await Promise.race(children.map((c) => c.ended.then((e) => ({ child: c, how: e }))));
  throw new Plain(
    `The ${child.name} ended by itself (${how.signal ?? `code ${how.exitCode}`}): ${lastLines(child.said())}\nIts log is in ${data}.`,
  );
}

export async function main(): Promise<void> {
  const ending = new Ending(0, () => console.log('\nStopping …'));
  try {
    await up(ending);
  } catch (error) {
    if (!ending.isUnderWay) report(error); // what fails while everything is being stopped is no news
  }
  await ending.end(1);
}
