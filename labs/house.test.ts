import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { engineRooms, filesIn } from '@/bin/lab/lab-folders';
import fixture from '@/e2e/fixture-lab/lab';
import * as clouds from '@/lib/clouds';
import type { Cloud } from '@/lib/clouds/cloud';
import { readTexts } from '@/lib/lab/texts';
import { allLabs } from '.';

/** The portal itself signs people in with Entra ID; `storage` is an ordinary word. The next tests find an import of either. */
const ordinary = ['entra', 'storage'];

const products = ['azure', 'databricks', 'dss', 'dataiku', 'adls', 'mlflow', 'dbfs', 'unity catalog'];
const vendors: Cloud[] = Object.values(clouds);
const labs = [...allLabs(), fixture];
const names = [
  ...products,
  ...[...vendors, ...labs.flatMap((lab) => Object.values(lab.clouds))].map(({ id }) => id).filter((id) => !ordinary.includes(id)),
  ...labs.flatMap(({ id, title }) => [id, title]),
];

/** As `file:line: what`. */
const found = (rooms: readonly string[], pattern: RegExp): string[] =>
  rooms.flatMap(filesIn).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => [...line.matchAll(pattern)].map(([what]) => `${file}:${i + 1}: ${what}`)),
  );

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (words: readonly string[]) => new RegExp([...new Set(words)].map(escaped).join('|'), 'gi');

test('no vendor and no lab is named in the engine', () => {
  expect(found(engineRooms, anyOf(names))).toEqual([]);
});

test('nor does it import a vendor', () => {
  const folders = readdirSync('lib/clouds', { withFileTypes: true }).flatMap((f) => (f.isDirectory() ? [f.name] : []));
  expect(folders).toContain('entra');
  expect(found(engineRooms, new RegExp(`lib/clouds(/(${folders.join('|')})\\b[^']*)?'`, 'g'))).toEqual([]);
});

const topFolders = ['app', 'bench', 'bin', 'components', 'e2e', 'labs', 'lib', 'prisma', 'probe', 'rehearse', 'sandbox'];

/** The folder that a file's relative imports stay in: a folder of lib or labs, or a folder at the top. */
function roomOf(file: string): string {
  const [top = '', second = '', ...rest] = file.split('/');
  return (top === 'lib' || top === 'labs') && rest.length > 0 ? `${top}/${second}` : top;
}

/** The relative imports of a file that leave its room, past the rules of biome.json: those see only what begins with `@/`. */
const leaving = (file: string, text: string): string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((to) => to.startsWith('.') && !`${join(dirname(file), to)}/`.startsWith(`${roomOf(file)}/`));

test('a relative import stays in its room', () => {
  const sources = topFolders.flatMap(filesIn).filter((file) => /\.(ts|tsx|mjs|js)$/.test(file));
  expect(sources.length).toBeGreaterThan(400);
  expect(sources.flatMap((file) => leaving(file, readFileSync(file, 'utf8')).map((to) => `${file}: ${to}`))).toEqual([]);
});

test.each([
  ['lib/lab/run.ts', `import { change } from '../progress/change';`],
  ['lib/lab/run.ts', `import type { InLab } from '../attendee/in-lab';`],
  ['lib/clouds/dss/client.ts', `export { db } from '../../db';`],
  ['lib/db.ts', `export * from '../labs';`],
  ['labs/kit/dss/flow.ts', `const lab = await import('../../databricks-dss/lab');`],
  ['components/step/panel.tsx', `import { pressPanel } from '../../app/(attendee)/w/[workshop]/[step]/actions';`],
  ['sandbox/server.ts', `import { env } from '../lib/env';`],
  ['e2e/story.ts', `import '../sandbox/server';`],
])('%s may not say %s', (file, text) => {
  expect(leaving(file, text)).toHaveLength(1);
});

test.each([
  ['lib/lab/run.ts', `import type { Outcome } from './outcome';`],
  ['lib/clouds/dss/client.ts', `import { UpstreamError } from '../trouble';`],
  ['lib/session.ts', `import { placeOf } from './attendee/place';`],
  ['labs/index.ts', `import lab from './databricks-dss/lab';`],
  ['labs/databricks-dss/steps/create-cluster/step.ts', `import { lab } from '../../vocabulary';`],
  ['labs/databricks-dss/lab.ts', `import { UpstreamError } from '@/lib/clouds/trouble'; // import '../../x'`],
])('%s may say %s', (file, text) => {
  expect(leaving(file, text)).toEqual([]);
});

test('the fixture lab is registered by the tests’ own build alone, and its texts have no mistakes', () => {
  expect(found([...engineRooms, 'labs', 'lib'], /fixture-lab/g).filter((at) => !at.startsWith('labs/house.test.ts'))).toEqual([]);
  expect(readTexts(fixture).size).toBe(6);
});
