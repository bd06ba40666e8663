// The practice Entra ID over HTTP, as far as msal does not exercise it in e2e/clients.
import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';

const origin = process.env['CLOUD_ORIGIN'] ?? '';
const about = await (await fetch(`${origin}/_practice/about`)).json();
const base = `${origin}/login.microsoftonline.com/${about.tenantId}`;
const client = { client_id: process.env['ENTRA_CLIENT_ID'] ?? '', client_secret: process.env['ENTRA_CLIENT_SECRET'] ?? '' };
const redirect = `${process.env['NEXTAUTH_URL']}/api/auth/callback/entra`;
const upn = 'ada.quill@practice.example';

async function token(fields: Record<string, string>, path = '/oauth2/v2.0/token') {
  const response = await fetch(base + path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, body: await response.json() };
}
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** A code, as a browser that has signed in and consented gets it. */
async function code(more: Record<string, string> = {}): Promise<URLSearchParams> {
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'openid https://management.azure.com/user_impersonation',
    state: 's',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  const response = await fetch(`${base}/oauth2/v2.0/authorize?${query}`, {
    redirect: 'manual',
    headers: { cookie: `practice_who=${upn}` },
  });
  return new URL(response.headers.get('location') ?? 'http://none').searchParams;
}
const redeem = (given: string, more: Record<string, string> = {}) =>
  token({
    ...client,
    grant_type: 'authorization_code',
    code: given,
    redirect_uri: redirect,
    code_verifier: verifier,
    scope: 'openid https://management.azure.com/user_impersonation',
    ...more,
  });

beforeAll(() =>
  fetch(`${origin}/_practice/consent`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ upn }) }),
);

test('discovery names the keys with which its tokens are verified', async () => {
  const discovery = await (await fetch(`${base}/v2.0/.well-known/openid-configuration`)).json();
  expect(discovery.issuer).toBe(`https://login.microsoftonline.com/${about.tenantId}/v2.0`);
  const { body } = await redeem((await code()).get('code') ?? '');
  const keys = createRemoteJWKSet(new URL(discovery.jwks_uri.replace('https:/', origin)));
  const { payload } = await jwtVerify(body.id_token, keys, { issuer: discovery.issuer, audience: client.client_id });
  expect(payload).toMatchObject({ preferred_username: upn, nonce: 'n', tid: about.tenantId });
});

describe('a code', () => {
  test('is good once', async () => {
    const given = (await code()).get('code') ?? '';
    expect((await redeem(given)).status).toBe(200);
    expect((await redeem(given)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });
  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 501481],
    ['another redirect', { redirect_uri: `${redirect}/x` }, 700005],
    ['a made-up code', { code: 'made-up' }, 70008],
    ['a wrong secret', { client_secret: 'wrong' }, 7000215],
    ['no secret', { client_secret: '' }, 7000218],
    ['an unknown client', { client_id: '00000000-0000-4000-8000-000000000000' }, 700016],
    ['two resources at once', { scope: 'https://management.azure.com/.default https://storage.azure.com/.default' }, 700022],
    ['an unknown resource', { scope: 'https://nowhere.example/.default' }, 70011],
  ])('%s is refused as Entra refuses it', async (_, more, number) => {
    const { status, body } = await redeem((await code()).get('code') ?? '', more);
    expect([400, 401]).toContain(status);
    expect(body).toMatchObject({
      error_codes: [number],
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: .* Trace ID: .* Correlation ID: .* Timestamp: `)),
    });
  });
});

test('one refresh token serves several resources, and none without consent', async () => {
  const { body } = await redeem(
    (await code({ scope: 'openid offline_access https://management.azure.com/user_impersonation' })).get('code') ?? '',
  );
  for (const scope of ['https://storage.azure.com/.default', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default']) {
    expect((await token({ ...client, grant_type: 'refresh_token', refresh_token: body.refresh_token, scope })).status).toBe(200);
  }
  const post = (path: string, data: unknown) =>
    fetch(`${origin}/_practice${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) });
  await post('/consent/withdraw', { upn, resource: 'storage' });
  expect(
    (
      await token({
        ...client,
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token,
        scope: 'https://storage.azure.com/.default',
      })
    ).body,
  ).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] });
  await post('/revoke', { upn, accessTokens: false });
  expect(
    (
      await token({
        ...client,
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token,
        scope: 'https://management.azure.com/.default',
      })
    ).body,
  ).toMatchObject({ error: 'invalid_grant', suberror: 'bad_token', error_codes: [50173] });
  await post('/consent', { upn });
});

test('the older endpoint takes a resource where the newer takes a scope', async () => {
  const { status, body } = await token(
    { ...client, grant_type: 'client_credentials', resource: 'https://storage.azure.com/' },
    '/oauth2/token',
  );
  expect(status).toBe(200);
  expect(JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())).toMatchObject({
    aud: 'https://storage.azure.com',
    appid: client.client_id,
    idtyp: 'app',
  });
});

test('Graph says who I am, to a token of its own only', async () => {
  const { body } = await token({
    grant_type: 'password',
    client_id: client.client_id,
    username: upn,
    password: about.password,
    scope: 'User.Read',
  });
  const me = (bearer: string) => fetch(`${origin}/graph.microsoft.com/v1.0/me`, { headers: { authorization: `Bearer ${bearer}` } });
  expect(await (await me(body.access_token)).json()).toMatchObject({ userPrincipalName: upn, displayName: 'Ada Quill' });
  const arm = await token({
    grant_type: 'password',
    client_id: client.client_id,
    username: upn,
    password: about.password,
    scope: 'https://management.azure.com/.default',
  });
  expect((await me(arm.body.access_token)).status).toBe(401);
  expect(
    (await token({ grant_type: 'password', client_id: client.client_id, username: upn, password: 'guess', scope: 'User.Read' })).body
      .error_codes,
  ).toEqual([50126]);
});

test('a tenant that does not exist is AADSTS90002', async () => {
  const response = await fetch(`${origin}/login.microsoftonline.com/nowhere.example/oauth2/v2.0/token`, { method: 'POST', body: '' });
  expect(await response.json()).toMatchObject({ error_codes: [90002] });
});
