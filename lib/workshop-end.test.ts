import { describe, expect, test } from 'vitest';
import { deletedAt, endOfDay, isOpen, keptWords, lastDay, overWords, readEnd } from './workshop-end';

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

test('data is deleted so many days after the end, and never where there is none', () => {
  expect(deletedAt({ endsAt: at('2026-12-01T12:00:00Z'), retentionDays: 30 })?.toISOString()).toBe('2026-12-31T12:00:00.000Z');
  expect(deletedAt({ endsAt: null, retentionDays: 30 })).toBeNull();
  expect(keptWords({ endsAt: at('2026-12-01T12:00:00Z'), retentionDays: 30 })).toBe(
    'What is known of you here is deleted on 31 December 2026.',
  );
  expect(keptWords({ endsAt: null, retentionDays: 30 })).toBe('');
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
  test('a day that is over may stay as it is, and so may a workshop without an end', () => {
    const over = { endsAt: endOfDay('2026-11-01'), retentionDays: 30 };
    expect(read('2026-11-01', '60', over)).toEqual({ endsAt: over.endsAt, retentionDays: 60 });
    expect(read('', '30', { endsAt: null, retentionDays: 30 })).toEqual({ endsAt: null, retentionDays: 30 });
    expect(read('', '30', over)).toMatchObject({ problems: { lastDay: expect.any(String) } });
  });
});
