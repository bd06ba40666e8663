import type { z } from 'zod';
import type { Service } from './cloud';
import type { Trouble } from './trouble';

/** A service's answer as it came over the wire. */
export interface Read {
  status: number;
  headers: Headers;
  text: string;
}

/** A service's refusal: its own status, code and sentence. */
export interface Refusal {
  status: number;
  code: string | undefined;
  said: string | undefined;
  /** Whether the body was JSON at all; a guest network's or a proxy's page is not. */
  isJson: boolean;
}

/** The trouble that a refusal means. */
export function troubleOf(service: Service, refusal: Refusal): Trouble {
  const own = service.troubleOf?.(refusal);
  if (own) return own;
  const { status, isJson } = refusal;
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  if (!isJson) return 'garbled';
  if (status === 401) return 'signed-out';
  return status === 403 ? 'forbidden' : 'refused';
}

/** How much of a service's sentence is looked at, and how much is shown. */
const longestRead = 20_000;
const longestSaid = 400;

/** A service's sentence, cut, without the ids and the time in which those of Entra ID end: they help nobody who reads them here. */
export function withoutIds(said: string): string {
  const [first = '', ...rest] = said.slice(0, longestRead).split(' Trace ID: ');
  const afterIds = (part: string) => {
    const [, after] = part.split('Timestamp: ', 2);
    return after === undefined ? ` Trace ID: ${part}` : after.replace(/^[\d:. -]{0,40}Z?/, '');
  };
  return [first, ...rest.map(afterIds)].join('');
}

export function refusalOf(service: Service, { status, text }: Pick<Read, 'status' | 'text'>): Refusal {
  const json = parseJson(text);
  const { code, said } = service.refusal.safeParse(json).data ?? {};
  return { status, code, said: said && withoutIds(said).slice(0, longestSaid), isJson: json !== undefined };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: this is "not JSON"
  }
}

/** Seconds, from either form of the header. Without one a 429 asks for a second (databricks-sdk-py, retries.py). */
export function retryAfterSeconds({ status, headers }: Pick<Read, 'status' | 'headers'>): number | undefined {
  const header = headers.get('retry-after');
  if (header === null) return status === 429 ? 1 : undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

export const requestIdOf = (headers: Headers): string | null =>
  headers.get('x-ms-request-id') ?? headers.get('x-request-id') ?? headers.get('x-databricks-request-id');

export const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'the answer'}: ${issue.message}` : 'not as expected';
};
