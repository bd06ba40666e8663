import { readdirSync, readFileSync } from 'node:fs';
import { db } from '@/lib/db';
import { expect, portal, row, test, verify } from './story';

test('every page carries the headers, and a policy without unsafe-inline whose nonce is new each time', async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ['/', '/sign-in', '/no-such-page']) {
    const { 'content-security-policy': policy = '', ...headers } = (await request.get(`${portal}${path}`)).headers();
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none');
  }
  expect(nonces.size).toBe(3);
});

test('no token is in a page, and the token cache is sealed in the database', async ({ attendee, hands }) => {
  const { page, open, member } = await attendee('Tess Token');
  await open('create-workspace');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
  const jwt = /eyJ[A-Za-z0-9_-]{20,}/;
  expect(await page.content()).not.toMatch(jwt);
  const { homeAccountId } = await hands.person(member);
  const cached = await db().tokenCache.findUniqueOrThrow({ where: { homeAccountId } });
  expect(Buffer.from(cached.sealed).toString('latin1')).not.toMatch(/eyJ|RefreshToken|access_token/);
  const attempts = JSON.stringify(await db().attempt.findMany({ select: { outcomes: true } }));
  expect(attempts).not.toMatch(jwt);
});

test('what the browser is sent holds no name of a server secret', async () => {
  const folder = `${process.cwd()}/${process.env['BUILD_DIR'] ?? '.next'}/static/chunks`;
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  for (const file of scripts)
    expect(readFileSync(`${folder}/${file}`, 'utf8')).not.toMatch(/SEAL_KEYS|ENTRA_CLIENT_SECRET|NEXTAUTH_SECRET/);
});

test('the practice cloud’s controls take nothing from another origin', async ({ request }) => {
  const answer = await request.post(`${process.env['CLOUD_ORIGIN']}/_practice/faults/clear`, {
    headers: { origin: 'https://evil.example' },
    data: {},
  });
  expect(answer.status()).toBe(403);
});
