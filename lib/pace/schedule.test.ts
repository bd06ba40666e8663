import { expect, test } from 'vitest';
import { breakFields, mostBreaks, readSchedule, scheduleFields, scheduleWords } from './schedule';

const day = (clock: string) => `2026-11-26T${clock}`;
const planned = { startsAt: day('09:00'), plannedEnd: day('12:00') };
const pause = (n: number, from: string, to: string) => {
  const fields = breakFields(n);
  return { [fields.from]: from && day(from), [fields.to]: to && day(to) };
};

test('a plan is stored as moments, its breaks in order', () => {
  expect(readSchedule({ ...planned, ...pause(1, '11:00', '11:15'), ...pause(3, '10:00', '10:10') }, 'Europe/Paris')).toEqual({
    startsAt: new Date('2026-11-26T08:00:00Z'),
    plannedEnd: new Date('2026-11-26T11:00:00Z'),
    breaks: [
      { from: '2026-11-26T09:00:00.000Z', to: '2026-11-26T09:10:00.000Z' },
      { from: '2026-11-26T10:00:00.000Z', to: '2026-11-26T10:15:00.000Z' },
    ],
  });
});

test('nothing entered is nothing planned; a start alone is a plan', () => {
  expect(readSchedule({}, 'UTC')).toEqual({ startsAt: null, plannedEnd: null, breaks: [] });
  expect(readSchedule({ startsAt: day('09:00'), plannedEnd: ' ' }, 'UTC')).toMatchObject({ plannedEnd: null });
});

test.each([
  ['an end without a start', { plannedEnd: day('12:00') }, 'startsAt'],
  ['a break without a start', pause(1, '10:00', '10:10'), 'startsAt'],
  ['an end before the start', { ...planned, plannedEnd: day('08:00') }, 'plannedEnd'],
  ['an end at the start', { ...planned, plannedEnd: day('09:00') }, 'plannedEnd'],
  ['an end months later', { ...planned, plannedEnd: '2027-03-01T12:00' }, 'plannedEnd'],
  ['words for a time', { ...planned, startsAt: 'nine' }, 'startsAt'],
  ['a day that there is not', { ...planned, startsAt: '2026-13-26T09:00' }, 'startsAt'],
  ['an hour that there is not', { ...planned, startsAt: '2026-11-26T24:30' }, 'startsAt'],
  ['half a break', { ...planned, ...pause(2, '10:00', '') }, 'break 2 to'],
  ['the other half', { ...planned, ...pause(2, '', '10:00') }, 'break 2 from'],
  ['a break that ends first', { ...planned, ...pause(1, '10:10', '10:00') }, 'break 1 to'],
  ['a break before the start', { ...planned, ...pause(1, '08:00', '09:30') }, 'break 1 from'],
  ['a break after the end', { ...planned, ...pause(1, '11:50', '12:30') }, 'break 1 to'],
  ['breaks that overlap', { ...planned, ...pause(1, '10:00', '10:30'), ...pause(2, '10:20', '10:40') }, 'break 2 from'],
  ['nothing but breaks', { ...planned, ...pause(1, '09:00', '12:00') }, 'plannedEnd'],
])('%s is refused at its field', (_, typed, field) => {
  const read = readSchedule(typed, 'UTC');
  expect('problems' in read && Object.keys(read.problems)).toEqual([field]);
});

test('breaks that touch are two, and more than the form has room for are not read', () => {
  const two = readSchedule({ ...planned, ...pause(1, '10:00', '10:10'), ...pause(2, '10:10', '10:20') }, 'UTC');
  expect('breaks' in two && two.breaks).toHaveLength(2);
  const beyond = readSchedule({ ...planned, ...pause(mostBreaks + 1, '10:00', '10:10') }, 'UTC');
  expect('breaks' in beyond && beyond.breaks).toEqual([]);
});

test('a form has a field for all that is read', () => {
  expect(scheduleFields()).toHaveLength(2 + 2 * mostBreaks);
  expect(new Set(scheduleFields()).size).toBe(2 + 2 * mostBreaks);
});

test('the record of what changed says moments in UTC, and nothing of what is not planned', () => {
  const read = readSchedule({ ...planned, ...pause(1, '10:00', '10:10') }, 'Europe/Paris');
  if ('problems' in read) expect.unreachable();
  expect(scheduleWords(read)).toEqual({
    startsAt: '2026-11-26 08:00 UTC',
    plannedEnd: '2026-11-26 11:00 UTC',
    breaks: '2026-11-26 09:00 UTC to 2026-11-26 09:10 UTC',
  });
  expect(scheduleWords({ startsAt: null, plannedEnd: null, breaks: [] })).toEqual({ startsAt: null, plannedEnd: null, breaks: null });
});
