// Whom DSS is asked as, against the practice DSS: what an attendee types is never enough.
import { expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { askLogin, type Person } from '@/labs/kit/dss/user';
import { Concluded } from '@/lib/lab/outcome';
import type { Credential } from '../access';
import { clientsOf } from '../cloud';
import { Run } from '../http';
import { UpstreamError } from '../trouble';
import { dss as cloud } from '.';

const hands = await practiceHands();
const { dss, dssAdminKey, settings } = hands;
const origin = settings.dssUrl;
const me = await hands.newcomer('Mallory Member');
const login = await dss.loginOf(me);

/** As an administrator of DSS, over its API. */
async function administer(path: string, body: unknown): Promise<unknown> {
  const url = `${process.env['CLOUD_ORIGIN']}/${new URL(origin).host}/public/api${path}`;
  const headers = { authorization: `Bearer ${dssAdminKey}`, 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}
async function keyOf(user: string): Promise<Credential> {
  const { key } = (await administer('/admin/personal-api-keys/', { user, label: 'test' })) as { key: string }; // the practice DSS's own
  return { origin, key, whose: 'attendee' };
}

async function asked(person: Person, credential: Credential = { origin, key: dssAdminKey, whose: 'workshop' }): Promise<string> {
  const run = new Run({ tokenFor: async () => 'unused', credentialFor: async () => credential });
  try {
    return await askLogin(clientsOf({ dss: cloud }, run, []), person);
  } catch (error) {
    if (error instanceof Concluded) return error.verdict.status;
    if (error instanceof UpstreamError) return error.detail.trouble;
    throw error;
  }
}

test.each(['admin', 'nightly'])('%s, which has no email, is not mine because I type it, but by a key of it', async (dssLogin) => {
  expect(await asked({ userName: me.upn, dssLogin })).toBe('wrong');
  expect(await asked({ userName: me.upn, dssLogin }, await keyOf(dssLogin))).toBe(dssLogin);
});

test('an administrator with my email is not asked as, but by a key of mine', async () => {
  const boss = await hands.newcomer('Berta Boss');
  await administer('/admin/users/', { login: 'berta', email: boss.upn, groups: ['attendees', 'administrators'] });
  expect(await asked({ userName: boss.upn })).toBe('own-key');
  expect(await asked({ userName: boss.upn }, await keyOf('berta'))).toBe('berta');
});

test('nor is an account if DSS does not say what its group may do', async () => {
  const grey = await hands.newcomer('Gero Grey');
  await administer('/admin/users/', { login: 'gero', email: grey.upn, groups: ['from-a-directory'] });
  expect(await asked({ userName: grey.upn })).toBe('own-key');
});

test.each(['Priya Raman', 'Gus Visitor'])('%s, whose mail is not the sign-in name, is found by the mail', async (name) => {
  const { upn, mail } = hands.member(name);
  const theirs = await dss.loginOf(hands.member(name));
  expect(await asked({ userName: upn, mail: mail?.toLowerCase() })).toBe(theirs);
  expect(await asked({ userName: upn })).toBe('missing');
});

test('my own account is found', async () => {
  expect(await asked({ userName: me.upn })).toBe(login);
});
