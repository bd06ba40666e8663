import { expect, test } from 'vitest';
import { isOutdated } from './closed-list';

const ids = (text: string) => [...text].map((id) => ({ id }));

test.each<[string, boolean, string, string, string]>([
  ['as it was read', false, 'c', 'ab', 'ab'],
  ['somebody has asked since', false, 'c', 'ab', 'abd'],
  ['one was closed since', true, 'c', 'ab', 'b'],
  ['one was closed before it was read, and after the queue was', false, 'ca', 'ab', 'b'],
  ['one was opened again', true, 'c', 'ab', 'abc'],
  ['the last one was closed', true, '', 'a', ''],
  ['nobody asks for anything', false, '', '', ''],
])('a list of closed requests is outdated: %s, %s', (_, outdated, closed, open, now) => {
  expect(isOutdated(ids(closed), ids(open), ids(now))).toBe(outdated);
});
