import { globSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RoomLinks } from './room-links';

const pages = globSync('app/facilitate/[[]workshop[]]/**/page.tsx');

test('every page of a workshop has the links to the others', () => {
  expect(pages.length).toBeGreaterThan(6);
  for (const page of pages) expect([page, /<Room(Links|Head) /.test(readFileSync(page, 'utf8'))]).toEqual([page, true]);
});

test('every page of a workshop that is about all of it is among the links', () => {
  const html = renderToStaticMarkup(<RoomLinks slug="tuesday" here="/replay" />);
  const whole = pages.map((page) => page.replaceAll('\\', '/').slice('app/facilitate/[workshop]'.length, -'/page.tsx'.length));
  for (const path of whole.filter((path) => !path.includes('['))) expect(html).toContain(`href="/facilitate/tuesday${path}"`);
  expect(html).toContain('href="/facilitate/tuesday/replay" aria-current="page"');
  expect(renderToStaticMarkup(<RoomLinks slug="tuesday" here={null} />)).not.toContain('aria-current');
});
