import { expect, test } from 'vitest';
import { codeIn } from './cause';

test.each<[string | null, string | null]>([
  [null, null],
  ['', null],
  ['OAuth2 token request failed: AADSTS7000215: Invalid client secret', 'AADSTS7000215'],
  ['[JDBC](500593) HTTP Response code: 403, Error message: no', 'HTTP Response code: 403'],
  ['HTTP 404', 'HTTP 404'],
  ['PERMISSION_DENIED: no access', 'PERMISSION_DENIED'],
  ['error_code=INSUFFICIENT_PERMISSIONS, said', 'INSUFFICIENT_PERMISSIONS'],
  ['14.3 LTS ML', null],
  ['the lid is open', null],
  ['HTTP is not a code', null],
  [`${'x '.repeat(200)}AADSTS7000215`, null],
])('in %j the code is %j', (said, code) => {
  expect(codeIn(said)).toBe(code);
});
