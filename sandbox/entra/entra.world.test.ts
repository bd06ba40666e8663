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

describe('a client without a secret', () => {
  const cli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
  const arm = 'openid offline_access https://management.azure.com/.default';
  const byPassword = (client_id: string, more: Record<string, string> = {}) =>
    token({ grant_type: 'password', client_id, username: upn, password: about.password, scope: arm, ...more });
  const refresh = (client_id: string, refresh_token: string, more: Record<string, string> = {}) =>
    token({ grant_type: 'refresh_token', client_id, refresh_token, scope: 'https://storage.azure.com/.default', ...more });

  test('refreshes its tokens without one, for another resource, too', async () => {
    const { body } = await byPassword(cli);
    const { status, body: renewed } = await refresh(cli, body.refresh_token);
    expect([status, JSON.parse(Buffer.from(renewed.access_token.split('.')[1], 'base64url').toString()).aud]).toEqual([
      200,
      'https://storage.azure.com',
    ]);
    expect((await refresh(client.client_id, (await byPassword(client.client_id)).body.refresh_token)).status).toBe(200);
  });
  test('must be known, and must not send a secret', async () => {
    expect((await byPassword('00000000-0000-4000-8000-000000000000')).body).toMatchObject({ error_codes: [700016] });
    expect((await byPassword(cli, { client_secret: 'x' })).body).toMatchObject({ error: 'invalid_client', error_codes: [700025] });
    expect((await byPassword(about.dssClientId)).body).toMatchObject({ error_codes: [7000218] });
  });
  test('cannot use another’s refresh token, nor one that a secret was needed for', async () => {
    const { body } = await redeem((await code({ scope: arm })).get('code') ?? '');
    expect((await refresh(cli, body.refresh_token)).body).toMatchObject({ error_codes: [70000] });
    expect((await refresh(client.client_id, body.refresh_token)).body).toMatchObject({ error_codes: [7000218] });
  });

  test('gets tokens by a code that a person approves in a browser', async () => {
    const asked = await token({ client_id: cli, scope: arm }, '/oauth2/v2.0/devicecode');
    expect(asked.body).toMatchObject({ interval: 5, expires_in: 900, message: expect.stringContaining(asked.body.user_code) });
    const poll = (device_code = asked.body.device_code) =>
      token({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: cli, device_code });
    expect((await poll()).body).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });
    const enter = (fields: Record<string, string>) =>
      fetch(asked.body.verification_uri.replace('https:/', origin), {
        method: 'POST',
        body: new URLSearchParams({ code: asked.body.user_code, ...fields }),
        headers: { cookie: `practice_who=${upn}`, accept: 'text/html' },
      });
    expect(await (await enter({})).text()).toContain('Microsoft Azure CLI');
    expect((await poll()).body).toMatchObject({ error: 'authorization_pending' });
    await enter({ decision: 'continue' });
    const { status, body } = await poll();
    expect(status).toBe(200);
    expect(body.refresh_token).toBeTruthy();
    expect((await poll()).body).toMatchObject({ error: 'bad_verification_code' });
    expect((await enter({})).status).toBe(400);
  });

  test('gets a declined code told as such', async () => {
    const { body } = await token({ client_id: cli, scope: arm }, '/oauth2/v2.0/devicecode');
    await fetch(body.verification_uri.replace('https:/', origin), {
      method: 'POST',
      body: new URLSearchParams({ code: body.user_code, decision: 'cancel' }),
      headers: { cookie: `practice_who=${upn}`, accept: 'text/html' },
    });
    expect(
      (await token({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: cli, device_code: body.device_code })).body,
    ).toMatchObject({ error: 'authorization_declined' });
  });
});

test('a code comes back as a form post where the app asks for that, and other response types are refused', async () => {
  const query = (more: Record<string, string>) =>
    new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirect,
      scope: 'openid',
      response_type: 'code',
      state: 's',
      ...more,
    });
  const ask = (more: Record<string, string>) =>
    fetch(`${base}/oauth2/v2.0/authorize?${query(more)}`, { redirect: 'manual', headers: { cookie: `practice_who=${upn}` } });
  const text = await (await ask({ response_mode: 'form_post' })).text();
  expect(text).toContain(`action="${redirect}"`);
  expect(text).toMatch(/name="code" value="ey/);
  expect((await ask({ response_type: 'id_token' })).headers.get('location')).toContain('error=unsupported_response_type');
});
