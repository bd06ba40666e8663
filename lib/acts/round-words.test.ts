import { expect, test } from 'vitest';
import { roundWords } from './round-words';

const gone = 'They’re signed out.';

test.each([
  ['running', 'bad', 'The last round of checks is still running. Wait until it is over.'],
  [{ checked: 0, obstacles: {} }, 'bad', 'Nobody is on step 2.1 right now.'],
  [{ checked: 0, obstacles: { [gone]: 2 } }, 'bad', 'Not checked: 2 attendees. They’re signed out.'],
  [{ checked: 1, obstacles: {} }, 'done', 'Checking step 2.1 for 1 attendee, a few at a time. The board shows each result as it comes.'],
  [
    { checked: 6, obstacles: { [gone]: 1, 'Not theirs.': 3 } },
    'done',
    'Checking step 2.1 for 6 attendees, a few at a time. The board shows each result as it comes. Not checked: 1 attendee. They’re signed out. Not checked: 3 attendees. Not theirs.',
  ],
] as const)('%o: %s', (round, tone, note) => {
  expect(roundWords({ number: '2.1' }, round)).toEqual({ tone, note });
});
