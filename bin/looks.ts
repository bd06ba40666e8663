// `npm run looks`: a contact sheet of every page, to look at everything in a minute. `npm run looks -- --docs` takes the pictures of the
// docs again, as large as a browser makes them; a palette, as pngquant makes one, saves two thirds. It has its own database and practice cloud.
import { join } from 'node:path';
import { execa } from 'execa';
import { build } from './build.ts';
import { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { report } from './plain.mjs';
import { untilReady } from './processes.ts';
import { scratch } from './scratch.ts';

/** @returns the exit code of e2e/looks/main.ts */
async function looks(args: string[], ending: Ending): Promise<number> {
  await build();
  const { run, portalPort, portal, env } = await scratch('looks', ending);
  const server = run('portal', [join(root, 'bin', 'run.mjs'), 'portal'], { ...env, PORT: String(portalPort), NODE_ENV: 'production' });
  await untilReady(server, `${portal}/api/health`);
  const camera = execa(process.execPath, [...tsx(), join(root, 'e2e', 'looks', 'main.ts'), ...args], {
    cwd: root,
    stdio: 'inherit',
    reject: false,
    env: { ...env, PORTAL: portal, LOG_LEVEL: 'silent' },
  });
  ending.undo(async () => {
    camera.kill();
    await camera;
  });
  return (await camera).exitCode ?? 1;
}

/** @param args the folder that the sheet is written to, by default one that Git ignores; or `--docs` for the pictures in docs/images */
export async function main(args: string[] = []): Promise<void> {
  const [to = join(root, '.data', 'looks')] = args;
  const ending = new Ending(130);
  try {
    await ending.end(await looks(to === '--docs' ? [join(root, 'docs', 'images'), to] : [to], ending));
  } catch (error) {
    if (!ending.isUnderWay) report(error);
    await ending.end(1);
  }
}
