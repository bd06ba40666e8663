// `npm test`: format, lint, types, unit, integration and browser tests, on ports and a database of its own. Leaves nothing behind.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { z } from 'zod';
import { build, generate } from './build.ts';
import { Ending } from './ending.ts';
import { modulePath, root } from './install.mjs';
import { Plain, report } from './plain.mjs';
import { type Env, untilReady } from './processes.ts';
import { scratch } from './scratch.ts';

interface Count {
  passed: number;
  failed: number;
}
/** What a suite reports: its count, and the name and first words of each test that did not pass. */
interface Result extends Count {
  failures: string[];
}

const firstLines = (message: string) => message.split('\n').slice(0, 3).join('\n    ');

const Vitest = z
  .object({
    numPassedTests: z.number(),
    numTotalTests: z.number(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(''),
        assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
      }),
    ),
  })
  .transform(({ numPassedTests: passed, numTotalTests: total, testResults }): Result => {
    const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status !== 'passed');
      const file = relative(root, name);
      if (failed.length === 0 && status !== 'passed') return [`${file}\n    ${firstLines(message)}`];
      return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}\n    ${firstLines(failureMessages?.[0] ?? '')}`);
    });
    return { passed, failed: total - passed, failures };
  });

interface PlaywrightSuite {
  specs: { file: string; title: string; ok: boolean }[];
  suites?: PlaywrightSuite[] | undefined;
}
const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ file: z.string(), title: z.string(), ok: z.boolean() })),
    suites: z.array(PlaywrightSuite).optional(),
  }),
);
const notOk = ({ specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} › ${title}`),
  ...suites.flatMap(notOk),
];
const Playwright = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
    suites: z.array(PlaywrightSuite),
  })
  .transform(
    ({ stats, suites }): Result => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped,
      failures: suites.flatMap(notOk),
    }),
  );

const node = process.execPath;

/** Runs suites and counts what they report. */
class Suites {
  readonly totals: Count = { passed: 0, failed: 0 };
  /** Named again at the end: what failed is told thousands of lines earlier. */
  readonly failures: string[] = [];
  private readonly ending: Ending;
  constructor(ending: Ending) {
    this.ending = ending;
  }

  /** Runs a program to its end, its output shown. @returns whether it succeeded */
  private async run(title: string, command: string, args: string[], env: Env): Promise<boolean> {
    if (this.ending.isUnderWay) throw new Plain('Stopped.');
    console.log(`\n— ${title}`);
    const child = execa(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env, reject: false });
    this.ending.undo(async () => {
      child.kill();
      await child;
    });
    return (await child).exitCode === 0;
  }

  private add({ passed, failed, failures }: Result): void {
    this.totals.passed += passed;
    this.totals.failed += failed;
    this.failures.push(...failures);
  }

  /** A suite that is one yes or no. */
  async single(title: string, command: string, args: string[]): Promise<void> {
    const ok = await this.run(title, command, args, {});
    this.add(ok ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [title] });
  }

  async style(): Promise<void> {
    await this.single('format and lint', modulePath('.bin', 'biome'), ['ci', '--error-on-warnings', '.']);
    await this.single('types', node, [modulePath('typescript', 'bin', 'tsc'), '--noEmit', '--incremental', 'false']);
    await this.single('labs', node, [join(root, 'bin', 'run.mjs'), 'lab', 'lint']);
  }

  /** A suite that writes how many passed; one that wrote nothing has failed. */
  async counted(title: string, args: string[], env: Env, file: string, Report: z.ZodType<Result>): Promise<void> {
    const ok = await this.run(title, node, args, env);
    const told = existsSync(file) ? Report.parse(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, failures: [] };
    this.add(ok || told.failed > 0 ? told : { ...told, failed: 1, failures: [...told.failures, `${title} ended with an error`] });
  }
}

async function post(url: string, body: object = {}): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!ok) throw new Plain(`${url} answered ${status}.`);
}

const thrifty = {
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  practice: { SANDBOX_SPEED: '1' },
};
/** What tests make of a world's folder: what an interrupted one leaves in it goes with it. */
const ownOf = (folder: string) => ({ PRACTICE_CA: join(folder, 'practice', 'tls', 'ca.pem'), TMPDIR: folder });

type World = Awaited<ReturnType<typeof scratch>>;

/** Two portals on a fresh, strict practice cloud. A world has one clock and one list of faults, so journeys that run at once need one each. */
async function room({ folder, run, portalPort, portal, practice, env }: World) {
  await post(`${practice}/_practice/reset`);
  await post(`${practice}/_practice/rules`, { preset: 'strict' });
  const otherPort = await getPort();
  const portals = [portalPort, otherPort].map((port, i) => ({
    port,
    child: run(`portal ${i + 1}`, [join(root, 'bin', 'run.mjs'), 'portal'], { ...env, PORT: String(port), NODE_ENV: 'production' }),
  }));
  for (const { child, port } of portals) await untilReady(child, `http://localhost:${port}/api/health`);
  return {
    env: { ...env, ...ownOf(folder), LOG_LEVEL: 'silent', PORTAL: portal, OTHER_PORTAL: `http://localhost:${otherPort}` },
    portals: portals.map(({ child }) => child),
  };
}

/** @param args names of suites, to run only those; from the first that begins with a dash on they go to Playwright */
async function test(args: string[], ending: Ending, suites: Suites): Promise<void> {
  const firstDash = args.findIndex((a) => a.startsWith('-'));
  const only = firstDash < 0 ? args : args.slice(0, firstDash);
  const more = args.slice(only.length);
  const wants = (suite: string) => only.length === 0 || only.includes(suite);

  await generate();
  const style = wants('style') ? suites.style() : undefined;
  if (!['unit', 'clients', 'browser'].some(wants)) {
    await style;
    return;
  }

  const worlds = await Promise.all(['test', 'test', 'test'].map((name) => scratch(name, ending, thrifty)));
  const [{ folder, practice, env }] = worlds as [World, ...World[]]; // as many as there are names
  // a hundred test processes load the same few large modules: V8's compiled code is kept for the next
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  const tests = { ...env, LOG_LEVEL: 'silent', ...ownOf(folder) };

  const fileOf = (name: string) => join(folder, `${name}.json`);
  const vitest = (title: string, name: string, more: string[], env: Env = tests) =>
    suites.counted(
      title,
      [modulePath('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${fileOf(name)}`, ...more],
      env,
      fileOf(name),
      Vitest,
    );
  const alone = () => vitest('unit', 'alone', ['--project', 'alone', '--project', 'apart']);
  /** A world has one clock, so its tests run one after the other; a third of them in each of three worlds. */
  const integration = ({ env, folder }: World, at: number) =>
    vitest(`integration, part ${at + 1}`, `world-${at + 1}`, ['--project', 'world', `--shard=${at + 1}/${worlds.length}`], {
      ...env,
      LOG_LEVEL: 'silent',
      ...ownOf(folder),
    });
  async function withPractice(each: World, at: number): Promise<void> {
    if (wants('unit')) await integration(each, at);
    if (!wants('clients') || at > 0) return;
    await post(`${practice}/_practice/reset`); // what the integration tests left there is not what these expect
    await vitest('official clients against the practice cloud', 'clients', ['--config', 'e2e/clients/vitest.config.ts'], {
      ...tests,
      HTTPS_PROXY: practice,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: tests.PRACTICE_CA,
      NO_PROXY: 'localhost,127.0.0.1',
    });
  }
  async function built(): Promise<void> {
    await style;
    if (wants('browser')) await build();
  }
  // each of these waits for a good part of its time: for services, or for what can only be done by one processor
  await Promise.all([built(), wants('unit') && alone(), ...worlds.map(withPractice)]);
  if (!wants('browser')) return;

  // on a machine with two processors, one of three journeys is always waiting, for a clock or a stream
  const rooms = await Promise.all(worlds.map(room));
  await suites.counted(
    'browser',
    [modulePath('@playwright', 'test', 'cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...more],
    {
      ...tests,
      ROOMS: JSON.stringify(rooms.map(({ env }) => env)),
      PLAYWRIGHT_JSON_OUTPUT_NAME: fileOf('browser'),
      TEST_OUTPUT: process.env['CI'] ? join(folder, 'results') : join(root, 'test-results'),
    },
    fileOf('browser'),
    Playwright,
  );
  for (const child of rooms.flatMap(({ portals }) => portals)) {
    const errors = child
      .said()
      .split('\n')
      .filter((line) => line.includes('"level":50'));
    if (errors.length > 0) console.log(`\n${child.name} logged errors:\n${errors.join('\n')}`);
  }
}

/** A build of the tests' own, which has the lab of e2e/fixture-lab, too: whatever runs on the usual one is left alone. */
const ownBuild = { LABS: 'e2e/fixture-lab/labs.ts', BUILD_DIR: '.next/test' };

export async function main(args: string[]): Promise<void> {
  Object.assign(process.env, ownBuild);
  const ending = new Ending(130);
  const suites = new Suites(ending);
  const { totals, failures } = suites;
  try {
    await test(args, ending, suites);
  } catch (error) {
    if (!ending.isUnderWay) report(error);
    totals.failed += 1;
  }
  if (failures.length > 0) console.log(`\nWhat failed:\n  ${failures.join('\n  ')}`);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  await ending.end(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
}
