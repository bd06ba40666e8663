import { expect, test } from 'vitest';
import type { Reply } from '@/lib/help/view';
import { answeredAt, answeredBy } from './answered-by';

const said = (by: Reply['by'], name: string | null, at = '2026-11-26T10:00:00.000Z'): Reply => ({
  id: `${name} ${at}`,
  by,
  name,
  text: 'x',
  at,
});

test.each<[string, Reply[], string]>([
  ['nobody answered', [], ''],
  ['only they added something', [said('attendee', 'Ada')], ''],
  ['one answered, and another closed it', [said('facilitator', 'Hugo'), said('attendee', 'Ada')], 'Hugo answered.'],
  [
    'two answered, one of them twice',
    [said('facilitator', 'Hugo'), said('facilitator', 'Greta'), said('facilitator', 'Hugo')],
    'Hugo and Greta answered.',
  ],
  ['whose data is deleted since', [said('facilitator', null)], 'A facilitator answered.'],
])('who answered a request is told by its replies: %s', (_, replies, words) => {
  expect(answeredBy({ replies })).toBe(words);
});

test('who has an answer to the last thing they said is not waiting', () => {
  const answer = said('facilitator', 'Hugo', '2026-11-26T10:05:00.000Z');
  expect(answeredAt({ replies: [said('attendee', 'Ada'), answer] })).toBe(answer.at);
  expect(answeredAt({ replies: [answer, said('attendee', 'Ada', '2026-11-26T10:06:00.000Z')] })).toBeNull();
  expect(answeredAt({ replies: [] })).toBeNull();
});
