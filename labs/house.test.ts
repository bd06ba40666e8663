import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import fixture from '@/e2e/fixture-lab/lab';
import * as clouds from '@/lib/clouds';
import type { Cloud } from '@/lib/clouds/cloud';
import { readTexts } from '@/lib/lab/texts';
import { allLabs } from '.';

/** The rooms that know no vendor and no lab, their tests included. */
const engine = ['lib/lab', 'lib/attendee', 'lib/progress', 'components', 'app', 'prisma'];
/** The portal itself signs people in with Entra ID; `storage` is an ordinary word. Importing either is found below. */
const ordinary = ['entra', 'storage'];

const products = ['azure', 'databricks', 'dss', 'dataiku', 'adls', 'mlflow', 'dbfs', 'unity catalog'];
const vendors: Cloud[] = Object.values(clouds);
const labs = [...allLabs(), fixture];
const names = [
  ...products,
  ...[...vendors, ...labs.flatMap((lab) => Object.values(lab.clouds))].map(({ id }) => id).filter((id) => !ordinary.includes(id)),
  ...labs.flatMap(({ id, title }) => [id, title]),
];

const filesIn = (room: string): string[] =>
  readdirSync(room, { recursive: true, withFileTypes: true }).flatMap((f) => (f.isFile() ? [join(f.parentPath, f.name)] : []));

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
  expect(found(engine, anyOf(names))).toEqual([]);
});

test('nor does it import a vendor', () => {
  const folders = readdirSync('lib/clouds', { withFileTypes: true }).flatMap((f) => (f.isDirectory() ? [f.name] : []));
  expect(folders).toContain('entra');
  expect(found(engine, new RegExp(`lib/clouds(/(${folders.join('|')})\\b[^']*)?'`, 'g'))).toEqual([]);
});

test('the fixture lab is registered by the tests’ own build alone, and its texts have no mistakes', () => {
  expect(found([...engine, 'labs', 'lib'], /fixture-lab/g).filter((at) => !at.startsWith('labs/house.test.ts'))).toEqual([]);
  expect(readTexts(fixture).size).toBe(6);
});
