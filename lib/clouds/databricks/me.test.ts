import { expect, test } from 'vitest';
import { isMe, Me } from './me';

const me = { id: '4566812440727830', userName: 'Ada@Partner.example' };

test.each([
  ['ada@partner.example', true],
  ['ADA@PARTNER.EXAMPLE', true],
  ['4566812440727830', true],
  ['ada_partner.example#EXT#@practice.example', false],
  ['bo@practice.example', false],
  ['', false],
  [null, false],
  [undefined, false],
])('%s is me: %s', (name, is) => {
  expect(isMe(me, name)).toBe(is);
});

test('without an id nobody is me by one', () => {
  const nameless = Me.parse({ userName: 'ada@x' });
  expect(nameless).toEqual({ id: '', userName: 'ada@x' });
  expect(isMe(nameless, '')).toBe(false);
});
