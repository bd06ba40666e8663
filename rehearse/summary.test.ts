import { expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { FakeClock } from './fake-clock';
import { servicesOf, throwFaults, weather } from './faults';
import { Ledger } from './ledger';
import { randomFor } from './random';
import { mistyped, sentenceOf } from './slips';
import { clockWords, quantile, statusLine, summaryOf } from './summary';

test.each([
  [[], null],
  [[5], 5],
  [[3, 1, 2], 3],
  [Array.from({ length: 100 }, (_, i) => 100 - i), 96],
])('the 95th of a hundred of %j is %j', (values, expected) => {
  expect(quantile(values, 0.95)).toBe(expected);
});

test.each([
  [0, '00:00'],
  [61_500, '01:01'],
  [3_600_000, '60:00'],
])('%i ms are %s', (ms, words) => {
  expect(clockWords(ms)).toBe(words);
});

function somebodys(): Ledger {
  const ledger = new Ledger(() => 90_000);
  ledger.joined.add('Ann').add('Bob');
  ledger.pass('Ann', 'one');
  ledger.pass('Ann', 'one');
  ledger.mistake('Ann', 'slips');
  ledger.mistake('Bob', 'slips');
  ledger.mistake('Bob', 'goes idle');
  ledger.request('press', 12);
  ledger.request('press', 40.4);
  ledger.request('page', 7);
  ledger.asked = 1;
  return ledger;
}

test('a line while it runs', () => {
  expect(statusLine(somebodys(), 90_000)).toBe('01:30 · 2 in the workshop · 1 step passed · 3 mistakes · 1 asked for help · 0 errors');
});

test('at the end: people, steps, mistakes, requests, times, errors', () => {
  const text = summaryOf(somebodys(), 90_000);
  for (const words of [
    '2 joined, 1 asked for help',
    '1 passed',
    'Mistakes    3',
    '2 × slips',
    '1 × goes idle',
    'p95 40 ms',
    'Requests    3',
    'Errors      0',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('Refused');
  expect(text).not.toContain('not verified');
});

test('each error is listed with who and when, up to twenty; what was refused, and what stayed red, too', () => {
  const ledger = somebodys();
  for (let i = 0; i < 23; i++) ledger.error('Ann', `press /w/x: status 500 number ${i}`);
  ledger.refusal('GET x: 503');
  ledger.puzzle('Bob', 'one: c: no');
  const text = summaryOf(ledger, 90_000);
  expect(text).toContain('    01:30 Ann: press /w/x: status 500 number 19');
  expect(text).not.toContain('number 20');
  expect(text).toContain('… and 3 more');
  expect(text).toContain('Errors      23');
  expect(text).toContain('1 × GET x: 503');
  expect(text).toContain('01:30 Bob: one: c: no');
});

test('times of nobody are none, not NaN', () => {
  expect(summaryOf(new Ledger(() => 0), 0)).toContain('p50 none, p95 none');
});

test.each([
  ['abcd', 'acbd'],
  ['my-lab', 'myl-ab'],
  ['443', '43'],
  ['ab', 'ba'],
])('a hand slips: %s', (value, wrong) => {
  expect(mistyped(value)).toBe(wrong);
});

test.each([
  ['PUT https://x.example/subscriptions/5b9d2f60-1e4a/y: 409 Conflict', 'PUT x.example: 409 Conflict'],
  ['DELETE /admin/connections/ann: 403 no\nstack', 'DELETE /admin/connections/ann: 403 no stack'],
  ['AADSTS7000215: wrong', 'AADSTS…: wrong'],
])('what a service said, without what differs: %s', (said, expected) => {
  expect(sentenceOf(new Error(said))).toBe(expected);
});

const services = servicesOf(lab, { dssUrl: 'https://dss.practice.example' });

test('the services that may have trouble are the lab’s, but for the one that signs people in', () => {
  expect(services.map(({ name }) => name)).toHaveLength(Object.keys(lab.clouds).length - 1);
  const isMeant = (host: string) => services.filter(({ hosts }) => new RegExp(hosts, 'i').test(host)).length;
  expect(['dss.practice.example', 'management.azure.com', 'adb-12345678.9.azuredatabricks.net'].map(isMeant)).toEqual([1, 1, 1]);
  expect(['login.microsoftonline.com', 'dssxpractice.example'].map(isMeant)).toEqual([0, 0]);
});

test('faults come one after the other, each for a while, and each says so', async () => {
  const clock = new FakeClock();
  const thrown: { path: string; body: unknown; at: number }[] = [];
  const told: string[] = [];
  const practice = async (path: string, body: unknown) => void thrown.push({ path, body, at: clock.now() });
  const storm = throwFaults({ random: randomFor('x'), services, clock, speed: 10, practice, tell: (line) => void told.push(line) }).catch(
    String,
  );
  await clock.run(20 * 60_000);
  expect(await storm).toContain('over');
  expect(thrown.length).toBeGreaterThan(4);
  expect(told).toHaveLength(thrown.length);
  for (const { path, body } of thrown) {
    expect(path).toBe('/faults');
    expect(body).toMatchObject({ times: 100_000, host: expect.any(String), seconds: expect.any(Number) });
  }
  const gaps = thrown.slice(1).map(({ at }, i) => at - (thrown[i]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(60_000);
});

test('every kind of weather is drawn, for every service', () => {
  const random = randomFor('weather');
  const drawn = Array.from({ length: 300 }, () => weather(random, services)?.words ?? '');
  expect(new Set(drawn).size).toBe(new Set(services.map(({ name }) => name)).size * 4);
  expect(weather(random, [])).toBeNull();
});
