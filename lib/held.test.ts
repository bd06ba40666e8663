import { expect, test } from 'vitest';
import { Held } from './held';

const counted = (answers: (string | Error)[]) => {
  let asked = 0;
  const ask = async () => {
    const answer = answers[asked++];
    if (answer instanceof Error) throw answer;
    return answer ?? 'nothing';
  };
  return { ask, asked: () => asked };
};

test('whoever asks meanwhile gets what is there or under way', async () => {
  const held = new Held<string>(60_000);
  const { ask, asked } = counted(['first', 'second']);
  expect(await Promise.all([held.get('ada', ask), held.get('ada', ask)])).toEqual(['first', 'first']);
  expect(await held.get('ada', ask)).toBe('first');
  expect(asked()).toBe(1);
  expect(await held.get('bo', ask)).toBe('second');
});

test('a failed answer is told to those who wait, and not kept', async () => {
  const held = new Held<string>(60_000);
  const { ask } = counted([new Error('away'), 'back']);
  const both = await Promise.allSettled([held.get('ada', ask), held.get('ada', ask)]);
  expect(both.map((b) => b.status)).toEqual(['rejected', 'rejected']);
  expect(await held.get('ada', ask)).toBe('back');
});

test('one that fails late does not take a newer one with it', async () => {
  const held = new Held<string>(60_000);
  const late = Promise.withResolvers<string>();
  const first = held.get('ada', () => late.promise);
  await held.renew('ada', async () => 'newer');
  late.reject(new Error('late'));
  await expect(first).rejects.toThrow('late');
  expect(await held.get('ada', async () => 'asked again')).toBe('newer');
});

test('what is held for somebody is forgotten, and nobody else’s', async () => {
  const held = new Held<string>(60_000);
  for (const key of ['ada one', 'ada two', 'adam one']) await held.get(key, async () => 'old');
  held.forgetFrom('ada ');
  expect(await Promise.all(['ada one', 'ada two', 'adam one'].map((key) => held.get(key, async () => 'new')))).toEqual([
    'new',
    'new',
    'old',
  ]);
});
