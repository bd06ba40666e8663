import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { run } from './command';
import { keptIn, writeWhole } from './kept';

const folder = mkdtempSync(join(tmpdir(), 'guidepost-command-'));
const at = (name: string) => join(folder, name);
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With nothing to ask: no run of these leaves the machine. */
async function ran(): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  try {
    return { code: await run('.', ['--to', folder], { NODE_ENV: 'test' }), said: said.join('\n') };
  } finally {
    log.mockRestore();
  }
}

test.each([
  ['cut off', '{"date": "2026-11-0'],
  ['of another shape', '{"date": "2026-11-01", "findings": []}'],
  ['empty', ''],
])('last answers that are %s are said first, put aside, and not compared with; the exit code says so', async (_, text) => {
  writeFileSync(at('last.json'), text);
  const { code, said } = await ran();
  expect([code, said.indexOf('can’t be read') < said.indexOf('could not tell')]).toEqual([3, true]);
  expect(said).toContain('Nothing is compared this time');
  expect(readFileSync(at('last.broken.json'), 'utf8')).toBe(text);
  expect(readdirSync(folder).sort()).toEqual(['last.broken.json', 'last.json', 'report.md', 'vendor-answers.json']);
  expect((await ran()).code).toBe(0);
});

test('a file that cannot be replaced is left as it was, with nothing beside it', () => {
  mkdirSync(at('taken'));
  writeFileSync(at('taken/x'), 'mine');
  expect(() => writeWhole(at('taken'), 'new')).toThrow();
  expect([readdirSync(folder), readFileSync(at('taken/x'), 'utf8')]).toEqual([['taken'], 'mine']);
  expect([keptIn(at('taken')), keptIn(at('none')), existsSync(at('none'))]).toEqual(['broken', null, false]);
});

test.each([['--bogus'], ['extra'], ['--to']])('what it does not know is answered with how to use it: %s', async (...args) => {
  await expect(run('.', args, { NODE_ENV: 'test' })).rejects.toThrow('Use: npm run probe -- [--to FOLDER]');
});
