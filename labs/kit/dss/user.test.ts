import { describe, expect, test } from 'vitest';
import type { Dss } from '@/lib/clouds/dss';
import { UpstreamError } from '@/lib/clouds/trouble';
import { Concluded } from '@/lib/lab/outcome';
import { askLogin, type Person } from './user';

const user = (login: string, email = '', groups = ['attendees']) => ({ login, email, groups });
const me = 'ada.quill@practice.example';
const mine = user('ada', me);
const bo = user('bo', 'bo@secret.example');
const admin = user('admin', '', ['administrators']);

/** The result of asking as somebody: a login, or the words of an outcome. */
async function asked(users: ReturnType<typeof user>[] | null, person: Omit<Person, 'userName'> = {}, isClick = true) {
  const groups = [
    { name: 'attendees', admin: false },
    { name: 'administrators', admin: true },
  ];
  const dss = { users: async () => users, groups: async () => users && groups, keyOwner: async () => 'whoever', isClick } as unknown as Dss; // nothing else of it is asked
  try {
    return { login: await askLogin({ dss: () => dss }, { userName: me, ...person }) };
  } catch (error) {
    if (error instanceof Concluded) return error.verdict;
    if (error instanceof UpstreamError) return error.detail;
    throw error;
  }
}

test.each([
  ['their own account', [mine, bo], {}, { login: 'ada' }],
  ['their own, typed', [mine, bo], { dssLogin: 'ADA' }, { login: 'ada' }],
  ['their own by the mail of Entra ID', [user('x', 'quill@practice.example')], { mail: 'quill@practice.example' }, { login: 'x' }],
  ['nobody', [bo], {}, { status: 'missing', message: 'You haven’t signed in to DSS yet.' }],
  ['a login that is not there', [mine], { dssLogin: 'nobody' }, { status: 'missing', message: 'DSS has no user with the login nobody.' }],
  ['two accounts', [mine, user('ada2', me)], {}, { status: 'missing', message: 'DSS has several accounts for you: ada, ada2.' }],
  ['somebody else’s', [mine, bo], { dssLogin: 'bo' }, { status: 'wrong', expected: me, found: 'bo (another address)' }],
  ['an account without an email', [mine, user('nightly')], { dssLogin: 'nightly' }, { status: 'wrong', found: 'nightly (no address)' }],
  ['the administrator without an email', [mine, admin], { dssLogin: 'admin' }, { status: 'wrong' }],
  ['their own, which is an administrator', [user('ada', me, ['administrators'])], {}, { trouble: 'own-key' }],
  ['their own, of which DSS does not tell', [user('ada', me, ['gone'])], { dssLogin: 'ada' }, { trouble: 'own-key' }],
])('asked as %s', async (_, users, person, expected) => {
  expect(await asked(users, person)).toMatchObject(expected);
});

describe('with a personal key', () => {
  test.each([{}, { dssLogin: 'admin' }, { dssLogin: 'bo' }])('the key says whose it is, whatever was typed: %o', async (person) => {
    expect(await asked(null, person)).toEqual({ login: 'whoever' });
  });
});

test('what a key of theirs showed is not overwritten while they are not there to give it', async () => {
  for (const [users, dssLogin] of [
    [[bo], undefined],
    [[mine, user('nightly')], 'nightly'],
    [[user('ada', me, ['administrators'])], undefined],
  ] as const)
    expect(await asked([...users], { dssLogin }, false)).toMatchObject({ cloud: 'DSS', trouble: 'own-key' });
  expect(await asked([mine], {}, false)).toEqual({ login: 'ada' });
});

test('the address of the other person is not told', async () => {
  expect(JSON.stringify(await asked([bo], { dssLogin: 'bo' }))).not.toContain('secret.example');
});
