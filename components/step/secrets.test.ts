import { expect, test } from 'vitest';
import { isAskedFor } from './secrets';

const key = { label: 'Your personal lamp key' };

test.each([
  ['a remedy asks for it', 'The harbor does not know you yet. Enter your personal lamp key in the panel, which proves it.', true],
  ['trouble says that a check needs it', 'This check needs your personal lamp key: your account is an administrator’s.', true],
  ['nothing was said', ' ', false],
  ['another key is meant', 'The harbor rejected the lamp key.', false],
])('a secret that the workshop’s key makes unnecessary is asked for where %s', (_, said, isAsked) => {
  expect(isAskedFor(key, said)).toBe(isAsked);
});
