import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import getPort from 'get-port';
import { encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { isUp, ownPortal } from './own-portal';
import { expect, portal, press, test } from './story';

const { port, host } = new URL(portal);

/** Sends raw bytes to the portal. @returns all that it says until it closes the connection */
async function send(...parts: string[]): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  let said = '';
  socket
    .on('error', () => undefined)
    .on('data', (text) => {
      said += text;
    });
  for (const part of parts) if (socket.writable) socket.write(part);
  await once(socket, 'close');
  return said;
}
const post = (path: string, ...headers: string[]) =>
  `${[`POST ${path} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const nested = '['.repeat(64 * 1024);

test('no request from a stranger ends the portal: it is refused in a sentence, and the connection closed', async ({ request }) => {
  const chunks = Array.from({ length: 240 }, () => chunk(nested)); // 15 MB, as once ended it
  const whole = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
  const refused = await Promise.all([
    send(post('/api/auth/signin/entra', 'Transfer-Encoding: chunked'), ...chunks),
    send(post('/api/auth/signin/entra', `Content-Length: ${nested.length * 240}`), nested),
    send(post('/sign-in', 'Next-Action: 00', 'Transfer-Encoding: chunked'), ...chunks),
    send(post('/sign-in', 'Next-Action: 00', `Content-Length: ${whole.length}`), whole),
  ]);
  for (const said of refused)
    expect(said).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*\r\n\r\nThe request is too (large|complex)\./i);
  expect((await request.get(`${portal}/api/health`)).status()).toBe(200);
});

test('addresses that are not ours say so, and each answer has its policy', async ({ request }) => {
  const status = async (path: string) => (await request.get(`${portal}${path}`)).status();
  for (const path of ['signin', 'signin/entra', 'signout', 'session', 'csrf', 'providers', '_log', 'error'])
    expect(await status(`/api/auth/${path}`)).toBe(404);
  expect((await request.post(`${portal}/api/auth/callback/entra`)).status()).toBe(405);
  expect(await status('/_next/image?url=%2Ficon.svg&w=640&q=75')).toBe(404);
  for (const path of ['/w/a%00b', '/join/%00', '/sign-in?to=%00', '/%ff', '/api/events?workshop=%00', '/api/events?workshop=a%0ab'])
    expect(await status(path)).toBe(400);
  const head = await send(`GET /_next/static/../../sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(head).toMatch(/content-security-policy: default-src 'self'/i);
});

test('a page that somebody may not see, or that is not there, says so in its status too', async ({ attendee, board, workshop }) => {
  const { page } = await attendee('Forba Dinn');
  const at = async (path: string) => (await page.goto(path))?.status();
  for (const path of ['', '/settings', '/01a2171b-121a-7759-87c4-d40b273bbf43'])
    expect(await at(`/facilitate/${workshop.slug}${path}`)).toBe(403);
  expect(await at('/facilitate')).toBe(403);
  expect(await at(`/w/${workshop.slug}/no-such-step`)).toBe(404);
  const room = await board();
  expect((await room.goto('/facilitate/no-such-workshop'))?.status()).toBe(404);
  expect((await room.goto(`/facilitate/${workshop.slug}/01a2171b-121a-7759-87c4-d40b273bbf43`))?.status()).toBe(404);
});

test('the portal listens to this machine only', async () => {
  const others = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).filter((a) => a.family === 'IPv4' && !a.internal));
  for (const { address } of others) {
    const [error] = await once(connect(Number(port), address), 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('over https, signing out takes the cookie away', async ({ attendee, hands }) => {
  const { member } = await attendee('Sia Out');
  const { id: personId } = await hands.person(member);
  const own = `localhost:${await getPort()}`;
  ownPortal({ ...process.env, PORT: own.split(':')[1], NEXTAUTH_URL: `https://${own}` });
  await isUp(`http://${own}`);
  const session = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  const headers = { cookie: `__Secure-next-auth.session-token=${session}`, origin: `https://${own}` };
  const html = await (await fetch(`http://${own}/`, { headers })).text();
  const signOut = html.split('<form').find((form) => form.includes('Sign out')) ?? '';
  const action = /\$ACTION_ID_[0-9a-f]+/.exec(signOut)?.[0] ?? '';
  const body = new FormData();
  body.set(action, '');
  const answer = await fetch(`http://${own}/`, { method: 'POST', headers, body, redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-next-auth\.session-token=;(?=.*Max-Age=0)(?=.*; Secure)(?=.*; HttpOnly)(?=.*Path=\/)/),
  ]);
});

test('a database that stops answering holds nobody: the press says so, and what was typed is kept', async ({ attendee, workshop }) => {
  const { page } = await attendee('Frida Frost');
  const target = new URL(process.env['DATABASE_URL'] ?? '');
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const way = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const s of [near, far]) sockets.add(s.on('error', () => undefined));
    if (!isFrozen) near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => way.listen(0, '127.0.0.1', done));
  const address = way.address();
  const through = new URL(target);
  through.port = String(typeof address === 'object' ? address?.port : '');
  const own = `http://localhost:${await getPort()}`;
  ownPortal({ ...process.env, PORT: new URL(own).port, DATABASE_URL: through.href, DATABASE_POOL: '2' });
  await isUp(own);

  await page.goto(`${own}/w/${workshop.slug}/create-workspace`);
  await page.getByLabel('Workspace name').fill('frost-lab');
  isFrozen = true; // all connections stay open, and nothing comes through
  for (const socket of sockets) socket.unpipe();
  await press(page);
  await expect(page.getByText('Guidepost’s database isn’t answering.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('Workspace name')).toHaveValue('frost-lab');
  // it is back: the note goes by itself
  isFrozen = false;
  for (const socket of sockets) socket.destroy();
  await expect(page.getByText('Guidepost’s database isn’t answering.')).toHaveCount(0, { timeout: 20_000 });
  // it is gone: a page is unavailable, says why, and goes on by itself
  way.close();
  for (const socket of sockets) socket.destroy();
  expect((await page.goto(`${own}/w/${workshop.slug}/create-workspace`))?.status()).toBe(503);
  await expect(page.getByRole('heading', { name: 'Guidepost’s database isn’t answering' })).toBeVisible();
  way.listen(Number(through.port), '127.0.0.1');
  await expect(page.getByLabel('Workspace name')).toBeVisible({ timeout: 20_000 });
  way.close();
  for (const socket of sockets) socket.destroy();
});
