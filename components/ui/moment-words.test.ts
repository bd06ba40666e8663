import { expect, test } from 'vitest';
import { momentWords } from './moment-words';

const at = '2026-11-26T23:05:09.000Z';
const noon = Date.parse('2026-11-26T12:00:00Z');

test.each([
  ['UTC, today', { zone: 'UTC', now: noon }, '23:05 UTC'],
  ['with seconds', { zone: 'UTC', now: noon, hasSeconds: true }, '23:05:09 UTC'],
  ['a zone where it is tomorrow already', { zone: 'Europe/Berlin', now: noon }, '2026-11-27 00:05 CET'],
  ['a zone where both are the next day', { zone: 'Europe/Berlin', now: Date.parse('2026-11-27T08:00:00Z') }, '00:05 CET'],
  ['a zone behind', { zone: 'America/New_York', now: noon }, '18:05 GMT-5'],
  ['a zone of half hours', { zone: 'Asia/Kolkata', now: noon }, '2026-11-27 04:35 GMT+5:30'],
  ['no clock to compare with', { zone: 'UTC', now: 0 }, '2026-11-26 23:05 UTC'],
])('%s', (_, reader, words) => {
  expect(momentWords(at, reader)).toBe(words);
});

test('summer time is named as such', () => {
  expect(momentWords('2026-07-01T10:00:00Z', { zone: 'Europe/London', now: Date.parse('2026-07-01T11:00:00Z') })).toBe('11:00 BST');
});
