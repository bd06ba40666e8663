import { expect, test } from 'vitest';
import { type AttemptView, type CloseUp, mergeCloseUp, shownAttempts } from './close-up';

const attempt = (id: string, at: string): AttemptView => ({
  id,
  step: '1',
  trigger: 'click',
  at,
  durationMs: 1,
  passed: false,
  findings: [],
});
const known: CloseUp = {
  ...{ revision: '9', name: 'Ada', userName: 'ada', joinedAt: '', track: 'all', at: 'boil', help: null },
  ...{ standings: { boil: [], brew: [] }, passed: [], values: [], hints: [], solves: [], acts: [] },
  attempts: [attempt('a', '2026-11-26T10:00:00.000Z')],
};

test('what the news have not is kept, and a number of a revision is no text', () => {
  const news = mergeCloseUp(known, { revision: '10', at: 'brew' });
  expect(news).toEqual({ ...known, revision: '10', at: 'brew' });
});

test('news from before what is known change nothing', () => {
  expect(mergeCloseUp({ ...known, revision: '10' }, { revision: '9', at: 'brew' })).toMatchObject({ revision: '10', at: 'boil' });
});

test('an attempt that is known already is not there twice', () => {
  const two = [attempt('b', '2026-11-26T10:05:00.000Z'), attempt('a', '2026-11-26T10:00:00.000Z')];
  expect(mergeCloseUp(known, { revision: '10', attempts: two }).attempts.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('of many attempts the newest are kept', () => {
  const many = Array.from({ length: shownAttempts }, (_, i) => attempt(`n${i}`, `2026-11-26T11:${10 + i}:00.000Z`));
  const { attempts } = mergeCloseUp(known, { revision: '10', attempts: many.toReversed() });
  expect(attempts).toHaveLength(shownAttempts);
  expect(attempts[0]?.id).toBe(`n${shownAttempts - 1}`);
  expect(attempts.some(({ id }) => id === 'a')).toBe(false);
});
