import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [k1, k2] = [key('k1'), key('k2')];

test('what was sealed opens, for its own row only', () => {
  const sealed = seal('tokens', 'row-a', [k1]);
  expect(unseal(sealed, 'row-a', [k1])).toBe('tokens');
  expect(unseal(sealed, 'row-b', [k1])).toBeNull();
});

test('the same words are sealed differently each time, and never lie in clear', () => {
  const [a, b] = [seal('refresh-token', 'row', [k1]), seal('refresh-token', 'row', [k1])];
  expect(a.sealed.equals(b.sealed)).toBe(false);
  expect(a.sealed.includes('refresh-token')).toBe(false);
});

test('after a rotation the old key still opens, and the new one seals', () => {
  const old = seal('tokens', 'row', [k1]);
  expect(unseal(old, 'row', [k2, k1])).toBe('tokens');
  expect(seal('tokens', 'row', [k2, k1]).keyId).toBe('k2');
});

test('a lost key or a changed byte is as good as nothing', () => {
  const sealed = seal('tokens', 'row', [k1]);
  expect(unseal(sealed, 'row', [k2])).toBeNull();
  const changed = Buffer.from(sealed.sealed);
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30);
  expect(unseal({ keyId: 'k1', sealed: changed }, 'row', [k1])).toBeNull();
});
