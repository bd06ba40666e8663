import { expect, test } from 'vitest';
import { byOthers } from './made-by';

test.each([
  ['This', ['bo@x'], 'This was made by someone else (bo@x).'],
  ['This', [''], 'This was made by someone else.'],
  ['These', ['bo@x', 'bo@x'], 'These were made by others (bo@x).'],
  ['These', ['a', 'b', '', 'c', 'd'], 'These were made by others (a, b, c and others).'],
])('%s of %o', (what, makers, sentence) => {
  expect(byOthers(what, makers)).toBe(sentence);
});
