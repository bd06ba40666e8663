import type { Clouds } from '@/lib/clouds/clouds';
import type { Knowing, Known, KnownName } from './known';
import type { Missing, Pass, Verdict, Waiting, Wrong } from './outcome';

/**
 * One thing that shall hold. `ask` reads, and is the only part that does; `judge` is pure. What a check needs to know and
 * nobody has said yet is reported as missing without asking anybody.
 */
export interface Check<A = unknown> {
  /** Says what holds. Kept in the database, never renamed. */
  id: string;
  title: string;
  needs: readonly KnownName[];
  ask: (clouds: Clouds, known: Known) => Promise<A>;
  judge: (answer: A, known: Known) => Verdict;
  /** Values to keep when the verdict is a pass. */
  learn?: (answer: A) => Record<string, string>;
}

interface Definition<A, N extends KnownName> {
  id: string;
  title: string;
  needs: readonly N[];
  ask: (clouds: Clouds, known: Knowing<N>) => Promise<A>;
  judge: (answer: A, known: Knowing<N>) => Verdict;
  learn?: (answer: A) => Record<string, string>;
}

/** The runner sees to it that what `needs` names is known: only here may the types take that for granted. */
export const defineCheck = <A, const N extends KnownName>(definition: Definition<A, N>): Check => definition as unknown as Check;

export const pass = (message: string, advice?: string): Pass => ({ status: 'pass', message, ...(advice ? { advice } : {}) });
export const missing = (message: string, remedy: string): Missing => ({ status: 'missing', message, remedy });
export const wrong = (message: string, more: { expected: string; found: string; remedy: string }): Wrong => ({
  status: 'wrong',
  message,
  ...more,
});
export const waiting = (on: string, more: { since?: string; usually?: number } = {}): Waiting => ({ status: 'waiting', on, ...more });

/** When something began, by our clock, from the service's own begin and now: their clock may be off from ours. */
export function since(begun: number | string | null | undefined, serviceNow: number): { since?: string } {
  const moment = typeof begun === 'string' ? Date.parse(begun) : begun;
  if (!moment || !Number.isFinite(moment)) return {};
  return { since: new Date(Date.now() - Math.max(0, serviceNow - moment)).toISOString() };
}

/** Whether an `ask` has already come to a verdict; no answer of ours has a field of that name. */
export const isVerdict = (answer: object): answer is Verdict => 'status' in answer;
