import { expect, test } from 'vitest';
import { UpstreamError } from '@/lib/clouds/trouble';
import { unreachable } from './trouble';

const remedy = (retryAfterSeconds?: number) =>
  unreachable(new UpstreamError({ cloud: 'Tea', trouble: 'throttled', retryAfterSeconds })).remedy;

test.each([
  [undefined, 'Nothing to do: we try again by ourselves.'],
  [1, 'Nothing to do: we try again by ourselves.'],
  [20, 'Tea asked us to wait 20 seconds. Then we try again by ourselves.'],
  [600, 'Tea asked us to wait 10 minutes. Then we try again by ourselves.'],
  [3600, 'Tea asked us to wait 60 minutes. Then we try again by ourselves.'],
  [86_400, 'Tea asked us to wait 24 hours. We try again every hour, and whenever you press Verify.'],
])('a service that asks for %s seconds: people are told when we try again', (seconds, said) => {
  expect(remedy(seconds)).toBe(said);
});

test('a service’s own words come first', () => {
  const words = { message: 'No tea.', remedy: 'Boil water.' };
  const told = unreachable(new UpstreamError({ cloud: 'Tea', trouble: 'unavailable', retryAfterSeconds: 60, words }));
  expect(told).toMatchObject(words);
});
