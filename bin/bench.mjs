// `npm run bench`: the numbers of docs/performance.md, against a local stub in place of the vendors. Method and limits stand there.
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, handOver, requireNode, root, tsx } from './install.mjs';

const ends = [];

async function bench() {
  requireNode();
  ensureInstalled();
  if (await handOver()) return;
  const node = process.execPath;
  const { build } = await import('./build.mjs');
  const { freePort, untilReady } = await import('./processes.mjs');
  const { scratch } = await import('./scratch.mjs');
  build(node);
  const { run, portalPort, portal, practice, env } = await scratch('bench', ends, { node });
  const stubPort = await freePort();
  // what verifies ask goes to a stub that answers at once; signing in goes to the practice cloud, through the stub
  const stub = run('stub', [join(root, 'bench', 'stub.mjs')], { STUB_PORT: String(stubPort), PRACTICE: practice });
  await untilReady(stub, `http://localhost:${stubPort}/ready`);
  const stubbed = { ...env, CLOUD_ORIGIN: `http://localhost:${stubPort}` };
  const server = run('portal', [join(root, 'bin', 'portal.mjs')], {
    ...stubbed,
    PORT: String(portalPort),
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=32',
  });
  await untilReady(server, `${portal}/api/health`);

  console.log(
    `\n${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}; database, portal, stub and load generator on the same machine\n`,
  );
  const child = spawn(node, [...tsx, join(root, 'bench', 'measure.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      CLOUD_ORIGIN: practice,
      PORTAL: portal,
      STUB: `http://localhost:${stubPort}`,
      PORTAL_PID: String(server.pid),
    },
  });
  const code = await new Promise((done) => child.on('exit', done));
  await end(code ?? 1);
}

let ending;
/** Ends all that was started, once: what we stop may make others call this, who must not cut it short. */
function end(code) {
  ending ??= (async () => {
    for (const act of ends.splice(0)) await act().catch((error) => console.error(error.message));
    process.exit(code);
  })();
  return ending;
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(130));
bench().catch((error) => {
  console.error(error);
  void end(1);
});
