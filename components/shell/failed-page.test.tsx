import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FailedWords } from './failed-page';
import GlobalFailed from './global-failed';

const read = (isDatabase: boolean) => renderToStaticMarkup(<FailedWords isDatabase={isDatabase} digest="123" again={() => undefined} />);

test('a page that failed names the database where that is the cause, and goes on by itself; else it says that something went wrong', () => {
  expect(read(true)).toContain('Guidepost’s database isn’t answering');
  expect(read(true)).toContain('continues by itself');
  expect(read(true)).not.toContain('went wrong');
  expect(read(false)).toContain('Something went wrong');
  expect(read(true)).toContain('It’s us, not you');
  expect(read(false)).toContain('It’s not your fault');
});

test('where the layout failed, the page brings what it has from there otherwise: title, width and styles', () => {
  const html = renderToStaticMarkup(<GlobalFailed error={new Error('layout')} />);
  expect(html).toContain('<title>Something went wrong · Guidepost</title>');
  expect(html).toContain('name="viewport" content="width=device-width, initial-scale=1"');
  const styles = /^import '\.\/globals\.css'/m;
  for (const page of ['layout', 'global-error']) expect(readFileSync(`app/${page}.tsx`, 'utf8')).toMatch(styles);
});
