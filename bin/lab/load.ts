import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from '@/lib/lab/lab';
import { type Finding, lineIn } from './finding';

const isLab = (value: unknown): value is Lab => typeof value === 'object' && value !== null && 'sections' in value && 'tracks' in value;

/** A lab as its folder has it now, or where it fails. */
export async function loadLab(root: string, folder: string): Promise<Lab | Finding> {
  const file = `${folder}/lab.ts`;
  try {
    const loaded: { default?: unknown } = await import(pathToFileURL(join(root, file)).href);
    if (isLab(loaded.default)) return loaded.default;
    return { file, line: 1, message: 'the default export is not a lab: write `export default lab.lab({ … })`' };
  } catch (error) {
    return findingOf(error, root) ?? { file, line: 1, message: messageOf(error) };
  }
}

export const isFinding = (loaded: Lab | Finding): loaded is Finding => 'message' in loaded;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where in the project an error comes from: a syntax error, an import of nothing, or a throw while a file is evaluated. */
function findingOf(error: unknown, root: string): Finding | null {
  const message = messageOf(error);
  const inProject = (path: string) => relative(root, path).split(sep).join('/');

  const syntax = /^\s*(\/.+?|[A-Z]:.+?):(\d+):(\d+): ERROR: (.*)$/m.exec(message);
  if (syntax) return { file: inProject(syntax[1] ?? ''), line: Number(syntax[2]), column: Number(syntax[3]) + 1, message: syntax[4] ?? '' };

  const unresolved = /Cannot find (?:module|package) '([^']+)' imported from (.+)$/m.exec(message);
  if (unresolved) {
    const [, wanted = '', importer = ''] = unresolved;
    const text = existsSync(importer) ? readFileSync(importer, 'utf8') : '';
    const name =
      wanted
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.tsx?$/, '') ?? wanted;
    return { file: inProject(importer), line: lineIn(text, importOf(name)), message: `cannot find the module "${inProject(wanted)}"` };
  }

  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, path = '', line, column] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+|[A-Z]:[^\s():]+):(\d+):(\d+)/g)) {
    const file = inProject(path);
    if (!file.startsWith('..') && !/^(node_modules|lib|bin)\//.test(file))
      return { file, line: Number(line), column: Number(column), message };
  }
  return null;
}

const importOf = (name: string) => new RegExp(`from ['"][^'"]*\\b${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\.tsx?)?['"]`);
