// Entra ID and Graph through msal and over HTTP, on the real addresses.
import { PublicClientApplication } from '@azure/msal-node';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { authority, clientId } from './credential';

const hands = await practiceHands();
const member = await hands.newcomer('Enno Entra');
const cli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const arm = ['https://management.azure.com/.default'];
const app = () => new PublicClientApplication({ auth: { clientId: cli, authority } });
const cookie = `practice_who=${encodeURIComponent(member.upn)}`;
const open = (url: string, form?: Record<string, string>) =>
  fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });

test('msal refreshes as the Azure CLI, for another resource, without a secret', async () => {
  const client = app();
  const { account } = (await client.acquireTokenByUsernamePassword({ username: member.upn, password: 'practice', scopes: arm })) ?? {};
  if (!account) throw new Error('no account');
  const silent = await client.acquireTokenSilent({ account, scopes: ['https://storage.azure.com/.default'] });
  const read = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(read(silent.accessToken)).toMatchObject({ aud: 'https://storage.azure.com', upn: member.upn, appid: cli });
});

test('a device shows a code, a person enters it, and the device gets tokens', async () => {
  const post = async (path: string, fields: Record<string, string>) =>
    (await fetch(`${authority}/oauth2/v2.0/${path}`, { method: 'POST', body: new URLSearchParams({ client_id: cli, ...fields }) })).json();
  const { verification_uri, user_code, device_code } = await post('devicecode', { scope: arm.join(' ') });
  const poll = () => post('token', { grant_type: 'device_code', device_code });
  expect(await poll()).toMatchObject({ error: 'authorization_pending' });
  expect(await (await open(`${verification_uri}?code=${user_code}`)).text()).toContain(user_code);
  await open(verification_uri, { code: user_code, decision: 'continue' });
  expect(await poll()).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
});

test('msal gets nothing for a client that the tenant does not know', async () => {
  const stranger = new PublicClientApplication({ auth: { clientId: '00000000-0000-4000-8000-000000000000', authority } });
  await expect(stranger.acquireTokenByUsernamePassword({ username: member.upn, password: 'practice', scopes: arm })).rejects.toMatchObject({
    errorNo: 700016,
  });
});

test('discovery leads to the keys with which a token is verified, on both generations of endpoints', async () => {
  const discovery = await (await fetch(`${authority}/v2.0/.well-known/openid-configuration`)).json();
  const instance = await (
    await fetch('https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=x')
  ).json();
  expect(instance.tenant_discovery_endpoint).toContain('/.well-known/openid-configuration');
  const result = await app().acquireTokenByUsernamePassword({ username: member.upn, password: 'practice', scopes: arm });
  for (const uri of [discovery.jwks_uri, `${authority}/discovery/keys`]) {
    const { payload } = await jwtVerify(result?.idToken ?? '', createRemoteJWKSet(new URL(uri)), {
      issuer: discovery.issuer,
      audience: cli,
    });
    expect(payload['preferred_username']).toBe(member.upn);
  }
  const realm = await (await fetch(`https://login.microsoftonline.com/common/userrealm/${member.upn}?api-version=1.0`)).json();
  expect(realm).toMatchObject({ account_type: 'Managed' });
});

test('a person consents once, signs out, and Graph says who they are', async () => {
  const redirect = `${process.env['NEXTAUTH_URL']}/api/auth/callback/entra`;
  const query = new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri: redirect, state: 's', resource: 'x' });
  query.set('scope', 'openid https://management.azure.com/user_impersonation');
  const page = await (await open(`${authority}/oauth2/authorize?${query}`)).text();
  expect(page).toContain('Permissions requested');
  const consented = await open('https://login.microsoftonline.com/practice/consent', { query: `${query}`, decision: 'accept' });
  expect(consented.headers.get('location')).toContain('code=');
  expect((await open(`${authority}/oauth2/v2.0/authorize?${query}`)).headers.get('location')).toContain('code=');
  expect((await open(`${authority}/oauth2/v2.0/logout`)).headers.getSetCookie()[0]).toContain('Max-Age=0');
  expect((await open('https://login.microsoftonline.com/')).headers.get('location')).toContain('/practice/account');
  const token = await hands.token(member, 'https://graph.microsoft.com');
  const me = await fetch('https://graph.microsoft.com/v1.0/me', { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ userPrincipalName: member.upn });
});

test('msal hands on the claims of a second factor, which a sign-in with them gives', async () => {
  await hands.practice('/rules', { mfaFor: ['databricks'] });
  try {
    const asked = app().acquireTokenByUsernamePassword({
      username: member.upn,
      password: 'practice',
      scopes: ['2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default'],
    });
    const { claims } = await asked.then(
      () => Promise.reject(new Error('There was a token.')),
      (error: { claims: string }) => error,
    );
    expect(claims).toContain('capolids');
    const query = new URLSearchParams({ client_id: cli, response_type: 'code', redirect_uri: 'http://localhost', claims });
    query.set('scope', `openid ${arm[0]}`);
    expect(await (await open(`${authority}/oauth2/v2.0/authorize?${query}`)).text()).toContain('Approve sign in request');
    const approved = await open('https://login.microsoftonline.com/practice/mfa', { query: `${query}`, decision: 'accept' });
    expect(approved.headers.getSetCookie()[0]).toContain('practice_mfa');
  } finally {
    await hands.practice('/rules', { mfaFor: [] });
  }
});

test('an administrator consents for everybody by link', async () => {
  const admin = await hands.newcomer('Edda Entra', { isAdministrator: true });
  const redirect = `${process.env['NEXTAUTH_URL']}/api/auth/callback/entra`;
  const query = new URLSearchParams({ client_id: clientId, scope: 'https://graph.microsoft.com/.default', redirect_uri: redirect });
  const headers = { cookie: `practice_who=${encodeURIComponent(admin.upn)}`, accept: 'text/html' };
  const page = await (await fetch(`${authority}/v2.0/adminconsent?${query}`, { headers })).text();
  expect(page).toContain('accept for your organization');
  const answer = await fetch('https://login.microsoftonline.com/practice/adminconsent', {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ query: `${query}`, decision: 'accept' }),
  });
  expect(answer.headers.get('location')).toContain('admin_consent=True');
  await hands.practice('/consent/withdraw-for-everybody');
});
