import { describe, expect, test } from 'vitest';
import {
  beforeClosingWords,
  closingWords,
  deletedAt,
  endOfDay,
  finalAt,
  isOpen,
  keptWords,
  lastDay,
  overWords,
  readEnd,
} from './workshop-end';

const now = new Date('2026-11-26T09:00:00Z');
const at = (iso: string) => new Date(iso);

test.each([
  ['without an end', { endsAt: null, closedAt: null }, true],
  ['before its end', { endsAt: at('2026-11-26T09:00:01Z'), closedAt: null }, true],
  ['at its end', { endsAt: now, closedAt: null }, false],
  ['closed', { endsAt: null, closedAt: at('2026-11-25T09:00:00Z') }, false],
])('a workshop %s', (_, ends, open) => {
  expect(isOpen(ends, now.getTime())).toBe(open);
});

test('a day ends when it is over everywhere, and is told as that day again', () => {
  expect(endOfDay('2026-11-30').toISOString()).toBe('2026-12-01T12:00:00.000Z');
  expect(lastDay(endOfDay('2026-12-31'))).toBe('2026-12-31');
});

const [end, closing] = [at('2026-12-01T12:00:00Z'), at('2026-11-25T10:00:00Z')];
test.each([
  ['goes on for ever', null, null, null],
  ['has an end', end, null, '2026-12-01T12:00:00.000Z'],
  ['was closed before its end', end, closing, '2026-11-26T10:00:00.000Z'],
  ['was closed in its last hours', end, at('2026-12-01T10:00:00Z'), '2026-12-01T12:00:00.000Z'],
  ['was closed, and had no end', null, closing, '2026-11-26T10:00:00.000Z'],
])('when the keys of a workshop go, and its retention begins: one that %s', (_, endsAt, closedAt, final) => {
  expect(finalAt({ endsAt, closedAt })?.toISOString() ?? null).toBe(final);
});

test('data is deleted so many days after that, and never where there is no end', () => {
  const kept = { closedAt: null, retentionDays: 30 };
  expect(deletedAt({ ...kept, endsAt: end })?.toISOString()).toBe('2026-12-31T12:00:00.000Z');
  expect(deletedAt({ ...kept, endsAt: end, closedAt: closing })?.toISOString()).toBe('2026-12-26T10:00:00.000Z');
  expect(deletedAt({ ...kept, endsAt: null })).toBeNull();
  expect(keptWords({ ...kept, endsAt: end })).toBe('Your data here is deleted on 31 December 2026.');
  expect(keptWords({ ...kept, endsAt: null, closedAt: closing })).toBe('Your data here is deleted on 26 December 2026.');
  expect(keptWords({ ...kept, endsAt: null })).toBe('');
});

test('a facilitator is told what closing does, before and after', () => {
  expect(beforeClosingWords({ retentionDays: 30 })).toContain('for 24 hours and lose nothing. Then the keys you entered are removed, and');
  expect(beforeClosingWords({ retentionDays: 30 })).toMatch(/is deleted 30 days later\.$/);
  expect(beforeClosingWords({ retentionDays: 1 })).toMatch(/a day later\.$/);
  expect(beforeClosingWords({ retentionDays: 0 })).toMatch(/is deleted with them\.$/);
  const closed = { endsAt: null, closedAt: closing, retentionDays: 2 };
  expect(closingWords(closed, now.getTime())).toBe(
    'The keys you entered are removed on 26 November 2026 at 10:00 UTC, unless you reopen it before. Its attendees’ data is deleted on 28 November 2026.',
  );
  expect(closingWords(closed, at('2026-11-27T10:00:00Z').getTime())).toBe(
    'The keys you entered are removed. Its attendees’ data is deleted on 28 November 2026.',
  );
  expect(closingWords(closed, at('2026-11-29T10:00:00Z').getTime())).toBe(
    'The keys you entered are removed. Its attendees’ data has been deleted.',
  );
  expect(closingWords({ ...closed, endsAt: at('2026-11-26T09:30:00Z') }, now.getTime())).not.toContain('reopen');
  expect(closingWords({ ...closed, closedAt: null })).toBe('');
});

test('why a workshop is over', () => {
  expect(overWords({ endsAt: endOfDay('2020-05-01'), closedAt: null })).toBe('This workshop ended on 1 May 2020.');
  expect(overWords({ endsAt: null, closedAt: now })).toBe('This workshop is closed.');
});

describe('the form', () => {
  const read = (day: string, days: string, before: Parameters<typeof readEnd>[1] = null) =>
    readEnd({ lastDay: day, retentionDays: days }, before, now);
  test('a day ahead and a number of days', () => {
    expect(read('2026-11-30', ' 14 ')).toEqual({ endsAt: endOfDay('2026-11-30'), retentionDays: 14 });
    expect(read('2026-11-26', '0')).toEqual({ endsAt: endOfDay('2026-11-26'), retentionDays: 0 });
  });
  test.each([
    ['no day', '', '30', 'lastDay'],
    ['no day of the calendar', '2026-02-30', '30', 'lastDay'],
    ['yesterday’s yesterday', '2026-11-24', '30', 'lastDay'],
    ['a day in two years', '2028-11-24', '30', 'lastDay'],
    ['no days', '2026-11-30', '', 'retentionDays'],
    ['too many days', '2026-11-30', '366', 'retentionDays'],
    ['half a day', '2026-11-30', '0.5', 'retentionDays'],
    ['a word', '2026-11-30', 'x'.repeat(50), 'retentionDays'],
  ])('%s is told at its field', (_, day, days, field) => {
    expect(read(day, days)).toEqual({ problems: { [field]: expect.any(String) } });
  });
  test('a day that is over may stay, and so may a workshop without an end', () => {
    const over = { endsAt: endOfDay('2026-11-01'), retentionDays: 30 };
    expect(read('2026-11-01', '60', over)).toEqual({ endsAt: over.endsAt, retentionDays: 60 });
    expect(read('', '30', { endsAt: null, retentionDays: 30 })).toEqual({ endsAt: null, retentionDays: 30 });
    expect(read('', '30', over)).toMatchObject({ problems: { lastDay: expect.any(String) } });
  });
});
