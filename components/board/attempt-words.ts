import type { Status } from '@/lib/lab/outcome';

/** What came of an attempt that did not pass, as in `2 of 7 passed, 3 couldn’t be checked`: what a service kept from us is no failure. */
export function attemptWords(statuses: readonly Status[]): string {
  const count = (status: Status) => statuses.filter((s) => s === status).length;
  const away = count('unreachable');
  if (away > 0 && away === statuses.length) return 'couldn’t be checked';
  return `${count('pass')} of ${statuses.length} passed${away > 0 ? `, ${away} couldn’t be checked` : ''}`;
}
