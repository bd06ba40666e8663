import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { modulePath, root as project } from '../install.mjs';
import { Plain } from '../plain.mjs';
import { engineFileWith, isLabName } from './lab-folders';

const template = join(import.meta.dirname, 'template');

/**
 * Creates a lab in labs/ and registers it.
 * @param root a folder with labs/index.ts, such as the project's
 * @returns what to do next
 * @throws Plain for a name or a folder that cannot be used; nothing has been written then
 */
export function createLab(root: string, name: string): string {
  if (!isLabName(name))
    throw new Plain(
      `"${name}" cannot be a lab's name. Begin with a lowercase letter; then use lowercase letters, digits, and single hyphens, 40 in all: my-lab`,
    );
  const taken = engineFileWith(root, [name, titleOf(name)]);
  if (taken !== undefined)
    throw new Plain(`"${name}" is in ${taken}, and a test makes sure that no lab is named there. Choose a longer name: ${name}-lab`);
  const folder = join(root, 'labs', name);
  // a link that leads nowhere is there, too
  if (lstatSync(folder, { throwIfNoEntry: false }))
    throw new Plain(`labs/${name} exists already. Choose another name, or delete it first.`);
  const index = join(root, 'labs', 'index.ts');
  if (!existsSync(index))
    throw new Plain(`${root} has no labs/index.ts, where labs are registered. Choose Guidepost's own folder or a copy of it.`);
  const registered = formatted('labs/index.ts', register(readFileSync(index, 'utf8'), name));
  try {
    write(folder, name);
    writeFileSync(index, registered);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new Plain(`labs/${name} cannot be written, and nothing was: ${error.message}`);
  }
  return `Created labs/${name}. Next:
  1. npm run lab -- preview ${name}: shows its pages, and reloads them when you save
  2. Edit labs/${name}/steps/first-step/text.md, then step.ts next to it (docs/writing-a-lab.md leads you through)
  3. npm run lab -- lint ${name}: finds mistakes`;
}

/** The template under a lab's own name. */
function write(folder: string, name: string): void {
  cpSync(template, folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('template-lab', name).replaceAll('Template lab', titleOf(name)));
  }
}

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** The list of labs with one more in it; the same list if it is there already. */
export function register(index: string, name: string): string {
  const module = `'./${name}/lab'`;
  if (index.includes(module)) return index;
  const list = /(const labs: readonly Lab\[\] = \[)([^\]]*?)((?:,\s*)?\.\.\.more,?\s*\])/;
  if (!list.test(index))
    throw new Plain(`labs/index.ts has no list that begins with "const labs: readonly Lab[] = [". Add the lab by hand.`);
  const identifier = identifierFor(name, index);
  const lastImport = index.lastIndexOf('\nimport ');
  const end = index.indexOf('\n', lastImport + 1);
  const imported = `${index.slice(0, end)}\nimport ${identifier} from ${module};${index.slice(end)}`;
  return imported.replace(list, (_, begin: string, labs: string, more: string) =>
    labs.trim() ? `${begin}${labs.trimEnd()}, ${identifier}${more}` : `${begin}${identifier}, ${more}`,
  );
}

/** `my-lab` as `myLab`; another name where that one is taken or means something to TypeScript. */
function identifierFor(name: string, index: string): string {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const words = new Set(index.replace(/'[^']*'/g, '').match(/[\w$]+/g));
  const isFree = (identifier: string) => !words.has(identifier) && !isReserved(identifier);
  const named = [camel, `${camel}Lab`].find(isFree);
  if (named !== undefined) return named;
  let at = 2;
  while (!isFree(`${camel}Lab${at}`)) at += 1;
  return `${camel}Lab${at}`;
}

/** Whether a word means something to TypeScript or everywhere, so that no import can be named so. */
const isReserved = (word: string): boolean =>
  word === 'arguments' ||
  word in globalThis || // eval, undefined, escape
  ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word).scan() !== ts.SyntaxKind.Identifier;

/** A file as the project's formatter wants it, its imports sorted. */
function formatted(file: string, text: string): string {
  const biome = modulePath('@biomejs', 'biome', 'bin', 'biome');
  return execFileSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${file}`], {
    cwd: project,
    input: text,
    encoding: 'utf8',
  });
}
