import { expect, test } from 'vitest';
import { env } from '@/lib/env';
import { onward } from './onward';

const portal = new URL(env().NEXTAUTH_URL).origin;

test.each([
  ['a failed callback', `${portal}/api/auth/error?error=OAuthCallback`, `${portal}/sign-in/problem?error=OAuthCallback`],
  ['one that we refuse', `${portal}/api/auth/error?error=AccessDenied`, `${portal}/sign-in/problem?error=AccessDenied`],
  ['a sign-in that did not begin', `${portal}/api/auth/signin?error=OAuthSignin`, `${portal}/sign-in/problem?error=OAuthSignin`],
  ['a failure without a name', `${portal}/api/auth/error`, `${portal}/sign-in/problem`],
])('%s leads to the page for it, not to a route that does not exist', (_, location, page) => {
  expect(onward(location)).toBe(page);
});

test.each([
  `${portal}/w/practice/create-workspace?x=1`,
  `${portal}/sign-in/problem?error=WrongTenant`,
  'https://login.microsoftonline.com/tenant/oauth2/v2.0/authorize?scope=openid',
  'https://elsewhere.example/api/auth/error?error=x',
])('%s stays', (location) => {
  expect(onward(location)).toBe(location);
});
