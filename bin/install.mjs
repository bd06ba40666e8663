// Installs what package-lock.json lists when it has changed or an install was interrupted. Imports nothing that has to be installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plain } from './plain.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.guidepost-installed');
const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Plain(`Guidepost needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

export function ensureInstalled() {
  const hash = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('Installing (about a minute, once) …');
  // NODE_ENV=production, as some shells have it, would leave out what builds and tests need
  const done = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--include=optional', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: isWindows,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  if (done.status !== 0) {
    const lines = (done.stderr || String(done.error ?? '')).trim().split('\n');
    throw new Plain(
      `npm could not install: ${lines.find((l) => /request to|network|permission|not found|no space|EUSAGE|engine/i.test(l)) ?? lines.at(-1)}\nRun "npm ci" to see all it says, then start again.`,
    );
  }
  writeFileSync(stamp, hash);
}

/** @param {string[]} parts */
export const modulePath = (...parts) => join(root, 'node_modules', ...parts);

/** Where the portal is built: the tests have a build of their own. */
export const buildDir = () => process.env['BUILD_DIR'] ?? '.next';

/** Arguments with which Node runs TypeScript with JSX or path aliases. */
export const tsx = () => [
  ...['--import', modulePath('tsx', 'dist', 'loader.mjs')],
  ...(process.env['LABS'] ? ['--import', join(root, 'bin', 'labs.mjs')] : []), // labs of this installation
];

/**
 * The Node that came with the install, so that the portal never runs on an older one.
 * @returns {string | null} null where npm has none for this platform, or where it does not run (as on Alpine)
 */
function nodeOfProject() {
  const path = modulePath(`node-${isWindows ? 'win' : process.platform}-${process.arch}`, 'bin', isWindows ? 'node.exe' : 'node');
  if (!existsSync(path)) return null;
  const node = realpathSync(path); // as process.execPath is
  return node === process.execPath || spawnSync(node, ['-v']).status === 0 ? node : null;
}

/**
 * Calls back when the process that started this one is gone. A SIGTERM to npm ends only the shell between npm and us, and a killed process
 * cannot pass anything on. Without this, the command would keep running with nobody to stop it. A command started by hand may outlive its
 * shell. Windows does not tell: there `ppid` never changes.
 * @param {() => void} act
 */
export function whenOrphaned(act) {
  if (!process.env['npm_lifecycle_event'] && !process.env['GUIDEPOST_NODE']) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
}

/**
 * Continues in the Node that came with the install, if this is another: returns only in the process that is to run the command.
 * This one then only passes on signals. Nothing else in it may listen for them: what exits at a signal leaves the command running.
 */
export async function handOver() {
  const node = nodeOfProject();
  if (node && node !== process.execPath && !process.env['GUIDEPOST_NODE']) {
    const child = spawn(node, process.argv.slice(1), { cwd: root, stdio: 'inherit', env: { ...process.env, GUIDEPOST_NODE: node } });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
    whenOrphaned(() => child.kill());
    const code = await new Promise((done) => child.on('exit', done));
    process.exit(code ?? 1);
  }
  if (!process.features.typescript)
    throw new Plain(
      `npm has no Node for ${process.platform}-${process.arch} that runs here, and this is ${process.versions.node}. Use Node 22.18 or newer.`,
    );
}
