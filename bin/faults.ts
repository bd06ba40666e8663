// `npm run faults`: every step, every host it asks, every way that host can fail; then PostgreSQL is restarted under two instances
// (docs/reliability.md).
import { join } from 'node:path';
import { execa } from 'execa';
import { generate } from './build.ts';
import { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { Plain, report } from './plain.mjs';
import { restart } from './restart.ts';
import { scratch } from './scratch.ts';

/**
 * @param which a regular expression: only the cells whose `stage, step, host, kind` it matches
 * @returns whether no cell is bad
 */
async function table(which: string | undefined, ending: Ending): Promise<boolean> {
  await generate();
  const { env } = await scratch('faults', ending, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    practice: { SANDBOX_SPEED: '1' },
  });
  const child = execa(process.execPath, [...tsx(), join(root, 'e2e', 'faults', 'main.ts'), ...(which === undefined ? [] : [which])], {
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

async function faults(part: string | undefined, more: string | undefined, ending: Ending): Promise<boolean> {
  switch (part) {
    case 'table':
      return table(more, ending);
    case 'restart':
      return restart(more ?? 'whole', ending);
    case undefined: {
      const isTableFine = await table(undefined, ending);
      return (await restart('whole', ending)) && isTableFine;
    }
    default:
      throw new Plain(`There is no part "${part}". Use one of: table, restart.`);
  }
}

/** @param args a part, `table` or `restart`; both without one. Exits with 1 when a cell is bad or an attempt was lost */
export async function main([part, more]: string[] = []): Promise<void> {
  const ending = new Ending(130);
  try {
    await ending.end((await faults(part, more, ending)) ? 0 : 1);
  } catch (error) {
    if (!ending.isUnderWay) report(error);
    await ending.end(1);
  }
}
