// Installs what package-lock.json names, when that has changed or was not finished. Uses nothing that would have to be installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plain } from './plain.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
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
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // NODE_ENV=production, as some shells have it, would leave out what builds and tests need
  const done = spawnSync(npm, ['ci', '--include=dev', '--include=optional', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
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

/** The Node that came with the install, so that the portal never runs on an older one; else the Node that runs this. */
function nodeOfProject() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  return existsSync(own) && spawnSync(own, ['-v'], { shell: process.platform === 'win32' }).status === 0 ? own : process.execPath;
}

export const modulePath = (...parts) => join(root, 'node_modules', ...parts);

/** Arguments for a Node that shall run TypeScript as it is. */
export const tsx = ['--import', modulePath('tsx', 'dist', 'loader.mjs')];

/** Goes on under the Node that was installed, if this is another: the same program again, which also gets our signals. @returns whether it did */
export async function handOver() {
  const node = nodeOfProject();
  if (node === process.execPath || process.env.GUIDEPOST_NODE) return false;
  const child = spawn(node, process.argv.slice(1), { cwd: root, stdio: 'inherit', env: { ...process.env, GUIDEPOST_NODE: node } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((done) => child.on('exit', done));
  process.exit(code ?? 1);
}
