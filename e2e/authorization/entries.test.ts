import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entriesIn, entriesOf } from './entries';
import { entriesWithRows } from './table';

test('every page, route and action has its row in the authorization table, and no row is about something that is gone', () => {
  const rows = entriesWithRows();
  const entries = entriesIn(process.cwd());
  expect(entries.filter((e) => !rows.has(e))).toEqual([]);
  expect([...rows].filter((e) => !entries.includes(e))).toEqual([]);
});

test.each([
  ['app/(attendee)/w/[workshop]/page.tsx', 'export default function Page() {}', ['page /w/[workshop]']],
  ['app/page.tsx', '', ['page /']],
  ['app/api/health/route.ts', 'export async function GET() {}\nexport const POST = 1;', ['GET /api/health', 'POST /api/health']],
  ['app/api/auth/route.ts', 'export { handle as GET, handle as POST };', ['GET /api/auth', 'POST /api/auth']],
  ['app/x/actions.ts', "'use server';\nexport type A = 1;\nexport async function go() {}", ['action app/x/actions.ts go']],
  ['app/x/in-lab.ts', 'export const a = 1;', []],
])('what %s lets in is seen', (path, text, entries) => {
  expect(entriesOf(path, text)).toEqual(entries);
});

test('an export that cannot be read is no entry overlooked', () => {
  expect(() => entriesOf('app/x/actions.ts', "'use server';\nexport * from './more';")).toThrow('app/x/actions.ts exports');
  expect(() => entriesOf('app/x/route.ts', 'export const { GET } = handlers;')).toThrow('app/x/route.ts exports');
});

test('server actions are in separate files in app', () => {
  const elsewhere = globSync('{app,components,lib,labs}/**/*.{ts,tsx}').filter((path) => {
    const text = readFileSync(path, 'utf8');
    return /^\s*(['"])use server\1/m.test(text) && !(path.startsWith('app/') && /^(['"])use server\1/.test(text));
  });
  expect(elsewhere).toEqual([]);
});
