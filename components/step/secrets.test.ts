import { expect, test } from 'vitest';
import { isAskedFor } from './secrets';

const key = { label: 'Your personal DSS API key' };

test.each([
  ['a remedy asks for it', 'DSS does not know you yet. Enter your personal DSS API key in the panel, which proves it.', true],
  ['trouble says that a check needs it', 'This check needs your personal DSS API key: your account is an administrator’s.', true],
  ['nothing was said', ' ', false],
  ['another key is meant', 'DSS rejected the API key.', false],
])('a secret that the workshop’s key makes unnecessary is asked for where %s', (_, said, isAsked) => {
  expect(isAskedFor(key, said)).toBe(isAsked);
});
