import type { Fault, Ledger } from './ledger';

/** The value that so many percent stay under; null for no values. */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? null;
}

const inMs = (ms: number | null) => (ms === null ? 'none' : `${Math.round(ms)} ms`);
export const clockWords = (ms: number): string =>
  `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${String(Math.floor((ms / 1000) % 60)).padStart(2, '0')}`;
const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

const shown = 20;
function listed(faults: readonly Fault[]): string[] {
  const lines = faults.slice(0, shown).map(({ at, who, what }) => `    ${clockWords(at)} ${who}: ${what}`);
  return faults.length > shown ? [...lines, `    … and ${faults.length - shown} more`] : lines;
}
const tally = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([what, n]) => `    ${String(n).padStart(4)} × ${what}`);

/** One line for the time while a rehearsal runs. */
export const statusLine = (ledger: Ledger, ms: number): string =>
  [
    clockWords(ms),
    `${ledger.joined.size} in the workshop`,
    `${count(ledger.passed.size, 'step')} passed`,
    `${count(
      [...ledger.mistakes.values()].reduce((a, b) => a + b, 0),
      'mistake',
    )}`,
    `${ledger.asked} asked for help`,
    count(ledger.errors.length, 'error'),
  ].join(' · ');

/** The result of a rehearsal, for whoever ran it. */
export function summaryOf(ledger: Ledger, ms: number): string {
  const { requests, tookMs } = ledger;
  const sent = Object.values(requests).reduce((a, b) => a + b, 0);
  const p = (kind: keyof typeof tookMs) => `p50 ${inMs(quantile(tookMs[kind], 0.5))}, p95 ${inMs(quantile(tookMs[kind], 0.95))}`;
  return [
    `After ${clockWords(ms)}:`,
    '',
    `  People      ${ledger.joined.size} joined, ${ledger.asked} asked for help`,
    `  Steps       ${ledger.passed.size} passed`,
    `  Mistakes    ${[...ledger.mistakes.values()].reduce((a, b) => a + b, 0)}`,
    ...tally(ledger.mistakes),
    `  Requests    ${sent} (${Object.entries(requests)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')})`,
    `  A press     ${p('press')}, including the checks at the services`,
    `  A page      ${p('page')}`,
    `  The board   ${p('board')}`,
    ...(ledger.refusals.size > 0 ? ['  Refused by the services', ...tally(ledger.refusals)] : []),
    ...(ledger.puzzles.length > 0 ? ['  Done as told, and not verified', ...listed(ledger.puzzles)] : []),
    `  Errors      ${ledger.errors.length}`,
    ...listed(ledger.errors),
  ].join('\n');
}
