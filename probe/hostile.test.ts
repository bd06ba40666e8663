// Vendors that put names, keys and tokens wherever text may be: none of it gets into the report.
import { afterAll, expect, test, vi } from 'vitest';
import { answering, isCall } from '@/lib/clouds/contract/answering';
import { calls } from '@/lib/clouds/contract/calls';
import type { Place } from './question';
import { reportOf } from './report';
import { probe } from './run';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('@/lib/clouds/address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const secrets = [
  'Quillington',
  'ada.quillington@contoso.example',
  'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl',
  'dkuaps-qhWkZxP0bTnR7vYcLmEsGdUj',
  '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  '203.0.113.77',
  'adb-9988776655443322.7.azuredatabricks.net',
  'https://dss.contoso.example/projects/ZEPPELIN',
  'zeppelin_cluster',
];
const all = secrets.join(' ');
const place: Place = {
  subscriptionId: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  resourceGroup: 'zeppelin',
  workspace: 'adb-9988776655443322.7.azuredatabricks.net',
  strangerWorkspace: 'adb-9988776655443323.7.azuredatabricks.net',
  storage: { account: 'zeppelin', container: 'box' },
  dssUrl: 'https://dss.example',
  userName: 'ada.quillington@contoso.example',
  appClientId: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  fastWriteConnection: 'zeppelin_cluster',
  fastWritePath: 'zeppelin',
  credentialsFailure: 'credentials',
};
const keys = { tokenFor: async () => secrets[2] ?? '', dssAdminKey: secrets[3] ?? '', dssKey: secrets[3] ?? '' };

/** Text that decides how an answer is read stays; every other text, and keys that nobody knows, are hostile. */
const structural = new Set(['type', 'state', 'authType', 'credentialsMode', 'provisioningState', 'id', 'key', 'lifecycle_stage']);
function salted(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return structural.has(name) ? value : `${value} ${all}`;
  if (Array.isArray(value)) return value.map((inner) => salted(inner, name));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, v]) => [key, salted(v, key)]);
  return name === 'params' ? Object.fromEntries([...inner, ...secrets.map((s) => [s, s])]) : Object.fromEntries(inner);
}
const codes = (code: string) => [
  { error_code: code, message: all },
  { error: { code, message: all } },
  { errorType: `com.contoso.${code}`, message: all, detailedMessage: all },
  { schemas: ['urn:ietf:params:scim:x'], scimType: code, detail: all, status: '403' },
  `QUILLINGTON: ${all}`,
  `Unauthorized network access to workspace ${all}`,
];
const examples = Object.values(calls).flat();
const exampleOf = (asked: Parameters<typeof isCall>[1]) => examples.find(({ call }) => isCall(call, asked));

const leaks = async () => {
  const findings = await probe(place, keys);
  const report = reportOf({ date: 'a day', isPractice: false, findings, drifts: [], last: null }).toLowerCase();
  return {
    findings,
    leaked: [...secrets, 'quill', 'contoso', 'zeppelin', 'dkuaps', '203', '9988', 'eyj'].filter((secret) =>
      report.includes(secret.toLowerCase()),
    ),
  };
};

test('in what they answer', async () => {
  server.answer((asked) => {
    const example = exampleOf(asked);
    return example ? { ...example, body: salted(example.body) } : { status: 404, body: '' };
  });
  const { findings, leaked } = await leaks();
  expect(leaked).toEqual([]);
  expect(Object.values(findings).filter(({ verdict }) => verdict !== 'could not tell').length).toBeGreaterThan(15);
});

test.each([401, 403, 404, 500])('in what they refuse, with status %i', async (status) => {
  for (const body of codes('Quillington')) {
    server.answer(() => ({ status, body }));
    expect((await leaks()).leaked).toEqual([]);
  }
});

test('in a redirect, a page and an answer without an end', async () => {
  const others: Parameters<typeof server.answer>[0][] = [
    () => ({ status: 302, headers: { location: `https://${secrets[6]}/${encodeURIComponent(all)}` }, body: '' }),
    () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: `<html>${all}</html>` }),
    () => ({ status: 200, body: { value: 'x'.repeat(9_000_000) } }),
  ];
  for (const answer of others) {
    server.answer(answer);
    expect((await leaks()).leaked).toEqual([]);
  }
});
