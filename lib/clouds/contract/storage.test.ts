import { afterAll, expect, test, vi } from 'vitest';
import { Run } from '../http';
import { storage } from '../storage';
import { access, answering, troubleOf } from './answering';
import { answers, refusals } from './storage';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const list = () =>
  storage
    .client(
      new Run(access, { deadlineMs: 2000 }),
      [],
    )('account')
    .list('box', 'dir');

test('a directory’s paths, as the official client’s tests recorded them', async () => {
  server.answer(() => answers[0] ?? { body: '' });
  expect(await list()).toEqual([
    { name: 'dirname', isDirectory: true },
    { name: 'file', isDirectory: false },
  ]);
});

test('a list of several pages is read to its end', async () => {
  const page = (name: string, next = '') => ({ body: { paths: [{ name }] }, headers: { 'x-ms-continuation': next } });
  server.answer(() => (server.asked.length === 1 ? page('a', 'b+c==') : page('b')));
  expect(await list()).toMatchObject([{ name: 'a' }, { name: 'b' }]);
  expect(server.asked[1]?.query).toContain('continuation=b%2Bc%3D%3D');
});

test.each(refusals)('a refusal: $status, $means ($source)', async ({ means: { words, ...means }, ...spoken }) => {
  server.answer(() => spoken);
  if (means.trouble === 'absent') return expect(await list()).toBeNull();
  if (means.trouble === 'denied') return expect(await list()).toBe('denied');
  const detail = await troubleOf(list());
  expect(detail).toMatchObject({ cloud: 'Azure Storage', status: spoken.status, ...means });
  if (words) expect(detail.words?.message).toMatch(words);
});
