import type { ClientsOf } from '@/lib/clouds/cloud';
import type { Evidence } from '@/lib/clouds/http';
import type { Settled } from '@/lib/clouds/settled';
import { UpstreamError } from '@/lib/clouds/trouble';
import type { clouds } from './clouds';
import { type Redacted, seen } from './words';

export type Verdict = 'confirmed' | 'different' | 'could not tell';

/** What came of a question. */
export interface Finding {
  verdict: Verdict;
  answer: Redacted;
  /** What the portal can take in place of a guess. */
  settles?: Settled['dss'];
}

export const confirmed = (answer: Redacted, settles?: Settled['dss']): Finding => ({
  verdict: 'confirmed',
  answer,
  ...(settles ? { settles } : {}),
});
export const different = (answer: Redacted, settles?: Settled['dss']): Finding => ({
  verdict: 'different',
  answer,
  ...(settles ? { settles } : {}),
});
export const untold = (answer: Redacted): Finding => ({ verdict: 'could not tell', answer });

/** What is asked, and as whom. What is not there makes questions that need it untold. */
export interface Place {
  subscriptionId?: string | undefined;
  resourceGroup?: string | undefined;
  /** Without a scheme. */
  workspace?: string | undefined;
  /** A workspace that whoever asks has never opened. */
  strangerWorkspace?: string | undefined;
  storage?: { account: string; container: string } | undefined;
  dssUrl?: string | undefined;
  project?: string | undefined;
  /** The sign-in name of whoever asks. */
  userName?: string | undefined;
  /** Of the lab's connections in DSS, by which their parameters are recognized. */
  appClientId?: string | undefined;
  fastWriteConnection: string;
  fastWritePath: string;
  /** The words of a failure that the lab expects. */
  credentialsFailure: string;
}

/** For one question: clients of a run of its own, and what it has asked so far. */
export interface Asked {
  place: Place;
  clouds: ClientsOf<typeof clouds>;
  /** The same, with a DSS key of the asker's own in place of an administrator's. */
  ownClouds: ClientsOf<typeof clouds>;
  evidence: Evidence[];
}

export interface Question {
  /** Never changed: the next run is compared by it. */
  id: string;
  /** The line of docs/vendor-assumptions.md, where it has a number. */
  line?: string;
  /** A sentence, without its full stop. */
  assumes: string;
  ask: (asked: Asked) => Promise<Finding>;
}

/** How it went wrong, in words that tell nothing of whom and where. */
export function troubleSeen({ detail: { trouble, status, code, said } }: UpstreamError): Redacted {
  return said ? seen`${trouble}, status ${status}, code ${code}: ${said}` : seen`${trouble}, status ${status}, code ${code}`;
}

/** A refusal that is an answer in itself; others end the question. */
export async function orRefusal<T>(answer: Promise<T>): Promise<T | UpstreamError> {
  return answer.catch((error: unknown) => {
    if (error instanceof UpstreamError && ['forbidden', 'refused', 'stranger'].includes(error.detail.trouble)) return error;
    throw error;
  });
}

/** Something of the place that a question needs is not there. */
export class Missing extends Error {
  constructor(readonly said: Redacted) {
    super(said);
    this.name = 'Missing';
  }
}
export function need<T>(value: T | undefined, otherwise: Redacted): T {
  if (value === undefined) throw new Missing(otherwise);
  return value;
}

/** The status of the answer that came last. */
export const lastStatus = ({ evidence }: Asked): number | null => evidence.at(-1)?.status ?? null;
