import { Readable } from 'node:stream';
import { ServerError } from '@azure/msal-node';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, expect, test, vi } from 'vitest';
import type { SignIn } from './auth';

const ours = '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803';
const other = 'b04f8d12-3c77-4f3e-8a55-e19c0d6f2a41';
const clientId = '0d4c9a7e-6b21-4f85-a3d0-92e7f15c8b64';

const stored = vi.hoisted((): string[] => []);
const given = vi.hoisted(() => ({ idToken: '', scopes: [] as string[], fails: null as Error | null }));
vi.mock('@/lib/env', () => ({
  env: () => ({ ENTRA_TENANT_ID: ours, ENTRA_CLIENT_ID: clientId, ENTRA_CLIENT_SECRET: 'secret', NEXTAUTH_SECRET: 'x'.repeat(32) }),
  cloudOrigin: () => undefined,
}));
vi.mock('@/lib/db', () => ({ db: () => ({}) }));
vi.mock('./msal', () => ({
  authority: () => `https://login.microsoftonline.com/${ours}`,
  msalClient: () => ({
    acquireTokenByCode: async ({ scopes }: { scopes: string[] }) => {
      given.scopes = scopes;
      if (given.fails) throw given.fails;
      return { idToken: given.idToken, account: { homeAccountId: 'home' } };
    },
    getTokenCache: () => ({ serialize: () => 'tokens' }),
  }),
  newWire: () => ({ trouble: null, claims: null }),
  storeCache: async (id: string) => void stored.push(id),
}));

vi.mock('@/lib/log', () => ({ log: () => ({ error: () => undefined, warn: () => undefined }) }));

const { authOptions, forResource, mailIn } = await import('./auth');
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' };
vi.mock('@/lib/clouds/connect', () => ({
  sendAnywhere: async () => ({
    status: 200,
    headers: new Headers({ 'content-type': 'application/json' }),
    body: Readable.from([Buffer.from(JSON.stringify({ keys: [jwk] }))]),
  }),
}));

const scopes = ['https://a/.default', 'https://b/.default'];

/** The redemption of a code that Entra ID answers with an ID token of these claims. */
async function redeem(claims: Record<string, unknown>, more: Partial<SignIn> = {}): Promise<unknown> {
  given.idToken = await new SignJWT({ tid: ours, oid: '11111111-1111-4111-8111-111111111111', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(String(claims['iss'] ?? `https://login.microsoftonline.com/${ours}/v2.0`))
    .setAudience(clientId)
    .setExpirationTime('1h')
    .sign(privateKey);
  const [provider] = authOptions({ scopes, signedIn: async () => undefined, ...more }).providers;
  if (provider?.type !== 'oauth' || typeof provider.token !== 'object' || !provider.token.request) throw new Error('No way to redeem.');
  const asked = { params: { code: 'c', state: 's' }, checks: { state: 's', nonce: 'n' }, provider: { callbackUrl: 'http://localhost/cb' } };
  return provider.token.request({ ...asked, client: {} } as never); // all that ours reads of it
}

beforeEach(() => {
  stored.splice(0);
  given.fails = null;
});

test.each([
  ['of another tenant', { tid: other }],
  ['of another issuer', { iss: `https://login.microsoftonline.com/${other}/v2.0` }],
  ['of nobody', { oid: undefined }],
])('the tokens that come with an ID token %s are not kept', async (_, claims) => {
  await expect(redeem(claims)).rejects.toThrow();
  expect(stored).toEqual([]);
});

test('those of our tenant are, and the email address is asked for', async () => {
  await expect(redeem({})).resolves.toMatchObject({ tokens: { home_account_id: 'home' } });
  expect(stored).toEqual(['home']);
  expect(given.scopes).toEqual(['https://a/.default', 'email']);
});

test('a sign-in for one resource redeems the code for that one, if it is one of ours', async () => {
  const to = (scope: string | undefined) => forResource({ scopes, signedIn: async () => undefined }, scope).scopes;
  expect(to('https://b/.default')).toEqual(['https://b/.default', 'https://a/.default']);
  for (const other of ['https://evil.example/.default', '', undefined]) expect(to(other)).toEqual(scopes);
  await redeem({}, { scopes: to('https://b/.default') });
  expect(given.scopes).toEqual(['https://b/.default', 'email']);
});

test('why a code gave no tokens is told, and nothing is kept', async () => {
  const told: string[] = [];
  given.fails = new ServerError('invalid_client', 'correlation', 'AADSTS7000215: said.', '', '7000215');
  const refused: SignIn['refused'] = ({ detail }) => void told.push(`${detail.trouble} ${detail.code}`);
  await expect(redeem({}, { refused })).rejects.toThrow();
  expect([told, stored]).toEqual([['set-up AADSTS7000215'], []]);
});

test.each([
  [{ email: ' Ada.Quill@Practice.Example ' }, 'ada.quill@practice.example'],
  [{ email: 'ada@practice.example', xms_edov: true }, 'ada@practice.example'],
  [{ email: 'ada@practice.example', xms_edov: '1' }, 'ada@practice.example'],
  [{ email: 'ada@practice.example', xms_edov: false }, null],
  [{ email: 'ada@practice.example', xms_edov: 0 }, null],
  [{ email: 'not an address' }, null],
  [{ email: `${'a'.repeat(300)}@b` }, null],
  [{ email: '' }, null],
  [{}, null],
])('the mail of %o is %s', (claims, mail) => {
  expect(mailIn(claims)).toBe(mail);
});
