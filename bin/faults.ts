// `npm run faults`: every step, every host it asks, every way for that to be faulty (docs/reliability.md); then PostgreSQL restarted
// under two instances.
import { join } from 'node:path';
import { execa } from 'execa';
import { generate } from './build.ts';
import { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { report } from './plain.mjs';
import { restart, sizes } from './restart.ts';
import { scratch } from './scratch.ts';

/** @param args a regular expression, to run only the cells whose `stage, step, host, kind` matches it */
async function table(args: string[], ending: Ending): Promise<boolean> {
  await generate();
  const { env } = await scratch('faults', ending, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    practice: { SANDBOX_SPEED: '1' },
  });
  const child = execa(process.execPath, [...tsx(), join(root, 'e2e', 'faults', 'main.ts'), ...args], {
    cwd: root,
    stdio: 'inherit',
    reject: false,
    env: { ...env, LOG_LEVEL: 'silent' },
  });
  ending.undo(async () => {
    child.kill();
    await child;
  });
  return (await child).exitCode === 0;
}

/** Some cells, or the restart only, or all of it. */
async function faults(args: string[], ending: Ending): Promise<boolean> {
  if (args[0] === 'restart') return restart(sizes.whole, ending);
  const isTableGood = await table(args, ending);
  return (args.length > 0 || (await restart(sizes.whole, ending))) && isTableGood;
}

/** Exits with 1 when a cell is bad, or a verify was lost. @param args as in `table`; or `restart` */
export async function main(args: string[] = []): Promise<void> {
  const ending = new Ending(130);
  try {
    await ending.end((await faults(args, ending)) ? 0 : 1);
  } catch (error) {
    if (!ending.isUnderWay) report(error);
    await ending.end(1);
  }
}
