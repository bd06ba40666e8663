import { expect, test } from 'vitest';
import { forgetSecrets, secretKey } from './tab-secrets';

const origin = 'https://tea.example';

/** A tab's storage that holds these keys. */
function tab(...keys: string[]): { storage: Storage; left: () => string[] } {
  const held = new Map(keys.map((key) => [key, 'secret']));
  const storage: Storage = {
    get length() {
      return held.size;
    },
    key: (i) => [...held.keys()][i] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, text) => void held.set(key, text),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
  return { storage, left: () => [...held.keys()] };
}

test('two people who type the same secret into a tab have one each', () => {
  expect(secretKey('ada', 'tuesday', 'clientSecret', undefined)).not.toBe(secretKey('bo', 'tuesday', 'clientSecret', undefined));
  expect(secretKey('ada', 'tuesday', 'teaKey', origin)).not.toBe(secretKey('bo', 'tuesday', 'teaKey', origin));
});

test('whoever is signed in now keeps their secrets of every workshop; other people’s go', () => {
  const mine = [secretKey('bo', 'tuesday', 'clientSecret', undefined), secretKey('bo', 'friday', 'teaKey', origin)];
  const others = [secretKey('ada', 'tuesday', 'clientSecret', undefined), secretKey('bob', 'tuesday', 'clientSecret', undefined)];
  const { storage, left } = tab(...others, ...mine, 'guidepost tuesday clientSecret', 'not ours');
  forgetSecrets(storage, 'bo');
  expect(left()).toEqual([...mine, 'not ours']);
});

test('after the session nobody has any', () => {
  const { storage, left } = tab(
    secretKey('ada', 'tuesday', 'clientSecret', undefined),
    secretKey('ada', 'friday', 'teaKey', origin),
    'not ours',
  );
  forgetSecrets(storage, null);
  expect(left()).toEqual(['not ours']);
});
