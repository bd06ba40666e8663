import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
/** Folders whose classes only facilitators' pages have, as globals.css names them. */
const rooms = [...read('app/globals.css').matchAll(/^@source not "\.\.\/([\w/]+)";$/gm)].map(([, room = '']) => room);

test('pages of attendees use nothing whose classes their styles leave out', () => {
  expect(rooms).toContain('components/board');
  const files = globSync('{app,components}/**/*.{ts,tsx}', { cwd: root, exclude: rooms });
  expect(files).toContain('app/layout.tsx');
  expect(files).not.toContain('app/facilitate/layout.tsx');
  const used = files.flatMap((file) =>
    [...read(file).matchAll(/ from '@\/([^']+)'/g)]
      .filter(([, from = '']) => rooms.some((room) => from.startsWith(`${room}/`)) && existsSync(join(root, `${from}.tsx`)))
      .map(([, from]) => `${file} uses ${from}`),
  );
  expect(used).toEqual([]);
});

test('facilitators’ pages leave out no class', () => {
  const styles = read('app/facilitate/styles.css');
  expect(styles).toContain('@source "..";');
  expect(styles).toContain('@source "../../components";');
  expect(styles).not.toContain('@source not "');
});
