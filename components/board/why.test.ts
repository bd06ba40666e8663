import { expect, test } from 'vitest';
import { type BoardStep, groupsOf, type Paced } from '@/lib/pace/group';
import type { BoardRow } from '@/lib/progress/board';
import { sideOf, whyOf } from './why';

const step = (slug: string, number: string): BoardStep => ({ slug, number, title: slug, minutes: 5, tracks: ['whole'] });
const steps = [step('bed', '1.1'), step('rose', '1.2'), step('fence', '1.3')];
const now = Date.parse('2026-11-26T10:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const pass = { status: 'pass' } as const;
const wrong = { status: 'wrong', note: 'It is in the right region', says: 'The region is North.' } as const;
const down = { status: 'unreachable', note: 'It is hot', trouble: 'unavailable', cloud: 'Kettles' } as const;
type Known = Paced & Pick<BoardRow, 'asks'>;
const row = (cells: BoardRow['cells'], more: Partial<Known> = {}): Known => ({
  track: 'whole',
  step: 'bed',
  stepSince: ago(12),
  seenAt: ago(1),
  joinedAt: ago(60),
  passedAt: null,
  helpAt: null,
  failedTries: 0,
  cells,
  ...more,
});

test.each<[string, Known, string | null]>([
  ['stuck on a check', row({ bed: wrong }), '“It is in the right region”: The region is North.'],
  ['stuck, and the sentence is not in the row', row({ bed: { status: 'wrong', note: 'It is red' } }), '“It is red”'],
  ['stuck on the step after the one they opened', row({ bed: pass, rose: wrong }), '“It is in the right region”: The region is North.'],
  ['waiting on an earlier step', row({ bed: { status: 'waiting', note: 'It grows' } }, { step: 'rose' }), '1.1 “It grows”'],
  ['just begun', row({ bed: wrong }, { stepSince: ago(1) }), null],
  ['waiting, and for what', row({ bed: { status: 'waiting', note: 'It is grown', says: 'It grows' } }), '“It is grown”: It grows'],
  ['a service is down, in words that are not said to the attendee', row({ bed: down }), 'Kettles: It answers with errors.'],
  [
    'theirs to act on, in the sentence that they read',
    row({ bed: { ...down, trouble: 'signed-out', says: 'Your sign-in has ended.' } }),
    '“It is hot”: Your sign-in has ended.',
  ],
  [
    'asking about another step than the one they are on',
    row({ bed: wrong, rose: { status: 'missing', note: 'It is red' } }, { step: 'rose', helpAt: ago(1), asks: { step: 'bed' } }),
    '1.1 “It is in the right region”: The region is North.',
  ],
  [
    'asking about a step that they have passed since',
    row({ bed: pass, rose: wrong }, { step: 'rose', helpAt: ago(1), asks: { step: 'bed' } }),
    '“It is in the right region”: The region is North.',
  ],
  ['asking for help where nothing was checked', row({}, { helpAt: ago(1) }), null],
  [
    'done, and something has changed since',
    row({ bed: { ...pass, note: 'It is red' }, rose: pass, fence: pass }, { helpAt: ago(1) }),
    null,
  ],
])('a row says why: %s', (_, given, why) => {
  expect(whyOf(given, steps, groupsOf(given, steps, now))).toBe(why);
});

test.each<[BoardRow['cells'][string], string]>([
  [down, 'a service problem'],
  [{ ...down, trouble: 'garbled' }, 'Guidepost or the network'],
  [{ ...down, trouble: 'forbidden' }, 'the workshop’s setup'],
  [{ ...down, trouble: 'own-key' }, 'theirs to fix'],
  [wrong, ''],
])('whose side it is on that it can’t be checked: %j is %s', (bed, side) => {
  expect(sideOf(row({ bed }), steps)).toBe(side);
});
