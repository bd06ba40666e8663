import type { Evidence } from '@/lib/clouds/http';
import type { Cloud, Trouble } from '@/lib/clouds/trouble';

export interface Pass {
  status: 'pass';
  message: string;
  /** Good enough, but here is something better. */
  advice?: string;
}
export interface Missing {
  status: 'missing';
  message: string;
  remedy: string;
}
export interface Wrong {
  status: 'wrong';
  message: string;
  remedy: string;
  expected: string;
  found: string;
}
export interface Waiting {
  status: 'waiting';
  on: string;
  /** When it began, by the portal's clock, ISO 8601. */
  since?: string;
  /** How long it usually takes, in seconds. */
  usually?: number;
}
/** What a judge may say of the attendee's work. */
export type Verdict = Pass | Missing | Wrong | Waiting;

/** Nobody could look. Says nothing of the attendee's work, and never replaces what was known. */
export interface Unreachable {
  status: 'unreachable';
  cloud: Cloud;
  trouble: Trouble;
  message: string;
  remedy: string;
  /** What the attendee can press, where something helps but waiting. */
  way?: 'sign-in' | 'consent';
  code?: string;
  said?: string;
  requestId?: string;
  retryAfterSeconds?: number;
}
export type Outcome = Verdict | Unreachable;
export type Status = Outcome['status'];

/** One check's outcome, with what was asked to find it. */
export interface Finding {
  checkId: string;
  outcome: Outcome;
  evidence: Evidence[];
}

/** One verify: what every check of a step said. */
export interface Report {
  step: string;
  at: string;
  durationMs: number;
  findings: Finding[];
  /** Values that passing checks read from the services. */
  learnt: Record<string, string>;
}
