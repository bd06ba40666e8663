import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { z } from 'zod';
import { buildDir, modulePath, root } from './install.mjs';
import { Plain } from './plain.mjs';
import { type Env, lastLines } from './processes.ts';

const sources = () => [
  'app',
  'components',
  'lib',
  'labs',
  'prisma',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'next.config.js',
  'bin/next-as-module.mjs',
  'bin/not-in-browsers.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  ...(process.env['LABS'] ? [process.env['LABS'], dirname(process.env['LABS'])] : []), // labs of this installation
];
function* files(path: string): Generator<string> {
  const at = join(root, path);
  if (!existsSync(at)) return;
  if (statSync(at).isFile()) return yield path;
  for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* files(join(path, entry.name));
    else yield join(path, entry.name);
  }
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of files(path)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const isCurrent = (stamp: string, hash: string) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

async function run(args: string[], env: Env, what: string): Promise<void> {
  const { failed, all } = await execa(process.execPath, args, {
    cwd: root,
    env: { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...env },
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  if (failed) throw new Plain(`${what} failed:\n${lastLines(all, 25)}`);
}

/** The database client, from prisma/schema.prisma. Generating needs no engine, so the CLI is kept from looking for one. */
export async function generate(): Promise<void> {
  const stamp = join(root, 'generated', '.made-of');
  const hash = hashOf(['prisma/schema.prisma', 'package-lock.json']);
  if (isCurrent(stamp, hash)) return;
  await run(
    [modulePath('prisma', 'build', 'index.js'), 'generate'],
    { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    'Generating the database client',
  );
  writeFileSync(stamp, hash);
}

export async function build(): Promise<void> {
  await generate();
  const stamp = join(root, buildDir(), 'made-of');
  if (isCurrent(stamp, hashOf(sources()))) return;
  console.log('Building the portal (half a minute, when something changed) …');
  await run([modulePath('next', 'dist', 'bin', 'next'), 'build', '--webpack'], { NODE_ENV: 'production' }, 'Building the portal');
  leaveOutEmptyScripts();
  joinScripts();
  compress();
  writeFileSync(stamp, hashOf(sources())); // afterward: Next may have changed tsconfig.json
}

/**
 * webpack makes a script for each page and layout, even where all their modules are in the one that every page loads (next.config.js). Such a
 * script holds a hundred bytes and costs four times that in headers, so pages do not ask for it.
 */
function leaveOutEmptyScripts(): void {
  const folder = `${buildDir()}/`;
  const empty = new Set<string>();
  for (const file of files(join(buildDir(), 'static', 'chunks', 'app'))) {
    const has = readFileSync(join(root, file), 'utf8');
    const path = file.slice(folder.length).split(sep).map(encodeURIComponent).join('/');
    if (/\.push\(\[\[\d+\],\{\},/.test(has.slice(0, 200))) empty.add(path);
  }
  for (const file of files(join(buildDir(), 'server', 'app'))) {
    if (!file.endsWith('_client-reference-manifest.js')) continue;
    const manifest = readFileSync(join(root, file), 'utf8');
    const without = manifest.replace(/"chunks":(\[[^\]]*\])/g, (_, list: string) => {
      const idsAndFiles = JSON.parse(list) as string[];
      return `"chunks":${JSON.stringify(idsAndFiles.filter((_, i) => !empty.has(idsAndFiles[i | 1] ?? '')))}`;
    });
    if (without !== manifest) writeFileSync(join(root, file), without);
  }
}

const BuildManifest = z.looseObject({ rootMainFiles: z.array(z.string()) });

/** What every page loads, webpack's runtime, the portal's script and what starts it, as one file: two requests less, on a network that may be slow. */
function joinScripts(): void {
  const inBuild = (...path: string[]) => join(root, buildDir(), ...path);
  const manifest = BuildManifest.parse(JSON.parse(readFileSync(inBuild('build-manifest.json'), 'utf8')));
  const files = manifest.rootMainFiles;
  const differs = new Plain('Next’s build is no longer what joinScripts in bin/build.ts expects.');
  if (!files.every((file) => file.endsWith('.js'))) throw differs;
  const whole = files.map((file) => readFileSync(inBuild(file), 'utf8')).join('\n');
  const joined = `static/chunks/main-${createHash('sha256').update(whole).digest('hex').slice(0, 16)}.js`;
  writeFileSync(inBuild(joined), whole);
  writeFileSync(inBuild('build-manifest.json'), JSON.stringify({ ...manifest, rootMainFiles: [joined] }));
  // the server reads it from both
  const script = inBuild('server', 'middleware-build-manifest.js');
  const text = readFileSync(script, 'utf8');
  const list = `rootMainFiles:${JSON.stringify(files)}`;
  if (!text.includes(list)) throw differs;
  writeFileSync(
    script,
    text.replace(list, () => `rootMainFiles:${JSON.stringify([joined])}`),
  );
}

/** Compressed once, as small as it gets, so that bin/portal.mjs can send it unchanged. */
function compress(): void {
  for (const file of files(join(buildDir(), 'static'))) {
    if (!/\.(js|css|svg)$/.test(file)) continue;
    const plain = readFileSync(join(root, file));
    writeFileSync(
      join(root, `${file}.br`),
      brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    );
    writeFileSync(join(root, `${file}.gz`), gzipSync(plain, { level: 9 }));
  }
}

export const main = build;
