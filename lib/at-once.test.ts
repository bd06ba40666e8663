import { expect, test } from 'vitest';
import { AtOnce } from './at-once';

test('who asks in the same turn shares one answer, of each key', async () => {
  const once = new AtOnce<number>();
  let asked = 0;
  const ask = async () => ++asked;
  expect(await Promise.all([once.get('a', ask), once.get('a', ask), once.get('b', ask)])).toEqual([1, 1, 2]);
});

test('nothing is kept: whoever asks later, or while the question is under way, asks again', async () => {
  const once = new AtOnce<number>();
  let asked = 0;
  const begun = Promise.withResolvers<number>();
  const slow = () => begun.promise;
  const first = once.get('a', slow);
  await new Promise((done) => setImmediate(done));
  const second = once.get('a', async () => ++asked);
  expect(await second).toBe(1);
  begun.resolve(2);
  expect(await first).toBe(2);
});

test('a failure is everybody’s who asked, and nobody’s later', async () => {
  const once = new AtOnce<number>();
  const fails = () => Promise.reject(new Error('away'));
  const both = await Promise.allSettled([once.get('a', fails), once.get('a', fails)]);
  expect(both.map((b) => b.status)).toEqual(['rejected', 'rejected']);
  expect(await once.get('a', async () => 7)).toBe(7);
});
