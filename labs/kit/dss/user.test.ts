import { expect, test } from 'vitest';
import { findUser, judgeLogin } from './user';

const user = (login: string, email = '') => ({ login, displayName: login, email });
const me = 'ada.quill@practice.example';

test.each([
  ['by address', [user('x', me), user('ada.quill')], 'x'],
  ['by address in another case', [user('x', 'Ada.Quill@Practice.Example')], 'x'],
  ['by a login that is the address', [user(me)], me],
  ['by the first part of it, where no other address stands', [user('ada.quill')], 'ada.quill'],
  ['not by the first part, where another address stands', [user('ada.quill', 'ada.quill@elsewhere.example')], undefined],
  ['nobody', [user('bo', 'bo@practice.example')], undefined],
])('found %s', (_, users, login) => {
  expect(findUser(users, me)?.login).toBe(login);
});

test.each([
  ['nothing recorded, found', { userName: me }, [user('ada', me)], { login: 'ada' }],
  ['nothing recorded, not found', { userName: me }, [], { status: 'missing', message: 'DSS does not know you yet.' }],
  ['a recorded login without an address', { userName: me, dssLogin: 'AQuill' }, [user('aquill')], { login: 'aquill' }],
  [
    'a recorded login that is not there',
    { userName: me, dssLogin: 'nobody' },
    [user('ada', me)],
    { status: 'missing', message: expect.stringContaining('nobody') },
  ],
  ['somebody else’s login', { userName: me, dssLogin: 'bo' }, [user('bo', 'bo@practice.example'), user('ada', me)], { status: 'wrong' }],
])('%s', (_, known, users, expected) => {
  expect(judgeLogin(users, known)).toMatchObject(expected);
});

test('the address of the other person is not told', () => {
  expect(JSON.stringify(judgeLogin([user('bo', 'bo@secret.example')], { userName: me, dssLogin: 'bo' }))).not.toContain('secret.example');
});
