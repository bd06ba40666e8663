// `npm test`: format, lint, types, unit, integration and browser tests, on ports and a database of its own. Leaves nothing behind.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, handOver, modulePath, requireNode, root } from './install.mjs';
import { Plain } from './plain.mjs';

const ends = [];
const totals = { passed: 0, failed: 0 };
const only = process.argv.slice(2).filter((a) => !a.startsWith('-')); // suite names, to run some of them
const more = process.argv.slice(2).filter((a) => a.startsWith('-')); // passed on to Playwright

/** Runs a program to its end, its output shown. @returns whether it ended well */
function run(title, command, args, env = {}) {
  console.log(`\n— ${title}`);
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    ends.unshift(async () => void child.kill('SIGTERM'));
    child.on('exit', (code) => done(code === 0));
  });
}

function count(passed, failed) {
  totals.passed += passed;
  totals.failed += failed;
}

/** A suite that is one yes or no. */
async function single(title, command, args) {
  const ok = await run(title, command, args);
  count(ok ? 1 : 0, ok ? 0 : 1);
}

/** A suite that writes how many passed; one that wrote nothing has failed. */
async function counted(title, command, args, env, report, read) {
  const ok = await run(title, command, args, env);
  const { passed, failed } = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1 };
  count(passed, failed === 0 && !ok ? 1 : failed);
}

const ofVitest = (r) => ({ passed: r.numPassedTests, failed: r.numTotalTests - r.numPassedTests });
const ofPlaywright = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped });

async function test() {
  requireNode();
  ensureInstalled();
  if (await handOver()) return;
  const node = process.execPath;

  const { build, generate } = await import('./build.mjs');
  const { freePort, untilReady } = await import('./processes.mjs');
  const { scratch } = await import('./scratch.mjs');
  const wants = (suite) => only.length === 0 || only.includes(suite);

  generate(node);
  if (wants('style')) {
    await single('format and lint', modulePath('.bin', 'biome'), ['ci', '--error-on-warnings', '.']);
    await single('types', node, [modulePath('typescript', 'bin', 'tsc'), '--noEmit', '--incremental', 'false']);
  }

  const {
    folder,
    run: launch,
    portalPort,
    portal,
    practice,
    env,
  } = await scratch('test', ends, {
    node,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    practice: { SANDBOX_SPEED: '1' },
  });
  const otherPort = await freePort();
  const tests = { ...env, LOG_LEVEL: 'silent', PRACTICE_CA: join(folder, 'practice', 'tls', 'ca.pem') };

  const vitest = modulePath('vitest', 'vitest.mjs');
  const report = (name) => join(folder, `${name}.json`);
  const vitestArgs = (name) => [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`];
  if (wants('unit')) await counted('unit and integration', node, vitestArgs('unit'), tests, report('unit'), ofVitest);
  if (wants('clients')) {
    const proxied = {
      ...tests,
      HTTPS_PROXY: practice,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: tests.PRACTICE_CA,
      NO_PROXY: 'localhost,127.0.0.1',
    };
    await counted(
      'official clients against the practice cloud',
      node,
      [...vitestArgs('clients'), '--config', 'e2e/clients/vitest.config.ts'],
      proxied,
      report('clients'),
      ofVitest,
    );
  }

  if (wants('browser')) {
    build(node);
    const portals = [portalPort, otherPort].map((port, i) => {
      const child = launch(`portal ${i + 1}`, [join(root, 'bin', 'portal.mjs')], { ...env, PORT: String(port), NODE_ENV: 'production' });
      return { child, port };
    });
    for (const { child, port } of portals) await untilReady(child, `http://localhost:${port}/api/health`);
    const browser = {
      ...tests,
      PORTAL: portal,
      OTHER_PORTAL: `http://localhost:${otherPort}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser'),
      TEST_OUTPUT: process.env.CI ? join(folder, 'results') : join(root, 'test-results'),
    };
    await counted(
      'browser',
      node,
      [modulePath('@playwright', 'test', 'cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...more],
      browser,
      report('browser'),
      ofPlaywright,
    );
    for (const { child } of portals)
      if (/"level":50/.test(child.said()))
        console.log(
          `\n${child.name} logged errors:\n${child
            .said()
            .split('\n')
            .filter((l) => l.includes('"level":50'))
            .join('\n')}`,
        );
  }
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

test()
  .then(() => {
    console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
    return end(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
  })
  .catch((error) => {
    console.error(error instanceof Plain ? `\n${error.message}` : error);
    console.log(`\n${totals.passed} passed, ${totals.failed + 1} failed`);
    return end(1);
  });
