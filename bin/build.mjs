import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { modulePath, root } from './install.mjs';
import { Plain } from './plain.mjs';

const sources = [
  'app',
  'components',
  'lib',
  'labs',
  'prisma',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',

  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

function* files(path) {
  const at = join(root, path);
  if (!existsSync(at)) return;
  if (statSync(at).isFile()) return yield path;
  for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* files(join(path, entry.name));
    else yield join(path, entry.name);
  }
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of files(path)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const isCurrent = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

function run(node, args, env, what) {
  const done = spawnSync(node, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...env },
  });
  if (done.status !== 0) throw new Plain(`${what} failed:\n${`${done.stdout}\n${done.stderr}`.trim().split('\n').slice(-25).join('\n')}`);
}

/** The database client, from prisma/schema.prisma. Generating needs no engine, so the CLI is kept from looking for one. */
export function generate(node) {
  const stamp = join(root, 'generated', '.made-of');
  const hash = hashOf(['prisma/schema.prisma', 'package-lock.json']);
  if (isCurrent(stamp, hash)) return;
  run(
    node,
    [modulePath('prisma', 'build', 'index.js'), 'generate'],
    { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    'Generating the database client',
  );
  writeFileSync(stamp, hash);
}

export function isBuilt() {
  return isCurrent(join(root, '.next', 'made-of'), hashOf(sources));
}

export function build(node) {
  generate(node);
  if (isBuilt()) return;
  console.log('Building the portal (half a minute, when something changed) …');
  run(node, [modulePath('next', 'dist', 'bin', 'next'), 'build', '--webpack'], { NODE_ENV: 'production' }, 'Building the portal');
  compress();
  writeFileSync(join(root, '.next', 'made-of'), hashOf(sources));
}

/** Once and as small as it gets, for bin/portal.mjs to send as it is. */
function compress() {
  for (const file of files(join('.next', 'static'))) {
    if (!/\.(js|css|svg)$/.test(file)) continue;
    const plain = readFileSync(join(root, file));
    writeFileSync(
      join(root, `${file}.br`),
      brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    );
    writeFileSync(join(root, `${file}.gz`), gzipSync(plain, { level: 9 }));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    build(process.execPath);
  } catch (error) {
    console.error(error instanceof Plain ? error.message : error);
    process.exit(1);
  }
}
