import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that a reader of a document does: run commands, or put a snippet into a file. */
export type Deed = { commands: string[] } | { file: string; at: { below: string } | { insteadOf: string } | null; snippet: string };

/**
 * What a document tells its reader to do, in its order: its blocks of `sh`, and its blocks whose first line names a file. Other
 * blocks are there to be read.
 */
export function deedsIn(markdown: string): Deed[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)\n```$/gms)].flatMap(([, language, body = '']): Deed[] => {
    if (language === 'sh') return [{ commands: body.split('\n') }];
    const [first = '', ...lines] = body.split('\n');
    const where = /^(?:\/\/|<!--) (\S+?\.\w+)(?:, (below|instead of) "(.+)")?(?: -->)?$/.exec(first);
    if (!where) return [];
    const [, file = '', how, line = ''] = where;
    const at = how === 'below' ? { below: line } : how ? { insteadOf: line } : null;
    return [{ file, at, snippet: lines.join('\n') }];
  });
}

/** Puts a snippet where it belongs. @throws Error if the line to go by does not occur exactly once */
export function put(root: string, { file, at, snippet }: Extract<Deed, { file: string }>): void {
  const path = join(root, file);
  if (!at) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${snippet}\n`);
    return;
  }
  if (!existsSync(path)) throw new Error(`There is no ${file} to change.`);
  const wanted = 'below' in at ? at.below : at.insteadOf;
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.flatMap((line, i) => (line.trim() === wanted ? [i] : []));
  const [index, another] = found;
  if (index === undefined || another !== undefined) throw new Error(`${file} has the line "${wanted}" ${found.length} times.`);
  lines.splice('below' in at ? index + 1 : index, 'below' in at ? 0 : 1, snippet);
  writeFileSync(path, lines.join('\n'));
}
