import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../install.mjs';
import { Plain } from '../plain.mjs';
import { createLab, register } from './create';

/** Ends the name of a file that cannot be written. */
const refused = vi.hoisted(() => ({ file: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  function writeFileSync(...args: Parameters<typeof fs.writeFileSync>) {
    if (!refused.file || !String(args[0]).endsWith(refused.file)) return fs.writeFileSync(...args);
    throw Object.assign(new Error(`EACCES: permission denied, open '${String(args[0])}'`), { code: 'EACCES' });
  }
  return { ...fs, writeFileSync };
});

const folder = mkdtempSync(join(tmpdir(), 'guidepost-create-'));
const index = () => readFileSync(join(folder, 'labs', 'index.ts'), 'utf8');
beforeEach(() => {
  rmSync(join(folder, 'labs'), { recursive: true, force: true });
  mkdirSync(join(folder, 'labs'));
  cpSync(join(root, 'labs', 'index.ts'), join(folder, 'labs', 'index.ts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a new lab has its own name everywhere, and is registered', () => {
  const next = createLab(folder, 'two-words');
  expect(next.split('\n')).toHaveLength(4);
  const lab = readFileSync(join(folder, 'labs/two-words/lab.ts'), 'utf8');
  expect(lab).toContain("id: 'two-words',\n  folder: 'labs/two-words',\n  title: 'Two words',");
  expect(index()).toContain("import twoWords from './two-words/lab';");
  expect(index()).toMatch(/const labs: readonly Lab\[\] = \[.*, twoWords, \.\.\.more\];/);
});

test('a name that TypeScript or the list itself uses gets another one there', () => {
  createLab(folder, 'class');
  createLab(folder, 'texts');
  expect(index()).toContain("import classLab from './class/lab';");
  expect(index()).toContain("import textsLab from './texts/lab';");
});

test.each([
  [['class-lab', 'class'], 'classLab2'],
  [['class', 'class-lab'], 'classLabLab'],
  [['class-lab', 'class-lab2', 'class'], 'classLab3'],
])('labs called %j are imported by names of their own', (names, last) => {
  let text = index();
  for (const name of names) text = register(text, name);
  const imported = [...text.matchAll(/^import (\w+) from/gm)].map(([, identifier]) => identifier);
  expect(new Set(imported).size).toBe(imported.length);
  expect(imported.at(-1)).toBe(last);
});

test.each(['eval', 'arguments', 'undefined', 'await', 'default', 'is-na-n', 'global-this', 'let', 'enum'])(
  '"%s" makes an import that is valid',
  (name) => {
    const camel = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(register(index(), name)).toContain(`import ${camel}Lab from './${name}/lab';`);
  },
);

test('a link that leads nowhere is no free name', () => {
  symlinkSync(join(folder, 'nowhere'), join(folder, 'labs/lost'));
  const before = index();
  expect(() => createLab(folder, 'lost')).toThrow(new Plain('labs/lost exists already. Choose another name, or delete it first.'));
  expect(index()).toBe(before);
});

test('a name that begins with a digit is told that a letter comes first', () => {
  expect(() => createLab(folder, '3tea')).toThrow('Begin with a lowercase letter');
});

test.each(['My-lab', 'my_lab', '3d', '-x', 'a--b', '../x', 'a b', ''])('"%s" is no name for a lab', (name) => {
  expect(() => createLab(folder, name)).toThrow(Plain);
});

test('a lab that exists is left alone', () => {
  createLab(folder, 'mine');
  const before = index();
  expect(() => createLab(folder, 'mine')).toThrow('labs/mine exists already');
  expect(index()).toBe(before);
  expect(register(before, 'mine')).toBe(before);
});

test('a folder where no lab can be registered is refused before anything is written', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty, { recursive: true });
  expect(() => createLab(empty, 'mine')).toThrow(
    new Plain(`${empty} has no labs/index.ts, where labs are registered. Choose Guidepost's own folder or a copy of it.`),
  );
  expect(readdirSync(empty)).toEqual([]);
});

test('a list that was written differently is not touched, and no lab is left next to it', () => {
  expect(() => register('export const labs = [];', 'mine')).toThrow('Add the lab by hand');
  writeFileSync(join(folder, 'labs', 'index.ts'), 'export const labs = [];\n');
  expect(() => createLab(folder, 'mine')).toThrow('Add the lab by hand');
  expect(existsSync(join(folder, 'labs', 'mine'))).toBe(false);
});

test.each(['index.ts', 'text.md'])('where %s may not be written, that is said, and no half of a lab is left', (file) => {
  const before = index();
  refused.file = file;
  try {
    expect(() => createLab(folder, 'mine')).toThrow(Plain);
    expect(() => createLab(folder, 'mine')).toThrow('labs/mine cannot be written, and nothing was: EACCES: permission denied');
  } finally {
    refused.file = '';
  }
  expect(index()).toBe(before);
  expect(existsSync(join(folder, 'labs', 'mine'))).toBe(false);
});

test('a name that the engine has for something else is refused: the test that no lab is named there would fail ever after', () => {
  mkdirSync(join(folder, 'lib/lab'), { recursive: true });
  writeFileSync(join(folder, 'lib/lab/run.ts'), '/** Runs the html of a Good lab. */');
  for (const name of ['ml', 'good-lab']) {
    const said = `"${name}" is in lib/lab/run.ts, and a test makes sure that no lab is named there. Choose a longer name: ${name}-lab`;
    expect(() => createLab(folder, name)).toThrow(new Plain(said));
  }
  expect(readdirSync(join(folder, 'labs'))).toEqual(['index.ts']);
  createLab(folder, 'ml-lab');
});
