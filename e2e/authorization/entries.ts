import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A way in: `page /w/[workshop]`, `GET /api/health`, or `action app/facilitate/actions.ts changeWorkshop`. */
export type Entry = string;

/** Every page, route handler and server action in `app/`, as Next finds them: by the names of files and of what they export. */
export function entriesIn(root: string): Entry[] {
  const files = readdirSync(join(root, 'app'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  return files
    .map((f) => relative(root, join(f.parentPath, f.name)).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => entriesOf(path, readFileSync(join(root, path), 'utf8')))
    .sort();
}

/** @throws where a file exports what this cannot read: better than an entry that is overlooked */
export function entriesOf(path: string, text: string): Entry[] {
  if (/(^|\/)page\.tsx?$/.test(path)) return [`page ${urlOf(path)}`];
  if (/(^|\/)route\.ts$/.test(path)) return exportsOf(path, text).map((method) => `${method} ${urlOf(path)}`);
  if (/^\s*(['"])use server\1/m.test(text)) return exportsOf(path, text).map((name) => `action ${path} ${name}`);
  return [];
}

/** The URL of a page or route: its folders, but for groups such as `(attendee)`. */
const urlOf = (path: string): string => {
  const folders = path.split('/').slice(1, -1);
  return `/${folders.filter((name) => !/^\(.*\)$/.test(name)).join('/')}`;
};

function exportsOf(path: string, text: string): string[] {
  const names: string[] = [];
  for (const line of text.split('\n').filter((l) => /^export\b/.test(l) && !/^export (type|interface)\b/.test(l))) {
    const [, name] = /^export (?:async )?(?:function|const) (\w+)/.exec(line) ?? [];
    const [, list] = /^export \{([^}]*)\};?$/.exec(line) ?? [];
    if (name) names.push(name);
    else if (list) names.push(...list.split(',').map((one) => one.trim().split(/ as /).at(-1) ?? ''));
    else throw new Error(`${path} exports something that is neither a function nor a list: ${line}`);
  }
  return names;
}
