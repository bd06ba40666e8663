import { expect, test } from 'vitest';
import { mostBytes, noting, packAnswers, unpackAnswers } from './answers';
import type { Check } from './check';
import { pass } from './outcome';

const check = (id: string, needs: string[] = []): Check => ({
  id,
  title: id,
  needs,
  uses: ['color'],
  learns: [],
  carriesOn: false,
  ask: async () => null,
  judge: () => pass('Fine.'),
  learn: () => ({}),
});
const checks = [check('a', ['leaf']), check('b', ['cup']), check('c')];
const known = { leaf: 'sencha', cup: 'blue', pot: 'iron', track: 'all' };
const packed = (judged: [string, unknown][], used?: string[]) => packAnswers(checks, new Map(judged), known, new Set(used));
const back = (judged: [string, unknown][], used?: string[]) => unpackAnswers(packed(judged, used));

test('of what is known only that is kept which the checks use that have judged, and the track', () => {
  expect(back([['a', { at: 1 }]])).toEqual({
    known: { leaf: 'sencha', track: 'all' },
    judged: new Map([['a', { at: 1 }]]),
    notKept: new Map(),
  });
});

test('an answer of undefined or null is an answer', () => {
  expect(
    back([
      ['a', undefined],
      ['b', null],
    ])?.judged,
  ).toEqual(
    new Map([
      ['a', undefined],
      ['b', null],
    ]),
  );
});

test('where no check judged anything, nothing is kept', () => {
  expect(packed([])).toBeUndefined();
});

test('an answer that has no room, or is more than data, is told and left out; the others are kept', () => {
  const huge = Array.from({ length: 5000 }, (_, i) => ({ id: `cluster-${i}` }));
  const found = back([
    ['a', huge],
    ['b', 'small'],
    ['c', new Headers()],
  ]);
  expect(found?.judged).toEqual(new Map([['b', 'small']]));
  expect(found?.notKept).toEqual(
    new Map([
      ['a', 'too-long'],
      ['c', 'not-plain'],
    ]),
  );
});

test('an attempt takes no more than its bytes, whatever was read', () => {
  const wide = Array.from({ length: 60 }, (_, i) => [`check ${i}`, '☃'.repeat(300) + i] as [string, unknown]);
  const text = packAnswers(checks, new Map(wide), { track: 'x'.repeat(100_000) });
  for (const one of [text, packed(wide)]) expect(Buffer.byteLength(one ?? '')).toBeLessThanOrEqual(mostBytes);
  expect(unpackAnswers(text)?.judged.size).toBe(0);
});

test('what many checks share is written once', () => {
  const list = Array.from({ length: 100 }, (_, i) => ({ id: i, name: `a rather long name ${i}` }));
  const one = packed([['a', { list }]]) ?? '';
  expect(
    packed([
      ['a', { list }],
      ['b', { list }],
      ['c', { list, first: list[0] }],
    ])?.length,
  ).toBeLessThan(one.length + 200);
});

test('where a token or a key of the run is among the answers, none is kept, and that is told', () => {
  const found = back(
    [
      ['a', 'the-token-of-the-run'],
      ['b', 'fine'],
    ],
    ['the-token-of-the-run'],
  );
  expect(found).toEqual({
    known: {},
    judged: new Map(),
    notKept: new Map([
      ['a', 'secret'],
      ['b', 'secret'],
    ]),
  });
});
test('nor where something reads like a secret', () => {
  expect(packed([['a', 'https://pia:hunter2@pypi.example/simple']])).not.toContain('hunter2');
});

test.each([null, undefined, 7, {}, '[0,"x"]', '[0,{"version":1},2]'])('%o is nothing that was kept', (stored) => {
  expect(unpackAnswers(stored)).toBeNull();
});

test('tokens and keys are noted when they are handed out', async () => {
  const used = new Set<string>();
  const access = noting(
    { tokenFor: async (scope) => `token for ${scope}`, credentialFor: async () => ({ origin: 'o', key: 'k', whose: 'workshop' }) },
    used,
  );
  expect(await access.tokenFor('storage')).toBe('token for storage');
  expect(await access.credentialFor?.('tea')).toMatchObject({ key: 'k' });
  expect(await noting({ tokenFor: async () => '' }, used).credentialFor?.('tea')).toBeNull();
  expect([...used]).toEqual(['token for storage', 'k']);
});
