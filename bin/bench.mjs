// `npm run bench`: the numbers of docs/performance.md, against a local stub in place of the vendors. Method and limits stand there.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, handOver, modulePath, requireNode, root } from './install.mjs';

const ends = [];

async function bench() {
  requireNode();
  ensureInstalled();
  if (await handOver()) return;
  const node = process.execPath;
  const { build } = await import('./build.mjs');
  const { migrate } = await import('./migrate.mjs');
  const { startPostgres } = await import('./postgres.mjs');
  const { freePort, start, stop, untilReady } = await import('./processes.mjs');
  const { portalEnv } = await import('./secrets.mjs');
  build(node);
  const folder = mkdtempSync(join(tmpdir(), 'guidepost-bench-'));
  chmodSync(folder, 0o755);
  ends.push(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), password: 'bench', database: 'guidepost' });
  ends.unshift(postgres.discard);
  await migrate(postgres.url);

  const [portalPort, practicePort, stubPort] = [await freePort(), await freePort(), await freePort()];
  const portal = `http://localhost:${portalPort}`;
  const practice = `http://localhost:${practicePort}`;
  const secrets = { session: 'b'.repeat(43), seal: `k1:${Buffer.alloc(32, 9).toString('base64')}`, client: 'bench-client-secret' };
  const run = (name, args, env) => {
    const child = start(name, node, args, env);
    ends.unshift(() => stop(child));
    return child;
  };
  const tsx = ['--import', modulePath('tsx', 'dist', 'loader.mjs')];
  const sandbox = run('practice cloud', [...tsx, join(root, 'sandbox', 'server.ts')], {
    PRACTICE_PORT: String(practicePort),
    PRACTICE_DIR: join(folder, 'practice'),
    PORTAL_ORIGIN: portal,
    PORTAL_CLIENT_SECRET: secrets.client,
  });
  await untilReady(sandbox, `${practice}/_practice/about`);
  const env = { ...(await portalEnv({ practice, portal, secrets, databaseUrl: postgres.url })), LOG_LEVEL: 'warn' };
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
