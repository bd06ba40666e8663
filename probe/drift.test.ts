import { expect, test } from 'vitest';
import { drift, type Last } from './drift';
import { confirmed, different, type Finding, untold } from './question';
import { seen } from './words';

const last = (verdict: 'confirmed' | 'different', answer: string): Last => ({ date: '2026-11-01', findings: { q: { verdict, answer } } });

test.each<[string, Last, Finding, boolean]>([
  ['the same', last('confirmed', 'status 403'), confirmed(seen`status 403`), false],
  ['another verdict', last('confirmed', 'status 403'), different(seen`status 403`), true],
  ['another status', last('confirmed', 'status 403'), confirmed(seen`status 401`), true],
  ['another code', last('confirmed', 'code 403'), confirmed(seen`code ${'PERMISSION_DENIED'}`), true],
  ['another name', last('confirmed', 'it is appId'), confirmed(seen`it is ${'clientId'}`), true],
  ['a newer runtime', last('confirmed', '20 versions, the newest 18'), confirmed(seen`20 versions, the newest 19`), true],
  ['more of something', last('confirmed', '2 of 2 jobs'), confirmed(seen`31 of 31 jobs`), false],
  ['what cannot be told now', last('confirmed', 'x'), untold(seen`unavailable`), false],
  ['what is asked for the first time', { date: 'x', findings: {} }, confirmed(seen`x`), false],
])('%s', (_, before, finding, isChange) => {
  expect(drift(before, { q: finding }).length > 0).toBe(isChange);
});
