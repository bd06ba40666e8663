// The switches of the practice Entra ID: a second factor, blocks, consent by an administrator, and what is wrong with a registration.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const origin = process.env['CLOUD_ORIGIN'] ?? '';
const about = await (await fetch(`${origin}/_practice/about`)).json();
const login = `${origin}/login.microsoftonline.com`;
const base = `${login}/${about.tenantId}`;
const client = { client_id: process.env['ENTRA_CLIENT_ID'] ?? '', client_secret: process.env['ENTRA_CLIENT_SECRET'] ?? '' };
const redirect = `${process.env['NEXTAUTH_URL']}/api/auth/callback/entra`;
const arm = 'https://management.azure.com/user_impersonation';
const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/user_impersonation';
const upn = 'cleo.conditional@practice.example';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

const control = (path: string, body: object = {}) =>
  fetch(`${origin}/_practice${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const rules = (given: object) => control('/rules', given);

beforeAll(() => control('/people', { name: 'Cleo Conditional' }));
beforeEach(() => control('/consent', { upn }));
afterEach(async () => {
  await rules({ preset: 'kind' });
  await control('/consent/withdraw-for-everybody');
});
afterAll(() => control('/reset'));

async function token(fields: Record<string, string>) {
  const response = await fetch(`${base}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ ...client, ...fields }) });
  return { status: response.status, body: await response.json() };
}
const refreshed = (refresh_token: string, scope: string) => token({ grant_type: 'refresh_token', refresh_token, scope });
const redeemed = (code: string, scope: string) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier, scope: `openid ${scope}` });

/** A browser: it keeps cookies, and shows where it ends up. */
function browser(as = upn) {
  const jar = new Map([['practice_who', as]]);
  async function open(url: string, form?: Record<string, string>): Promise<{ status: number; text: string; back: URLSearchParams }> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '), accept: 'text/html' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, decodeURIComponent(value));
    }
    const to = new URL(response.headers.get('location') ?? url, url);
    if (response.status === 302 && to.href.startsWith(origin)) return open(to.href);
    return { status: response.status, text: await response.text(), back: to.searchParams };
  }
  return open;
}
const request = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirect,
    scope: `openid offline_access ${arm} ${databricks}`,
    state: 's',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
const authorize = (more: Record<string, string> = {}) => `${base}/oauth2/v2.0/authorize?${request(more)}`;
const signedIn = async () => (await redeemed((await browser()(authorize())).back.get('code') ?? '', arm)).body.refresh_token as string;

describe('a second factor for one resource', () => {
  beforeEach(() => rules({ mfaFor: ['databricks'] }));

  test('is asked for when its token is, with claims, and of no other', async () => {
    const refresh = await signedIn();
    expect((await refreshed(refresh, arm)).status).toBe(200);
    const { status, body } = await refreshed(refresh, databricks);
    expect([status, body]).toMatchObject([400, { error: 'invalid_grant', suberror: 'basic_action', error_codes: [50076] }]);
    expect(JSON.parse(body.claims).access_token.capolids).toMatchObject({ essential: true, values: [expect.any(String)] });
  });

  test('is given at a sign-in with these claims, and holds for the code that is redeemed for it', async () => {
    const { claims } = (await refreshed(await signedIn(), databricks)).body;
    const open = browser();
    expect((await open(authorize({ claims }))).text).toContain('Approve sign in request');
    const approve = () => open(`${login}/practice/mfa`, { query: `${request({ claims })}`, decision: 'accept' });
    const forArm = await redeemed((await approve()).back.get('code') ?? '', arm);
    expect((await refreshed(forArm.body.refresh_token, databricks)).body).toMatchObject({ error_codes: [50076] });
    const forIt = await redeemed((await approve()).back.get('code') ?? '', databricks);
    expect(forIt.status).toBe(200);
    for (const scope of [databricks, arm]) expect((await refreshed(forIt.body.refresh_token, scope)).status).toBe(200);
  });

  test.each(['{"access_token":{"capolids":{"essential":true,"values":["another"]}}}', '[]', 'no JSON', '{"access_token":null}'])(
    'is not asked for by the claims %s',
    async (claims) => {
      expect((await browser()(authorize({ claims }))).back.get('code')).toBeTruthy();
    },
  );

  test('that somebody cancels is a sign-in that they declined', async () => {
    const { back } = await browser()(`${login}/practice/mfa`, { query: `${request()}`, decision: 'cancel' });
    expect([back.get('error'), back.get('code')]).toEqual(['access_denied', null]);
  });

  test('is asked for without claims, too, where the sign-in is for the resource itself', async () => {
    expect((await browser()(authorize({ scope: `openid ${databricks}` }))).text).toContain('Approve sign in request');
  });

  test('is not given by a password', async () => {
    const { body } = await token({ grant_type: 'password', username: upn, password: about.password, scope: databricks });
    expect(body).toMatchObject({ error_codes: [50076], claims: expect.any(String) });
  });
});

describe('a block', () => {
  test.each([
    [{ resource: 'databricks' }, 53003],
    [{ resource: 'databricks', upn }, 53003],
    [{ resource: 'databricks', code: '53000' }, 53000],
    [{ resource: 'databricks', code: '53001' }, 53001],
  ])('%o is refused as %s, and lets other resources be', async (block, number) => {
    await rules({ blocks: [block] });
    const refresh = await signedIn();
    expect((await refreshed(refresh, arm)).status).toBe(200);
    expect((await refreshed(refresh, databricks)).body).toMatchObject({ suberror: 'message_only', error_codes: [number] });
  });

  test('of a person ends their sign-in on a page of Entra’s own, and nobody else’s', async () => {
    await rules({ blocks: [{ upn }] });
    const { status, text } = await browser()(authorize());
    expect([status, text]).toEqual([403, expect.stringContaining('AADSTS53003')]);
    await control('/consent', { upn: 'ada.quill@practice.example' });
    expect((await browser('ada.quill@practice.example')(authorize())).back.get('code')).toBeTruthy();
  });
});

describe('where people may not consent', () => {
  beforeEach(async () => {
    await rules({ usersMayConsent: false });
    await control('/consent/withdraw', { upn });
  });
  const link = (more: Record<string, string> = {}) =>
    `${base}/v2.0/adminconsent?${new URLSearchParams({
      client_id: client.client_id,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: redirect,
      state: 's',
      ...more,
    })}`;

  test('they are told to ask an administrator, and come back without a code, even by a request of their own', async () => {
    const open = browser();
    expect((await open(authorize())).text).toContain('Need admin approval');
    for (const decision of ['cancel', 'accept']) {
      const { back } = await open(`${login}/practice/consent`, { query: `${request()}`, decision });
      expect([back.get('error'), back.get('code')]).toEqual(['access_denied', null]);
    }
  });

  test('an administrator’s link lets everybody in', async () => {
    const open = browser('greta.holm@practice.example');
    expect((await open(link())).text).toContain('accept for your organization');
    const { back } = await open(`${login}/practice/adminconsent`, { query: new URL(link()).search.slice(1), decision: 'accept' });
    expect(Object.fromEntries(back)).toMatchObject({ admin_consent: 'True', tenant: about.tenantId, state: 's' });
    expect((await browser()(authorize())).back.get('code')).toBeTruthy();
    expect((await browser()(authorize({ prompt: 'consent' }))).back.get('code')).toBeTruthy();
  });

  test('one who declines changes nothing, and nobody else can use it', async () => {
    const query = new URL(link()).search.slice(1);
    const { back } = await browser('greta.holm@practice.example')(`${login}/practice/adminconsent`, { query, decision: 'cancel' });
    expect(Object.fromEntries(back)).toMatchObject({ admin_consent: 'True', error: 'consent_required' });
    expect((await browser()(link())).text).toContain('AADSTS90094');
    await browser()(`${login}/practice/adminconsent`, { query, decision: 'accept' });
    expect((await browser()(authorize())).text).toContain('Need admin approval');
  });

  test.each([
    ['another redirect', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
    ['an unknown app', { client_id: '00000000-0000-4000-8000-000000000000' }, 'AADSTS700016'],
    ['no scope', { scope: '' }, 'AADSTS900144'],
  ])('a link with %s is refused', async (_, more, code) => {
    expect((await browser('greta.holm@practice.example')(link(more))).text).toContain(code);
  });
});

describe('a registration', () => {
  test.each([
    ['wrong', 7000215],
    ['expired', 7000222],
  ])('whose secret is %s gets no token, and the DSS app its own as ever', async (portalSecret, number) => {
    await rules({ portalSecret });
    const code = (await browser()(authorize())).back.get('code') ?? '';
    expect((await redeemed(code, arm)).body).toMatchObject({ error: 'invalid_client', error_codes: [number] });
    const other = await token({ client_id: about.dssClientId, client_secret: 'x', grant_type: 'client_credentials', scope: `${arm}` });
    expect(other.body).toMatchObject({ error_codes: [7000215] });
  });

  test('that asks for an API which the tenant does not have is refused at both ends', async () => {
    const refresh = await signedIn();
    await rules({ missingServicePrincipals: ['databricks'] });
    const { back } = await browser()(authorize());
    expect([back.get('error'), back.get('error_description')]).toEqual(['invalid_resource', expect.stringContaining('AADSTS500011')]);
    expect((await refreshed(refresh, databricks)).body).toMatchObject({ error: 'invalid_resource', error_codes: [500011] });
    expect((await refreshed(refresh, arm)).status).toBe(200);
  });
});
