// Two portals on one database and a crowd that verifies, while PostgreSQL is stopped and started, crashes, and one of the portals is killed
// and started again. No attempt that somebody was told about may be lost.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import getPort from 'get-port';
import { build } from './build.ts';
import type { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { Plain } from './plain.mjs';
import { startPostgres } from './postgres.ts';
import { untilReady } from './processes.ts';
import { scratch } from './scratch.ts';
import { portalHeap } from './secrets.ts';

interface Size {
  people: number;
  /** Between two blows. */
  calmMs: number;
  /** Whether PostgreSQL also freezes and crashes. */
  isWhole: boolean;
}
const sizes = {
  small: { people: 8, calmMs: 1000, isWhole: false },
  whole: { people: 40, calmMs: 6000, isWhole: true },
} satisfies Record<string, Size>;

/** The machine itself stays up. What is committed must have left the server's memory, because the server is about to crash. */
const settings = { fsync: 'off', full_page_writes: 'off' };

/** The processes of the database's server, the one that the others belong to first. */
function serverOf(folder: string): number[] {
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  return [postmaster, ...children.map(Number)].filter((pid) => pid > 0);
}

/** @param size `whole`, or `small` for a short one @returns whether nothing was lost */
export async function restart(size: string, ending: Ending): Promise<boolean> {
  const known: Size | undefined = Object.entries(sizes).find(([name]) => name === size)?.[1];
  if (!known) throw new Plain(`There is no size "${size}". Use one of: ${Object.keys(sizes).join(', ')}.`);
  const { people, calmMs, isWhole } = known;
  await build();
  const { folder, run, portalPort, portal, practice, env } = await scratch('restart', ending, { settings });
  const stubPort = await getPort();
  // the vendors take as long as they usually do, so that every blow meets verifies under way
  const stub = run('stub', [join(root, 'bench', 'stub.ts')], { STUB_PORT: String(stubPort), PRACTICE: practice });
  await untilReady(stub, `http://localhost:${stubPort}/ready`);
  await fetch(`http://localhost:${stubPort}/delay?ms=400`);
  const otherPort = await getPort();
  const portals = [portal, `http://localhost:${otherPort}`];
  const start = async (port: number) => {
    const child = run('portal', [join(root, 'bin', 'run.mjs'), 'portal'], {
      ...env,
      ...portalHeap,
      CLOUD_ORIGIN: `http://localhost:${stubPort}`,
      PORT: String(port),
      NODE_ENV: 'production',
    });
    await untilReady(child, `http://localhost:${port}/api/health`);
    return child;
  };
  const [, second] = await Promise.all([start(portalPort), start(otherPort)]);

  const crowd = execa(process.execPath, [...tsx(), join(root, 'e2e', 'faults', 'crowd.ts'), String(people)], {
    cwd: root,
    env: { ...env, LOG_LEVEL: 'silent', PORTALS: portals.join(' ') },
    stdin: 'pipe',
    stderr: 'inherit',
    reject: false,
  });
  ending.undo(async () => {
    crowd.kill();
    await crowd;
  });
  await new Promise<void>((done, fail) => {
    crowd.stdout.once('data', () => done());
    void crowd.then(({ stdout }) => fail(new Plain(`The crowd ended before it began: ${stdout}`)));
  });

  const database = {
    folder: join(folder, 'postgres'),
    password: 'restart',
    database: 'guidepost',
    settings,
    port: Number(new URL(env.DATABASE_URL).port),
  };
  const tell = (what: string) => console.log(`  ${what}`);
  await pause(calmMs);
  tell('PostgreSQL is stopped');
  await (await startPostgres(database)).stop();
  await pause(2500);
  await startPostgres(database);
  tell('PostgreSQL is back');
  await pause(calmMs);
  tell('a portal is killed');
  if (second.pid) process.kill(second.pid, 'SIGKILL');
  await start(otherPort);
  tell('it is back');
  await pause(calmMs);
  if (isWhole) {
    tell('PostgreSQL freezes');
    const processes = serverOf(folder);
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    await pause(8000);
    for (const pid of processes) process.kill(pid, 'SIGCONT');
    tell('it goes on');
    await pause(calmMs);
    tell('PostgreSQL crashes');
    const [postmaster] = serverOf(folder);
    if (postmaster) process.kill(postmaster, 'SIGQUIT');
    await pause(1000);
    await startPostgres(database);
    tell('it has recovered');
    await pause(calmMs);
  }
  crowd.stdin.end();
  const { exitCode, stdout } = await crowd;
  console.log(stdout.trim().split('\n').at(-1));
  return exitCode === 0;
}
