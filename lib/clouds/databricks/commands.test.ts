import { expect, test } from 'vitest';
import { parseMounts } from './commands';

const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };

test.each([
  ['what the snippet prints', { resultType: 'text', data: JSON.stringify([right]) }, [right]],
  ['with a prompt before it', { resultType: 'text', data: `Out[1]: ${JSON.stringify([right])}` }, [right]],
  ['an error', { resultType: 'error', data: null }, null],
  ['something else', { resultType: 'text', data: 'hello' }, null],
  ['nothing', null, null],
])('mounts out of %s', (_, results, mounts) => {
  expect(parseMounts(results)).toEqual(mounts);
});
