// Tokens and sign-ins of the portal where the practice Entra ID asks for more than a sign-in, blocks it, or refuses the portal itself.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { allClouds } from '@/labs';
import { scopesOf } from '@/lib/clouds/cloud';
import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import type { Member } from '@/lib/lab/practice';
import { unreachable } from '@/lib/lab/trouble';
import { authOptions, forResource, type SignIn } from './auth';
import { beginSignIn, resourceCookie } from './begin';
import { type Challenge, challengeOf } from './challenge';
import { problemOf } from './problem';
import { proveSetUp } from './prove-set-up';
import { noteSetUp, noteSound, refusedScopes } from './set-up';
import { forgetTokens, tokensOf } from './tokens';

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock('next/headers', () => ({ cookies: async () => ({ set: (name: string, value: string) => jar.set(name, value) }) }));

const hands = await practiceHands();
const scopes = scopesOf(allClouds());
const databricks = scopes.find((s) => s.startsWith('2ff814a6')) ?? '';
const arm = scopes.find((s) => s.startsWith('https://management')) ?? '';
const rules = (given: object) => hands.practice('/rules', given);
const refused: UpstreamError[] = [];
const signIn: SignIn = { scopes, signedIn: async () => undefined, refused: (trouble) => void refused.push(trouble) };

let member: Member;
let home = '';
let count = 0;
beforeEach(async () => {
  refused.splice(0);
  member = await hands.newcomer(`Mona Factor ${count++}`);
  home = (await hands.person(member)).homeAccountId;
});
afterEach(() => rules({ preset: 'kind' }));
afterAll(async () => {
  await proveSetUp(scopes, Date.now() + 1e9); // nothing that was refused here is told of in other tests
  await db().$disconnect();
});

const troubleWith = async (scope: string) => {
  const answer = await orTrouble(tokensOf(home)(scope, { fresh: true }));
  if (!(answer instanceof UpstreamError)) throw new Error('There was a token.');
  return answer;
};

/** The portal's way to Entra, walked as a browser does that confirms what it is asked. @returns the code, and its verifier */
async function walked(challenge: Challenge | null): Promise<{ code: string; verifier: string; asked: URL }> {
  const asked = new URL(await beginSignIn(signIn, '/', { challenge }));
  const verifier = randomBytes(32).toString('base64url');
  const walk = new URL(asked);
  walk.searchParams.delete('prompt'); // the account is picked
  walk.searchParams.delete('nonce');
  walk.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
  const headers = { cookie: `practice_who=${member.upn}`, accept: 'text/html' };
  let page = await fetch(walk, { headers, redirect: 'manual' });
  if (page.status === 200 && (await page.text()).includes('Approve sign in request')) {
    const body = new URLSearchParams({ query: walk.search.slice(1), decision: 'accept' });
    const approved = await fetch(`${env().CLOUD_ORIGIN}/login.microsoftonline.com/practice/mfa`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
    const again = new URL(approved.headers.get('location') ?? '', walk);
    page = await fetch(again, { headers: { ...headers, cookie: `${headers.cookie}; practice_mfa=${member.upn}` }, redirect: 'manual' });
  }
  return { code: new URL(page.headers.get('location') ?? 'http://none').searchParams.get('code') ?? '', verifier, asked };
}

/** As the callback redeems it, for the resource that the cookie names. */
async function redeem(by: SignIn, { code, verifier }: { code: string; verifier: string }): Promise<unknown> {
  const [provider] = authOptions(by).providers;
  if (provider?.type !== 'oauth' || typeof provider.token !== 'object' || !provider.token.request) throw new Error('No way to redeem.');
  const callbackUrl = `${env().NEXTAUTH_URL.replace(/\/$/, '')}/api/auth/callback/entra`;
  const asked = { params: { code, state: 's' }, checks: { state: 's', code_verifier: verifier }, provider: { callbackUrl }, client: {} };
  return provider.token.request(asked as never); // all that ours reads of it
}

describe('a second factor for one resource', () => {
  beforeEach(() => rules({ mfaFor: ['databricks'] }));

  test('is told as such for this one, and its challenge does not reach the outcome', async () => {
    const error = await troubleWith(databricks);
    expect(error.detail).toMatchObject({ trouble: 'interaction', code: 'AADSTS50076', claims: expect.stringContaining('capolids') });
    expect(JSON.stringify(unreachable(error))).not.toContain('capolids');
    expect(unreachable(error)).toMatchObject({ way: 'sign-in' });
    await expect(tokensOf(home)(arm, { fresh: true })).resolves.toBeTruthy();
  });

  test('is asked for by the next sign-in, whose code is redeemed for this one: then there are tokens for all', async () => {
    const challenge = await challengeOf(home, scopes);
    expect(challenge).toMatchObject({ scope: databricks, claims: expect.stringContaining('capolids') });
    const { asked, ...code } = await walked(challenge);
    expect(asked.searchParams.get('claims')).toBe(challenge?.claims);
    expect(
      asked.searchParams
        .get('scope')
        ?.split(' ')
        .find((s) => scopes.includes(s)),
    ).toBe(databricks);
    expect(jar.get(resourceCookie)).toBe(databricks);
    await redeem(forResource(signIn, jar.get(resourceCookie)), code);
    for (const scope of scopes) await expect(tokensOf(home)(scope, { fresh: true })).resolves.toBeTruthy();
    expect(await challengeOf(home, scopes)).toBeNull();
  });

  test('is asked for where a token from before would still do for Entra ID, as the service refuses that', async () => {
    await rules({ preset: 'kind' });
    await tokensOf(home)(databricks);
    forgetTokens(home); // of this process; MSAL still has it
    await rules({ mfaFor: ['databricks'] });
    await expect(tokensOf(home)(databricks)).resolves.toBeTruthy();
    expect(await challengeOf(home, scopes)).toMatchObject({ scope: databricks, claims: expect.stringContaining('capolids') });
  });

  test('would be asked for again and again if the code were redeemed for another', async () => {
    await redeem(signIn, await walked(await challengeOf(home, scopes)));
    expect((await troubleWith(databricks)).detail.trouble).toBe('interaction');
  });

  test('that the sign-in did not give is told instead of tried again', async () => {
    await expect(redeem(forResource(signIn, databricks), await walked(null))).rejects.toThrow();
    expect(refused.map(problemOf)).toEqual(['StillAsked']);
    await expect(tokensOf(home)(arm, { fresh: true })).resolves.toBeTruthy(); // the tokens of before are still there
  });
});

test('a sign-in of somebody whom nothing stands in the way of carries nothing along', async () => {
  expect(await challengeOf(home, scopes)).toBeNull();
  const { asked } = await walked(null);
  expect([asked.searchParams.get('claims'), asked.searchParams.get('prompt')]).toEqual([null, 'select_account']);
  expect(jar.get(resourceCookie)).toBe('');
});

test('missing consent is asked for without the prompt for it, and for the resource that lacks it', async () => {
  await hands.practice('/consent/withdraw', { upn: member.upn, resource: 'storage' });
  const challenge = await challengeOf(home, scopes);
  expect(challenge?.scope).toMatch(/^https:\/\/storage/);
  const { asked } = await walked(challenge);
  expect(asked.searchParams.get('prompt')).toBe('select_account');
  expect(new URL(await beginSignIn(signIn, '/', { challenge, consentAgain: true })).searchParams.get('prompt')).toBe('consent');
});

test.each([
  ['53003', /sign-in rules/],
  ['53000', /device/],
])('a block, %s, has no button, and is none that a sign-in carries along', async (code, said) => {
  await rules({ blocks: [{ resource: 'databricks', code }] });
  const told = unreachable(await troubleWith(databricks));
  expect(told).toMatchObject({ trouble: 'blocked', code: `AADSTS${code}`, message: expect.stringMatching(said) });
  expect(told).not.toHaveProperty('way');
  expect(await challengeOf(home, scopes)).toBeNull();
});

test.each([
  ['is busy', { status: 503 }],
  ['does not answer', { mode: 'hang' }],
])('where Entra ID %s, a sign-in begins without waiting for what it may ask', async (_, fault) => {
  await hands.practice('/consent/withdraw', { upn: member.upn });
  await hands.practice('/faults', { host: 'login.microsoftonline.com', times: 100, ...fault });
  expect(await challengeOf(home, scopes, 100)).toBeNull();
  await hands.practice('/faults/clear');
});

describe('the portal’s own registration', () => {
  test.each([
    ['wrong', 'AADSTS7000215'],
    ['expired', 'AADSTS7000222'],
  ])('with a secret that is %s is told in checks, at sign-in, and in health, and not blamed on anybody', async (portalSecret, code) => {
    const walk = await walked(null);
    await rules({ portalSecret });
    expect(unreachable(await troubleWith(databricks))).toMatchObject({
      trouble: 'set-up',
      code,
      message: expect.stringContaining('It’s the portal’s setup, not you.'),
    });
    await expect(redeem(signIn, walk)).rejects.toThrow();
    expect(refused.map(problemOf)).toEqual(['SetUp']);
    expect(refusedScopes()).not.toEqual([]);
    await rules({ portalSecret: 'valid' });
    for (const scope of scopes) await tokensOf(home)(scope, { fresh: true });
    expect(refusedScopes()).toEqual([]);
  });

  test('is not found sound by a token from before', async () => {
    await tokensOf(home)(arm, { fresh: true });
    noteSetUp(arm, 'AADSTS7000215');
    forgetTokens(home);
    await tokensOf(home)(arm);
    expect(refusedScopes()).toEqual([arm]);
    await tokensOf(home)(arm, { fresh: true });
    expect(refusedScopes()).toEqual([]);
  });

  test('that lacks a permission is not found sound by a token of its own', async () => {
    noteSetUp(arm, 'AADSTS650057');
    await proveSetUp(scopes, Date.now() + 1e7);
    expect(refusedScopes()).toEqual([arm]);
    noteSound(arm);
  });

  test('that lacks an API in the tenant is noticed by asking, at most once a minute, and recovers when it is there', async () => {
    await rules({ missingServicePrincipals: ['databricks'] });
    const now = Date.now() + 2e7;
    await proveSetUp(scopes, now);
    expect(refusedScopes()).not.toEqual([]);
    expect((await troubleWith(databricks)).detail).toMatchObject({ trouble: 'set-up', code: 'AADSTS500011' });
    await rules({ missingServicePrincipals: [] });
    await proveSetUp(scopes, now + 59_000);
    expect(refusedScopes()).not.toEqual([]);
    await proveSetUp(scopes, now + 60_000);
    expect(refusedScopes()).toEqual([]);
  });
});
