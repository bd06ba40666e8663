import { expect, test } from 'vitest';
import { mountsIn, whyIn } from './mount-list';

const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };
const list = JSON.stringify([right]);

test.each([
  ['what the snippet prints', { resultType: 'text', data: list }, [right]],
  ['with a prompt before it', { resultType: 'text', data: `Out[1]: ${list}` }, [right]],
  ['with a warning before it', { resultType: 'text', data: `[WARN] slow start\nDeprecationWarning: old\n${list}\n` }, [right]],
  ['a cluster without any', { resultType: 'text', data: '[]' }, []],
  ['an error', { resultType: 'error', data: null }, null],
  ['something else', { resultType: 'text', data: 'hello' }, null],
  ['a list of something else', { resultType: 'text', data: '[1]' }, null],
  ['half of a list', { resultType: 'text', data: list.slice(0, -3) }, null],
  ['a table', { resultType: 'table', data: [[1]] }, null],
  ['nothing', null, null],
])('mounts out of %s', (_, results, mounts) => {
  expect(mountsIn(results)).toEqual(mounts);
});

test.each([
  ['a page’s summary', { resultType: 'error', summary: '<span class="ansi-red-fg">Py4JError</span>: no' }, 'Py4JError: no'],
  ['a terminal’s cause', { resultType: 'error', cause: '\n\u001b[0;31mNameError\u001b[0m: x\nmore' }, 'NameError: x'],
  ['a text that is no list', { resultType: 'text', data: 'hello' }, 'hello'],
  ['a long one', { resultType: 'error', summary: 'x'.repeat(100_000) }, 'x'.repeat(300)],
  ['none', { resultType: 'error' }, 'no answer'],
  ['nothing at all', null, 'no answer'],
])('why there is no list, from %s', (_, results, said) => {
  expect(whyIn(results)).toBe(said);
});
