import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { type Finding, lineIn } from '../finding';

/** Whether the folders of a lab are what the lab says they are. */
export function lintFolders(root: string, folder: string, lab: Lab): Finding[] {
  const file = `${folder}/lab.ts`;
  const text = readFileSync(join(root, file), 'utf8');
  const steps = join(root, folder, 'steps');
  const entries = existsSync(steps) ? readdirSync(steps, { withFileTypes: true }) : [];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const slugs = allSteps(lab).map(({ slug }) => slug);
  const has = (slug: string, name: string) => existsSync(join(steps, slug, name));
  const lacks = (slug: string, name: string): Finding => ({ file: `${folder}/steps/${slug}/${name}`, line: 1, message: 'is missing' });
  return [
    ...(lab.folder === folder ? [] : [{ file, line: lineIn(text, /\bfolder:/), message: `the folder of this lab is "${folder}"` }]),
    ...slugs
      .filter((slug, i) => slugs.indexOf(slug) !== i)
      .map((slug) => ({ file, line: lineIn(text, new RegExp(`\\b${slug}\\b`)), message: `two steps have the slug "${slug}"` })),
    ...slugs.filter((slug) => !has(slug, 'text.md')).map((slug) => lacks(slug, 'text.md')),
    ...[...new Set([...slugs, ...folders])].filter((slug) => !has(slug, 'step.ts')).map((slug) => lacks(slug, 'step.ts')),
    ...folders
      .filter((slug) => has(slug, 'step.ts') && !slugs.includes(slug))
      .map((slug) => ({ file: `${folder}/steps/${slug}/step.ts`, line: 1, message: `lab.ts does not list the step "${slug}"` })),
    ...registered(root, folder),
  ];
}

/** Labs elsewhere are registered by whoever has them. */
function registered(root: string, folder: string): Finding[] {
  const index = 'labs/index.ts';
  const name = /^labs\/([^/]+)$/.exec(folder)?.[1];
  if (!name || readFileSync(join(root, index), 'utf8').includes(`'./${name}/lab'`)) return [];
  return [{ file: index, line: 1, message: `does not list the lab "${name}"` }];
}
