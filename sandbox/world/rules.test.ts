import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presets } from './rules.ts';

const document = readFileSync(new URL('../../docs/practice-cloud.md', import.meta.url), 'utf8');

/** The table's rows: the switches that a row is about, and what each world has of them. */
const rows = document
  .split('\n')
  .filter((line) => /^\| `\w+`/.test(line) && line.split('|').length === 7)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, names = '', kind = '', strict = '', unprepared = '']) => ({
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    cells: { kind, strict, unprepared },
  }));

test('the documentation has each switch of strictness, once', () => {
  expect(rows.flatMap(({ names }) => names).sort()).toEqual(Object.keys(presets.kind).sort());
});

const written = (value: unknown): RegExp => {
  if (typeof value === 'boolean') return value ? /^on$/ : /^off$/;
  if (Array.isArray(value)) return value.length > 0 ? /^(?!none).+/ : /^none$/;
  return new RegExp(`^${String(value)}$`);
};
test.each(rows.map(({ names, cells }) => [names.join(', '), names, cells] as const))(
  'it has %s as each world has it',
  (_, names, cells) => {
    for (const [world, cell] of Object.entries(cells)) {
      const had = names.map((name) => Object.entries(presets[world as keyof typeof presets]).find(([known]) => known === name)?.[1]); // a preset's name
      const parts = cell.split(', ');
      if (names.length === 1) expect([world, cell]).toEqual([world, expect.stringMatching(written(had[0]))]);
      else for (const [i, value] of had.entries()) expect([world, parts[i] ?? parts[0]]).toEqual([world, String(value)]);
    }
  },
);
