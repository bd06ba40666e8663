// MSAL, and what it is answered, over HTTP: a server of the test's own stands in for Entra ID.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { UpstreamError } from '@/lib/clouds/trouble';

const entra = vi.hoisted(() => ({ origin: '', cache: '' }));
vi.mock('@/lib/clouds/address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${entra.origin}/`) }));
vi.mock('@/lib/db', () => ({
  db: () => ({ tokenCache: { findUnique: async () => ({ sealed: true }), updateMany: async () => undefined } }),
}));
vi.mock('@/lib/seal', () => ({ unseal: () => entra.cache, seal: () => ({ keyId: 'k', sealed: Buffer.alloc(0) }) }));
vi.mock('@/lib/env', () => ({
  hasProxy: () => false,
  env: () => ({ ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: client, ENTRA_CLIENT_SECRET: 'a secret value', SEAL_KEYS: [] }),
}));
vi.mock('@/lib/log', () => ({ log: () => ({ error: () => undefined }) }));
const { tokensOf, forgetTokens } = await import('./tokens');
const { challengeOf, forgetChallenge } = await import('./challenge');

const tenant = '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803';
const client = '0d4c9a7e-6b21-4f85-a3d0-92e7f15c8b64';
const home = 'uid.utid';
const account = { home_account_id: home, environment: 'login.microsoftonline.com', realm: tenant };
entra.cache = JSON.stringify({
  Account: {
    [`${home}-login.microsoftonline.com-${tenant}`]: {
      ...account,
      local_account_id: 'oid',
      username: 'ada@example.com',
      authority_type: 'MSSTS',
    },
  },
  RefreshToken: {
    [`${home}-login.microsoftonline.com-refreshtoken-${client}----`]: {
      ...account,
      credential_type: 'RefreshToken',
      client_id: client,
      secret: 'refresh',
    },
  },
});

type Play = (response: ServerResponse) => void;
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Play =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const html =
  (status: number): Play =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Sign in to the guest network</html>');
const refused = (error: string, number: number, status = 400) =>
  json(status, {
    error,
    error_codes: [number],
    error_description: `AADSTS${number}: said.`,
    timestamp: '',
    trace_id: '',
    correlation_id: '',
  });
const token = { token_type: 'Bearer', access_token: 'issued', expires_in: 3600, scope: 'https://x/y' };

const challenge = '{"access_token":{"capolids":{"essential":true,"values":["p"]}}}';

let play: Play = json(200, token);
let asked = 0;
const server = createServer((request, response) => {
  request.resume();
  asked++;
  play(response);
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  entra.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  play = json(200, token);
  asked = 0;
  forgetTokens(home);
  forgetChallenge(home);
});

const tokenOf = (withinMs?: number) => tokensOf(home)('https://x/y', withinMs === undefined ? {} : { withinMs });
const trouble = async (withinMs?: number) => {
  const error = await tokenOf(withinMs).then(
    (got) => got,
    (e: unknown) => e,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`expected trouble, got ${error}`);
  return error.detail;
};

test('a token is redeemed, and held', async () => {
  expect(await tokenOf()).toBe('issued');
  expect(await tokenOf()).toBe('issued');
  expect(asked).toBe(1);
});

test.each<[string, Play, object]>([
  ['{}', json(200, {}), { trouble: 'garbled' }],
  ['[]', json(200, []), { trouble: 'garbled' }],
  ['null', json(200, null), { trouble: 'garbled' }],
  ['an empty 200', json(200, ''), { trouble: 'garbled' }],
  ['half of the JSON', json(200, '{"token_type":"Bea'), { trouble: 'garbled' }],
  ['a token that is empty', json(200, { ...token, access_token: '' }), { trouble: 'garbled' }],
  ['a token without a type', json(200, { ...token, token_type: undefined }), { trouble: 'garbled' }],
  ['a token of another type', json(200, { ...token, token_type: 'mac' }), { trouble: 'garbled' }],
  ['a token that is no text', json(200, { ...token, access_token: { a: 1 } }), { trouble: 'garbled' }],
  ['a gateway’s JSON', json(200, { message: 'ok' }), { trouble: 'garbled' }],
  ['a gateway’s 403', json(403, { message: 'Forbidden' }), { trouble: 'garbled', status: 403 }],
  ['a gateway’s “error”', json(400, { error: 'bad_request', message: 'no' }), { trouble: 'garbled', status: 400 }],
  ['a gateway’s 404', json(404, { error: { code: 404 } }), { trouble: 'garbled', status: 404 }],
  ['a captive portal’s page', html(200), { trouble: 'garbled' }],
  ['a page as a 404', html(404), { trouble: 'garbled', status: 404 }],
  [
    'a redirect',
    (r) => r.writeHead(302, { location: 'https://portal.guest.example/login?x=secret' }).end(),
    { trouble: 'garbled', status: 302 },
  ],
  ['a page as a 502', html(502), { trouble: 'unavailable', status: 502 }],
  ['500 as JSON', json(500, { error: { code: 'x' } }), { trouble: 'unavailable', status: 500 }],
  ['503', json(503, {}, { 'retry-after': '7' }), { trouble: 'unavailable', status: 503, retryAfterSeconds: 7 }],
  ['429', json(429, {}, { 'retry-after': '86400' }), { trouble: 'throttled', status: 429, retryAfterSeconds: 86_400 }],
  ['its own server_error', refused('server_error', 90033, 500), { trouble: 'unavailable' }],
  ['its own server_error, as a 400', refused('server_error', 50000), { trouble: 'unavailable' }],
  ['its own temporarily_unavailable', refused('temporarily_unavailable', 90055), { trouble: 'unavailable' }],
  [
    'consent missing',
    json(400, { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001], error_description: 'AADSTS65001' }),
    { trouble: 'consent', code: 'AADSTS65001' },
  ],
  ['an expired sign-in', refused('invalid_grant', 700082), { trouble: 'signed-out', code: 'AADSTS700082' }],
  ['the portal’s own secret is wrong', refused('invalid_client', 7000215, 401), { trouble: 'set-up', code: 'AADSTS7000215' }],
  [
    'a challenge that MSAL leaves out',
    json(400, { error: 'invalid_grant', error_codes: [50076], error_description: 'AADSTS50076', claims: challenge }),
    { trouble: 'interaction', code: 'AADSTS50076', claims: challenge },
  ],
  ['a reset', (r) => r.destroy(), { trouble: 'no-connection' }],
  ['a body that never ends', (r) => endless(r), { trouble: 'garbled' }],
])('%s', async (_, answer, expected) => {
  play = answer;
  expect(await trouble()).toMatchObject({ cloud: 'Entra ID', ...expected });
});

test.each([
  ['no JSON', 'x'],
  ['a list', '[1]'],
  ['a number', '1'],
  ['too long for an address', JSON.stringify({ a: 'x'.repeat(2000) })],
])('a challenge that is %s is left out', async (_, claims) => {
  play = json(400, { error: 'interaction_required', error_codes: [50076], error_description: 'AADSTS50076', claims });
  const detail = await trouble();
  expect([detail.trouble, detail.claims]).toEqual(['interaction', undefined]);
});

test('a redirect is told without its query', async () => {
  play = (response) => response.writeHead(302, { location: 'https://portal.guest.example/login?x=secret' }).end();
  expect((await trouble()).said).toBe('The answer was a redirect to portal.guest.example/login.');
});

test('a hang takes no longer than the run has, and the token still comes for the next', async () => {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  play = (response) => void released.then(() => json(200, token)(response));
  expect(await trouble(50)).toMatchObject({ cloud: 'Entra ID', trouble: 'slow' });
  const next = tokenOf(5000);
  release();
  expect(await next).toBe('issued');
  expect(asked).toBe(1);
});

test.each([
  ['with a challenge', refused('interaction_required', 50076), { scope: 'https://x/y' }],
  ['without one', json(200, token), null],
])('Entra ID is asked once %s, however often and however fast somebody presses', async (_, answer, expected) => {
  play = answer;
  const scopes = ['https://x/y', 'https://x/z', 'https://x/w'];
  const met = await Promise.all(Array.from({ length: 50 }, () => challengeOf(home, scopes)));
  for (let i = 0; i < 50; i++) met.push(await challengeOf(home, scopes));
  for (const challenge of met) expect(challenge).toEqual(expected && expect.objectContaining(expected));
  expect(asked).toBeLessThanOrEqual(2 * scopes.length); // and what MSAL reads about the tenant
  play = json(200, token);
  forgetChallenge(home); // as a sign-in does
  expect(await challengeOf(home, scopes)).toBeNull();
});

test('what is no trouble of Entra ID’s is a bug and stays one', async () => {
  entra.cache = 'not a cache';
  await expect(tokenOf()).rejects.not.toBeInstanceOf(UpstreamError);
});

/** 64 kB at a time, for as long as anybody reads. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}
