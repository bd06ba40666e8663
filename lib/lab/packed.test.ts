import { describe, expect, test } from 'vitest';
import { Packed, unpack } from './packed';

function packed(value: unknown, mostBytes = 10_000): string {
  const pack = new Packed(mostBytes);
  expect(pack.add(value)).toBeNull();
  return pack.text();
}
const shared = { id: 'a' };
const circle: Record<string, unknown> = { name: 'round' };
circle['self'] = circle;

describe('what is packed comes out as it was', () => {
  test.each<[string, unknown]>([
    ['text', 'a “b” \\ \n \u0000 \ud800 ☃'],
    ['an empty text', ''],
    ['numbers', [0, -0, 1.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ['big integers', [0n, -12345678901234567890n]],
    ['the same number in two types', [1, 1n, '1', true]],
    ['nothing', [null, undefined]],
    ['a property that is undefined', { me: undefined, state: null }],
    ['dates', [new Date(0), new Date('2026-11-26T10:12:00.001Z'), new Date(Number.NaN)]],
    [
      'maps',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ key: true }, new Map([[undefined, null]])],
      ]),
    ],
    ['sets', new Set([1, 'a', { b: undefined }])],
    ['lists in lists', [[], [[]], [['undefined']], ['number', 'NaN'], ['date', 0]]],
    ['lists that begin with a text', [['map', 1], ['', ''], ['set'], [''], ['bigint', '1']]],
    ['long texts, and lists of numbers', ['x'.repeat(100), 'x'.repeat(100), [1, 2, 3], [[4]], ['7']]],
    ['a key that is special', JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": 1}')],
    ['a circle', circle],
  ])('%s', (_, value) => {
    expect(unpack(packed(value))).toStrictEqual(value);
  });

  test('in the order of its keys', () => {
    const back = unpack(packed({ zebra: 1, ant: 2, bee: 3 })) as object;
    expect(Object.keys(back)).toEqual(['zebra', 'ant', 'bee']);
  });
  test('and what is shared is shared, and written once', () => {
    const back = unpack(packed([shared, { again: shared }])) as [object, { again: object }];
    expect(back[1].again).toBe(back[0]);
    expect(packed(Array.from({ length: 50 }, () => shared)).length).toBeLessThan(packed(shared).length + 50 * 2 + 10);
  });
  test('no prototype is touched', () => {
    unpack(packed(JSON.parse('{"__proto__": {"isAdmin": true}}')));
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});

describe('what is more than data is refused', () => {
  class Special {}
  test.each<[string, unknown]>([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an error', new Error('x')],
    ['the headers of an answer', new Headers({ 'set-cookie': 'a=b' })],
    ['bytes', new Uint8Array([1])],
    ['an object of a class', new Special()],
    ['a promise', Promise.resolve(1)],
    ['something nested without end', Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], 1)],
  ])('%s', (_, value) => {
    expect(new Packed(10_000).add({ deep: [value] })).toBe('not-plain');
  });
});

describe('its length', () => {
  test.each([
    ['one long text', 'x'.repeat(20_000)],
    ['many short ones', Array.from({ length: 5000 }, (_, i) => `n${i}`)],
    ['wide characters, counted in bytes', '☃'.repeat(400)],
  ])('is bounded: %s', (_, value) => {
    expect(new Packed(1000).add(value)).toBe('too-long');
  });
  test('is never passed', () => {
    const pack = new Packed(300);
    for (let i = 0; i < 50; i++) pack.add({ [`name ${i}`]: `value ${i}` });
    expect(Buffer.byteLength(pack.text())).toBeLessThanOrEqual(300);
  });
  test('what has no room leaves nothing behind, and something smaller still goes in', () => {
    const pack = new Packed(200);
    expect(pack.add({ a: 'short' })).toBeNull();
    const before = pack.text();
    expect(pack.add([shared, 'x'.repeat(500)])).toBe('too-long');
    expect(pack.text()).toBe(before);
    expect(pack.add([shared, 'y'])).toBeNull();
    expect(unpack(pack.text())).toEqual([shared, 'y']);
  });
});

test.each(['', 'null', '{}', '[]', '[0]', '[0,["map",7,8]]', '[0,[5,6]]'])('%o is nothing that was packed', (text) => {
  expect(() => unpack(text)).toThrow();
});
