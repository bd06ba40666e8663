// `npm run bench`: the numbers of docs/performance.md, against a local stub instead of the vendors. Method and limits are there.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { build } from './build.ts';
import { Ending } from './ending.ts';
import { root, tsx } from './install.mjs';
import { report } from './plain.mjs';
import { untilReady } from './processes.ts';
import { scratch } from './scratch.ts';
import { portalHeap } from './secrets.ts';

/** @returns the exit code of bench/measure.ts */
async function bench(only: string[], ending: Ending): Promise<number> {
  await build();
  const { run, portalPort, portal, practice, env } = await scratch('bench', ending);
  const stubPort = await getPort();
  // what verifies ask goes to a stub that answers at once; signing in goes to the practice cloud, through the stub
  const stub = run('stub', [join(root, 'bench', 'stub.ts')], { STUB_PORT: String(stubPort), PRACTICE: practice });
  await untilReady(stub, `http://localhost:${stubPort}/ready`);
  const server = run('portal', [join(root, 'bin', 'run.mjs'), 'portal'], {
    ...env,
    ...portalHeap,
    CLOUD_ORIGIN: `http://localhost:${stubPort}`,
    PORT: String(portalPort),
    NODE_ENV: 'production',
  });
  await untilReady(server, `${portal}/api/health`);

  console.log(
    `\n${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}; database, portal, stub and load generator on the same machine\n`,
  );
  const measure = execa(process.execPath, [...tsx(), join(root, 'bench', 'measure.ts'), ...only], {
    cwd: root,
    stdio: 'inherit',
    reject: false,
    env: { ...env, CLOUD_ORIGIN: practice, PORTAL: portal, STUB: `http://localhost:${stubPort}`, PORTAL_PID: String(server.pid) },
  });
  ending.undo(async () => {
    measure.kill();
    await measure;
  });
  return (await measure).exitCode ?? 1;
}

/** @param only what to measure: page, verify, board, sign-in */
export async function main(only: string[] = []): Promise<void> {
  const ending = new Ending(130);
  try {
    await ending.end(await bench(only, ending));
  } catch (error) {
    if (!ending.isUnderWay) report(error);
    await ending.end(1);
  }
}
