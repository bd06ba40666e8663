import { expect, test } from 'vitest';
import { refusedCaller } from './caller.ts';

const console_ = { host: 'portal.azure.com', path: '/', way: 'direct' } as const;
const proxied = { host: 'portal.azure.com', path: '/', way: 'proxy' } as const;
const said = (
  method: string,
  host: string | undefined,
  origin: string | undefined,
  target: Parameters<typeof refusedCaller>[1],
  from = '127.0.0.1',
) =>
  refusedCaller({ method, headers: { ...(host ? { host } : {}), ...(origin ? { origin } : {}) }, socket: { remoteAddress: from } }, target);

const here = 'localhost:4010';

test.each([
  ['a test', 'POST', here, undefined, null],
  ['the page of controls', 'POST', here, 'http://localhost:4010', null],
  ['somebody with an address in place of a name', 'GET', '127.0.0.1:4010', undefined, null],
  ['somebody with the newer address', 'GET', '[::1]:4010', undefined, null],
  ['a console’s own form', 'POST', here, 'http://localhost:4010', console_],
  ['a link from the portal', 'GET', here, undefined, console_],
  ['a script of the portal that reads', 'GET', here, 'http://localhost:3000', console_],
  ['an official client through the proxy', 'POST', 'portal.azure.com', undefined, proxied],
  ['a browser through the proxy', 'POST', 'portal.azure.com', 'https://portal.azure.com', proxied],
])('%s is served', (_, method, host, origin, target) => {
  expect(said(method, host, origin, target)).toBeNull();
});

test.each([
  ['a name that was made to lead here', 'GET', 'evil.example:4010', undefined, null],
  ['the same, with its own origin', 'POST', 'evil.example:4010', 'http://evil.example:4010', null],
  ['the same, at a console', 'GET', 'evil.example:4010', undefined, console_],
  ['a name that only begins like ours', 'GET', 'localhost.evil.example', undefined, null],
  ['a name that is an address elsewhere', 'GET', '127.0.0.1.nip.io', undefined, console_],
  ['no name at all', 'GET', undefined, undefined, null],
  ['a page of another origin, at the controls', 'POST', here, 'https://evil.example', null],
  ['a page of another port, at the controls', 'GET', here, 'http://localhost:3000', null],
  ['a page without an origin, at the controls', 'POST', here, 'null', null],
  ['a page of another origin, at a console', 'POST', here, 'https://evil.example', console_],
  ['a page without an origin, at a console', 'POST', here, 'null', console_],
  ['a page of another origin, through the proxy', 'POST', 'portal.azure.com', 'https://evil.example', proxied],
])('%s is refused', (_, method, host, origin, target) => {
  expect(said(method, host, origin, target)).toEqual(expect.any(String));
});

test('another machine steers nothing', () => {
  expect(said('GET', here, undefined, null, '192.0.2.7')).toBe('Only from this machine.');
});
