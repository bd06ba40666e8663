import { expect, test } from 'vitest';
import { UpstreamError } from '@/lib/clouds/trouble';
import { unreachable } from './trouble';

const remedy = (retryAfterSeconds?: number) =>
  unreachable(new UpstreamError({ cloud: 'Tea', trouble: 'throttled', retryAfterSeconds })).remedy;

test.each([
  [undefined, 'Guidepost tries again by itself.'],
  [1, 'Guidepost tries again by itself.'],
  [20, 'Tea asked Guidepost to wait 20 seconds. Then Guidepost tries again by itself.'],
  [600, 'Tea asked Guidepost to wait 10 minutes. Then Guidepost tries again by itself.'],
  [3600, 'Tea asked Guidepost to wait 60 minutes. Then Guidepost tries again by itself.'],
  [86_400, 'Tea asked Guidepost to wait 24 hours. Guidepost tries again every hour, and whenever you select Verify.'],
])('a service that asks for %s seconds: people are told when we try again', (seconds, said) => {
  expect(remedy(seconds)).toBe(said);
});

test('a service’s own words come first', () => {
  const words = { message: 'No tea.', remedy: 'Boil water.' };
  const told = unreachable(new UpstreamError({ cloud: 'Tea', trouble: 'unavailable', retryAfterSeconds: 60, words }));
  expect(told).toMatchObject(words);
});

test('what somebody may not change is not told as what they may not read', () => {
  const told = (isChange?: boolean) =>
    unreachable(new UpstreamError({ cloud: 'Tea', trouble: 'forbidden', ...(isChange ? { isChange } : {}) })).message;
  expect([told(), told(true)]).toEqual(['Tea doesn’t let your account read this.', 'Tea doesn’t let your account change this.']);
});
