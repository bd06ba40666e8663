// A browser that goes through the proxy: every host has its own cookies there, and real addresses.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';

const hands = await practiceHands();
const member = await hands.newcomer('Bruno Browser');

/** Follows redirects as a browser does, with a jar of cookies per host. */
function browser() {
  const jar = new Map<string, string>();
  async function open(url: string, form?: Record<string, string>): Promise<{ url: string; status: number; text: string }> {
    const { host } = new URL(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: jar.get(host) ?? '' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) jar.set(host, cookie.split(';')[0] ?? '');
    const next = response.headers.get('location');
    return next ? open(new URL(next, url).href) : { url, status: response.status, text: await response.text() };
  }
  return { open };
}
const field = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

test('somebody who opens the Azure portal signs in once, and is known in a workspace and in DSS, too', async () => {
  const host = await hands.openWorkspace(member, 'browser-lab');
  const { open } = browser();
  const account = await open('https://portal.azure.com/');
  expect(account.url).toMatch(/^https:\/\/login\.microsoftonline\.com\/practice\/account\?/);
  const home = await open(account.url, { upn: member.upn, return: field(account.text, 'return') });
  expect([home.url, home.status]).toEqual(['https://portal.azure.com/', 200]);
  expect(home.text).toContain(member.upn);
  const workspace = await open(`https://${host}/sql/warehouses`);
  expect([workspace.url, workspace.status]).toEqual([`https://${host}/sql/warehouses`, 200]);
  expect((await open('https://dss.practice.example/projects/')).text).toContain(member.upn.split('@')[0]);
});

test('a ticket from one host to another is good for that host only', async () => {
  const { open } = browser();
  const signIn = 'https://login.microsoftonline.com/practice/account';
  await open(signIn, { upn: member.upn, return: '/login.microsoftonline.com/practice/account' });
  const there = await fetch(`${signIn}?sso=1&return=${encodeURIComponent('/portal.azure.com/')}`, {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: `practice_who=${encodeURIComponent(member.upn)}` },
  });
  const ticket = new URL(there.headers.get('location') ?? '').searchParams.get('practice_ticket') ?? '';
  expect(ticket).toMatch(/^ey/);
  const elsewhere = await fetch(`https://dss.practice.example/projects/?practice_ticket=${ticket}`, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  expect(elsewhere.headers.get('location')).toMatch(/^https:\/\/login\.microsoftonline\.com\/practice\/account/);
});

test('an app’s sign-in comes back to the app', async () => {
  const { open } = browser();
  const state = randomBytes(8).toString('hex');
  const query = new URLSearchParams({
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    response_type: 'code',
    redirect_uri: 'https://login.microsoftonline.com/common/oauth2/nativeclient',
    scope: 'openid https://management.azure.com/.default',
    state,
  });
  const account = await open(`https://login.microsoftonline.com/${hands.settings.tenantId}/oauth2/v2.0/authorize?${query}`);
  const done = await open(account.url, { upn: member.upn, return: field(account.text, 'return') });
  expect(new URL(done.url).searchParams.get('state')).toBe(state);
  expect(new URL(done.url).searchParams.get('code')).toBeTruthy();
});

test.each([
  ['a workspace', `https://adb-7000000000000016.16.azuredatabricks.net/oidc/v1/token`, 'NOT_IMPLEMENTED'],
  ['DSS', 'https://dss.practice.example/dip/api/projects/list', 'NotImplementedException'],
  ['Entra ID', 'https://login.microsoftonline.com/common/oauth2/v2.0/nothing', 'not_practised'],
  ['Graph', 'https://graph.microsoft.com/v1.0/users', 'notImplemented'],
])('a program that asks %s for what is not simulated hears so, and gets no sign-in page', async (_, url, said) => {
  const response = await fetch(url, { redirect: 'manual' });
  const text = await response.text();
  expect(response.status).toBe(501);
  expect(text).toContain(said);
  expect(text).toContain('does not simulate');
});
