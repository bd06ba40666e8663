import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Account, accountOf } from './account';

const me = { userName: 'ada.quill@practice.example' };
const everybody = [{ name: 'attendees', admin: false }, { name: 'administrators', admin: true }, { name: 'silent' }];
const user = (login: string, email: string | null = '', groups: string[] | null = ['attendees']) => ({ login, email, groups });
const told = (account: Account) => (account.kind === 'theirs' ? account.login : account.kind);
const found = (users: ReturnType<typeof user>[], who: { userName: string; mail?: string } = me, recorded?: string) =>
  told(accountOf(users, everybody, who, recorded));

describe('an account is somebody’s', () => {
  test.each([
    ['by its email', [user('x', me.userName), user('ada.quill')], 'x'],
    ['by its email in another case', [user('x', ' Ada.Quill@Practice.Example ')], 'x'],
    ['by a login that is the address', [user(me.userName)], me.userName],
    [
      'by a login that is the address in another case',
      [user('Ada.Quill@practice.example', 'other@practice.example')],
      'Ada.Quill@practice.example',
    ],
  ])('%s', (_, users, login) => {
    expect(found(users)).toBe(login);
  });
  test.each([
    ['by the mail that Entra ID states, where the sign-in name is another', { userName: 'x4471@practice.example', mail: me.userName }],
    ['by a guest’s mail', { userName: 'ada_partner.example#EXT#@practice.example', mail: me.userName }],
  ])('%s', (_, who) => {
    expect(found([user('ada', me.userName), user('x4471')], who)).toBe('ada');
    expect(found([user('ada', me.userName)], { userName: who.userName })).toBe('none');
  });
});

describe('nothing else makes it theirs', () => {
  test.each([
    ['the first part of the address', [user('ada.quill')], undefined, 'none'],
    ['the first part, typed', [user('ada.quill')], 'ada.quill', 'unproven'],
    ['a typed login without an email', [user('nightly')], 'nightly', 'unproven'],
    ['a typed login whose email DSS leaves out', [user('nightly', null)], 'nightly', 'unproven'],
    ['a typed login of somebody else', [user('bo', 'bo@practice.example')], 'bo', 'unproven'],
    ['the administrator’s', [user('admin', '', ['administrators'])], 'admin', 'unproven'],
    ['a typed login that is not there', [user('x', me.userName)], 'nobody', 'none'],
    ['a letter that only looks the same', [user('x', 'ada.quil\u{217C}@practice.example')], undefined, 'none'],
  ])('%s', (_, users, recorded, kind) => {
    expect(found(users, me, recorded)).toBe(kind);
  });
  test('nobody’s address is nobody’s account', () => {
    for (const userName of ['', ' ']) expect(found([user('nightly'), user('x', null)], { userName, mail: '' })).toBe('none');
    expect(found([user('nightly')], { userName: '' }, 'nightly')).toBe('unproven');
  });
});

describe('of several', () => {
  const users = [user('ada', me.userName), user('ada2', me.userName), user('ADA', 'bo@practice.example')];
  test('none is guessed', () => {
    expect(accountOf(users, everybody, me)).toEqual({ kind: 'several', logins: ['ada', 'ada2'] });
  });
  test.each([
    ['ada2', 'ada2'],
    ['ada', 'ada'],
    ['ADA', 'unproven'],
    ['Ada2', 'ada2'],
    ['aDa', 'several'],
  ])('the typed login %s picks %s', (recorded, login) => {
    expect(found(users, me, recorded)).toBe(login);
  });
});

describe('an administrator is never theirs to be asked as', () => {
  test.each([
    ['in the group of administrators', ['administrators'], 'administrator'],
    ['in several, one of administrators', ['attendees', 'administrators'], 'administrator'],
    ['in one of administrators, the others not told', ['silent', 'gone', 'administrators'], 'administrator'],
    ['in a group that DSS does not list', ['attendees', 'gone'], 'untold'],
    ['in a group whose rights are not told', ['silent'], 'untold'],
    ['DSS does not say in which', null, 'untold'],
    ['in none', [], 'x'],
  ])('%s', (_, groups, kind) => {
    expect(found([user('x', me.userName, groups)])).toBe(kind);
    expect(found([user('x', me.userName, groups)], me, 'x')).toBe(kind);
  });
});

test('no other code makes a login, or asks as an account', () => {
  const files = globSync('{lib,labs,app,components}/**/*.{ts,tsx}').filter((f) => !f.endsWith('.test.ts') && !f.includes('/practice/'));
  const having = (pattern: RegExp) => files.filter((f) => pattern.test(readFileSync(f, 'utf8'))).sort();
  expect(having(/ as Login\b/)).toEqual(['lib/clouds/dss/account.ts', 'lib/clouds/dss/client.ts']);
  expect(having(/proxyuser/i)).toEqual(['lib/clouds/dss/service.ts']);
});
