import type { Begun } from '@/lib/clouds/carry';
import type { Evidence } from '@/lib/clouds/http';
import type { Trouble } from '@/lib/clouds/trouble';

export interface Pass {
  status: 'pass';
  message: string;
  /** Good enough, but something else would be better. */
  advice?: string;
}
export interface Missing {
  status: 'missing';
  message: string;
  remedy: string;
  /** Since when, where the service says so, by the portal's clock, ISO 8601. */
  since?: string;
}
export interface Wrong {
  status: 'wrong';
  message: string;
  remedy: string;
  expected: string;
  found: string;
  /** Who has to act, where the check is sure: the attendee, or whoever runs the workshop. A facilitator whose room shares it reads it. */
  whose?: 'attendee' | 'workshop';
}
export interface Waiting {
  status: 'waiting';
  on: string;
  /** When it began, by the portal's clock, ISO 8601. */
  since?: string;
  /** How long it usually takes, in seconds. */
  usually?: number;
}
/** What a judge may say about the attendee's work. */
export type Verdict = Pass | Missing | Wrong | Waiting;

/** The check couldn't be made. This says nothing about the attendee's work, and never replaces an earlier verdict. */
export interface Unreachable {
  status: 'unreachable';
  /** The service's name. */
  cloud: string;
  trouble: Trouble;
  message: string;
  remedy: string;
  /** What the attendee can press, if something other than waiting helps. */
  way?: 'sign-in' | 'consent';
  code?: string;
  said?: string;
  requestId?: string;
  retryAfterSeconds?: number;
}
export type Outcome = Verdict | Unreachable;
export type Status = Outcome['status'];

/** What an outcome says, without what to do about it. */
export const sentenceOf = (outcome: Outcome): string => (outcome.status === 'waiting' ? outcome.on : outcome.message);

/** One check's outcome, with the requests that led to it. */
export interface Finding {
  checkId: string;
  outcome: Outcome;
  evidence: Evidence[];
}

/** One verify: what every check of a step said. */
export interface Report {
  step: string;
  durationMs: number;
  findings: Finding[];
  /** Values that passing checks read from the services. */
  learnt: Record<string, string>;
  /** What checks have in progress in a service, by check id, for the next run. */
  begun?: Readonly<Record<string, Begun>>;
  /** What was judged, see `packAnswers`; it stays on the server. */
  answers?: string | undefined;
}

export const pass = (message: string, advice?: string): Pass => ({ status: 'pass', message, ...(advice ? { advice } : {}) });
export const missing = (message: string, remedy: string, more: { since?: string } = {}): Missing => ({
  status: 'missing',
  message,
  remedy,
  ...more,
});
export const wrong = (message: string, more: Omit<Wrong, 'status' | 'message'>): Wrong => ({
  status: 'wrong',
  message,
  ...more,
});
export const waiting = (on: string, more: { since?: string; usually?: number } = {}): Waiting => ({ status: 'waiting', on, ...more });

/** When something began, by our clock, from the service's own start time and now: its clock may differ from ours. */
export function since(begun: number | string | null | undefined, serviceNow: number): { since?: string } {
  const moment = typeof begun === 'string' ? Date.parse(begun) : begun;
  if (!moment || !Number.isFinite(moment)) return {};
  return { since: new Date(Date.now() - Math.max(0, serviceNow - moment)).toISOString() };
}

/** Thrown by `conclude`, caught by whoever runs an `ask`. */
export class Concluded extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(verdict.status);
    this.name = 'Concluded';
    this.verdict = verdict;
  }
}

/**
 * Ends an `ask` early with a verdict: there is nothing left to ask, so no judge is called. A question that several checks
 * share can end all of them like this, and none has to test the answer for it (docs/decisions/11-labs.md).
 */
export function conclude(verdict: Verdict): never {
  throw new Concluded(verdict);
}
