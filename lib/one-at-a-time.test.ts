import { beforeEach, expect, test } from 'vitest';
import { OneAtATime } from './one-at-a-time';

let begun: { key: string; done: (value: string) => void; fail: (error: Error) => void }[];
let plans: OneAtATime<string>;
const ask = (key: string) => plans.get(key, () => new Promise<string>((done, fail) => begun.push({ key, done, fail })));
/** Everything that is due has happened. */
const settled = () => new Promise<void>((done) => setImmediate(done));

beforeEach(() => {
  begun = [];
  plans = new OneAtATime();
});

test('whoever asks meanwhile gets the next one, all of them the same, and it begins when the first is over', async () => {
  const [first, second, third] = [ask('a'), ask('a'), ask('a')];
  await settled();
  expect(begun).toHaveLength(1);
  begun[0]?.done('one');
  expect(await first).toBe('one');
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.done('two');
  expect(await Promise.all([second, third])).toEqual(['two', 'two']);
});

test('a third begins for whoever asks while the second is made', async () => {
  const [, second] = [ask('a'), ask('a')];
  begun[0]?.done('one');
  await settled();
  const third = ask('a');
  begun[1]?.done('two');
  await settled();
  begun[2]?.done('three');
  expect(await Promise.all([second, third])).toEqual(['two', 'three']);
});

test('one that fails ends for those who asked for it, and the next is made', async () => {
  const [first, second] = [ask('a'), ask('a')];
  begun[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await settled();
  begun[1]?.done('two');
  expect(await second).toBe('two');
  void ask('a');
  expect(begun).toHaveLength(3);
});

test('another key waits for nobody', () => {
  void ask('a');
  void ask('b');
  expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
});
