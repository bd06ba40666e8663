import type { ClientsOf } from '@/lib/clouds/cloud';
import type { Evidence } from '@/lib/clouds/http';
import type { Settled } from '@/lib/clouds/settled';
import { UpstreamError } from '@/lib/clouds/trouble';
import type { clouds } from './clouds';
import { type Redacted, seen } from './words';

export type Verdict = 'confirmed' | 'different' | 'could not tell';

/** The answer to a question. */
export interface Finding {
  verdict: Verdict;
  answer: Redacted;
  /** What the portal can use instead of a guess. */
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

/** What is asked, and as whom. A question that needs something missing here can’t be answered. */
export interface Place {
  subscriptionId?: string | undefined;
  resourceGroup?: string | undefined;
  /** Without a scheme. */
  workspace?: string | undefined;
  /** A workspace that the person who asks has never opened. */
  strangerWorkspace?: string | undefined;
  storage?: { account: string; container: string } | undefined;
  dssUrl?: string | undefined;
  project?: string | undefined;
  /** The sign-in name of the person who asks. */
  userName?: string | undefined;
  /** From the lab’s connections in DSS: their parameters are recognized by these values. */
  appClientId?: string | undefined;
  fastWriteConnection: string;
  fastWritePath: string;
  /** The words of the failure that the lab expects. */
  credentialsFailure: string;
}

/** For one question: clients with their own run, and what they have asked so far. */
export interface Asked {
  place: Place;
  clouds: ClientsOf<typeof clouds>;
  /** The same clients, with the person’s own DSS key instead of an administrator’s. */
  ownClouds: ClientsOf<typeof clouds>;
  evidence: Evidence[];
}

export interface Question {
  /** Never changes: the next run is compared by it. */
  id: string;
  /** The number of its line in docs/vendor-assumptions.md, if it has one. */
  line?: string;
  /** A sentence without its period. */
  assumes: string;
  ask: (asked: Asked) => Promise<Finding>;
}

/** What went wrong, without any names or places. */
export function troubleSeen({ detail: { trouble, status, code, said } }: UpstreamError): Redacted {
  return said ? seen`${trouble}, status ${status}, code ${code}: ${said}` : seen`${trouble}, status ${status}, code ${code}`;
}

/** The answer, or a refusal that is an answer in itself. Any other error ends the question. */
export async function orRefusal<T>(answer: Promise<T>): Promise<T | UpstreamError> {
  return answer.catch((error: unknown) => {
    if (error instanceof UpstreamError && ['forbidden', 'refused', 'stranger'].includes(error.detail.trouble)) return error;
    throw error;
  });
}

/** A question needs something that the place doesn’t have. */
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

/** The status of the last answer. */
export const lastStatus = ({ evidence }: Asked): number | null => evidence.at(-1)?.status ?? null;
