import { expect, test } from 'vitest';
import { instantIn, isZone, localIn } from './zone';

test.each([
  ['UTC', '2026-11-26T09:30', '2026-11-26T09:30:00Z'],
  ['Europe/Paris', '2026-11-26T09:30', '2026-11-26T08:30:00Z'],
  ['Europe/Paris', '2026-07-01T09:30', '2026-07-01T07:30:00Z'],
  ['America/Los_Angeles', '2026-11-26T17:00', '2026-11-27T01:00:00Z'],
  ['Asia/Kolkata', '2026-11-26T09:30', '2026-11-26T04:00:00Z'],
  ['Asia/Calcutta', '2026-11-26T00:00', '2026-11-25T18:30:00Z'],
  ['Pacific/Auckland', '2026-12-31T23:59', '2026-12-31T10:59:00Z'],
])('a clock in %s that shows %s', (zone, local, moment) => {
  expect(instantIn(zone, local)).toBe(Date.parse(moment));
  expect(localIn(zone, Date.parse(moment))).toBe(local);
});

test('of an hour that comes twice the first counts, and one that is skipped is an hour later', () => {
  expect(instantIn('Europe/Paris', '2026-10-25T02:30')).toBe(Date.parse('2026-10-25T00:30:00Z'));
  expect(instantIn('Europe/Paris', '2026-03-29T02:30')).toBe(Date.parse('2026-03-29T01:30:00Z'));
  expect(instantIn('America/New_York', '2026-03-08T03:00')).toBe(Date.parse('2026-03-08T07:00:00Z'));
});

test.each(['2026-02-31T09:00', '2026-13-01T09:00', '2026-11-26T25:00', '2026-11-26T24:00', 'noon', ''])('no clock shows %s', (local) => {
  expect(instantIn('Europe/Paris', local)).toBeNull();
});

test.each([
  ['Europe/Zurich', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
  ['../../etc/passwd', false],
])('%s is a zone: %s', (name, is) => {
  expect(isZone(name)).toBe(is);
});
