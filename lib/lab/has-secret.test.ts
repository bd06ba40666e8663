import { expect, test } from 'vitest';
import { hasSecret } from './has-secret';

const json = (text: string) => JSON.stringify({ deep: [text] });
const base64 = 'Ab1+'.repeat(21);

test.each([
  ['a token', 'Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIyZmY4MTRhNiJ9.c2ln'],
  ['a token in a path', '/a/eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIyZmY4MTRhNiJ9.c2ln/b'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
  ['a signed address', 'https://a.example/c?sv=2024-01-01&sig=abcDEF123456%2B7890'],
  ['a password in an address', 'https://pia:hunter2@pypi.example/simple'],
  ['a password without a name', 'https://:ghp_0123456789@git.example/x'],
  ['a connection string', 'DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0c2VjcmV0'],
  ['a form', 'grant_type=x&client_secret=abcdefgh'],
  ['a storage key', `${base64}AA==`],
  ['a client secret', 'a1b8Q~0123456789abcdefghijklmnopqrstuvwx'],
  ['a personal access token', `dapi${'0a'.repeat(16)}`],
  ['a personal access token behind its name', `token=dapi${'0a'.repeat(16)}`],
  ['a secret of a service principal', `dose${'0a'.repeat(16)}`],
  ['an API key', 'API key dkuaps-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv is unknown'],
  ['an API key behind its name', 'apiKey=dkuglb-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8'],
  ['what is sent as a sign-in', 'Authorization: Bearer 0123456789abcdefghij'],
  ['the same in small letters', 'authorization: bearer 0123456789abcdefghij'],
])('%s reads like a secret', (_, text) => {
  expect(hasSecret(json(text))).toBe(true);
});

test.each([
  '/subscriptions/7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803/resourceGroups/lab-demo',
  'abfss://lab-data@labstorage.dfs.core.windows.net/ada',
  'https://login.microsoftonline.com/7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803/oauth2/v2.0/token',
  'https://flow.example.com:11200/projects/ADA/',
  'sql/protocolv1/o/5504218931760442/1123-065929-beg8r64x',
  'numpy==1.26.4, cloudpickle==3.0.0',
  'WWW-Authenticate: Bearer realm="api", error="invalid_token", authorization_uri="https://login.example/"',
  'The bearer token was not accepted.',
  'https://dku-design.example.com:11200/projects/DKU_TUTORIAL/',
  'dku_edge-node-01, dkulab-west, dose-finding-study',
  'AADSTS7000215: Invalid client secret provided.',
])('%s does not', (text) => {
  expect(hasSecret(json(text))).toBe(false);
});

test('a secret that is known is found, also where JSON writes it otherwise', () => {
  expect(hasSecret(json('key: ab"c\\d12'), ['ab"c\\d12'])).toBe(true);
  expect(hasSecret(json('key: other'), ['ab"c\\d12'])).toBe(false);
});
test('one so short that it may be a word proves nothing', () => {
  expect(hasSecret(json('token'), ['token', ''])).toBe(false);
});
