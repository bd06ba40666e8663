import { expect, test } from 'vitest';
import { momentWords } from './moment-words';

const at = Date.parse('2026-11-26T23:05:09.000Z');
const noon = Date.parse('2026-11-26T12:00:00Z');

test.each([
  ['a time alone', 'UTC', {}, '23:05'],
  ['today', 'UTC', { today: noon, hasZone: true }, '23:05 UTC'],
  ['with seconds', 'UTC', { today: noon, hasZone: true, hasSeconds: true }, '23:05:09 UTC'],
  ['a zone where it is tomorrow already', 'Europe/Berlin', { today: noon, hasZone: true }, 'Fri 27 Nov, 00:05 CET'],
  ['a zone where both are the next day', 'Europe/Berlin', { today: Date.parse('2026-11-27T08:00:00Z'), hasZone: true }, '00:05 CET'],
  ['a zone behind', 'America/New_York', { today: noon, hasZone: true }, '18:05 EST'],
  ['a zone of half hours', 'Asia/Kolkata', { today: noon, hasZone: true }, 'Fri 27 Nov, 04:35 GMT+5:30'],
  ['another year', 'UTC', { today: Date.parse('2027-01-02T12:00:00Z') }, 'Thu, 26 Nov 2026, 23:05'],
  ['the same day of another year', 'UTC', { today: Date.parse('2027-11-26T12:00:00Z') }, 'Thu, 26 Nov 2026, 23:05'],
  ['no clock to compare with', 'UTC', { today: 0, hasZone: true }, 'Thu, 26 Nov 2026, 23:05 UTC'],
])('%s', (_, zone, telling, words) => {
  expect(momentWords(zone, at, telling)).toBe(words);
});

test.each([
  ['America/Los_Angeles', 'PST'],
  ['Pacific/Honolulu', 'HST'],
  ['America/Sao_Paulo', 'GMT-3'],
  ['Europe/London', 'GMT'],
])('%s is called %s', (zone, name) => {
  expect(momentWords(zone, at, { hasZone: true })).toMatch(new RegExp(` ${name}$`));
});

test('summer time is named as such', () => {
  expect(momentWords('Europe/London', Date.parse('2026-07-01T10:00:00Z'), { hasZone: true })).toBe('11:00 BST');
});
