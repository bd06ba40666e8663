import { expect, test } from 'vitest';
import { planRoster } from './plan';

const one = (name: string, track: string | null = null) => ({ row: 2, name, userName: `${name.charAt(0)}@x.example`.toLowerCase(), track });
const plan = (listed: ReturnType<typeof one>[], known: ReturnType<typeof one>[]) => planRoster({ listed, refused: [] }, known);

test('somebody not yet expected is added', () => {
  expect(plan([one('Ada')], [])).toMatchObject({ added: [{ name: 'Ada' }], changed: [], unchanged: 0 });
});
test('another name or track of the same address is a change', () => {
  expect(plan([one('Ada L.'), one('Bo', 'model')], [one('Ada'), one('Bo', 'whole')])).toMatchObject({
    added: [],
    changed: [
      { to: { name: 'Ada L.' }, from: { name: 'Ada' } },
      { to: { track: 'model' }, from: { track: 'whole' } },
    ],
    unchanged: 0,
  });
});
test('a list without tracks takes none away', () => {
  expect(plan([one('Ada'), one('Bo B.')], [one('Ada', 'model'), one('Bo', 'model')])).toMatchObject({
    changed: [{ to: { name: 'Bo B.', track: 'model' } }],
    unchanged: 1,
  });
});
test('somebody expected who is not in the list stays', () => {
  expect(plan([one('Ada')], [one('Ada'), one('Bo')])).toEqual({ added: [], changed: [], unchanged: 1, refused: [] });
});
