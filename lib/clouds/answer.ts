import { z } from 'zod';
import type { Trouble } from './trouble';

/** A service's answer as it came over the wire. */
export interface Read {
  status: number;
  headers: Headers;
  text: string;
}

/** How a service says no: its own status, code and sentence. */
export interface Refusal {
  status: number;
  code: string | undefined;
  said: string | undefined;
}

export function troubleOf(status: number, isJson: boolean, code: string | undefined): Trouble {
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  if (!isJson) return 'garbled'; // a guest network's or a proxy's page
  if (status === 401) return code === 'NotAuthenticatedException' ? 'bad-key' : 'signed-out';
  return status === 403 ? 'forbidden' : 'refused';
}

/**
 * Databricks: `{error_code, message}`; Azure: `{error: {code, message}}`; DSS: `{errorType, message, detailedMessage}`, the
 * type a Java class; Entra ID: `{error, error_codes, error_description}`. All are read as untrusted.
 */
const RefusalBody = z.union([
  z
    .object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
  z.object({ error_code: z.string(), message: z.string().optional() }).transform((r) => ({ code: r.error_code, said: r.message })),
  z
    .object({ errorType: z.string(), message: z.string().nullish(), detailedMessage: z.string().nullish() })
    .transform((r) => ({ code: r.errorType.split('.').at(-1), said: r.detailedMessage ?? r.message ?? undefined })),
  z.object({ error: z.string(), error_codes: z.array(z.number()).nullish(), error_description: z.string().nullish() }).transform((r) => ({
    code: r.error_codes?.[0] ? `AADSTS${r.error_codes[0]}` : r.error,
    said: r.error_description ?? undefined,
  })),
]);

/** Entra's sentences go on with ids and a time, which help nobody who reads them here. */
export const withoutIds = (said: string): string => said.replace(/ Trace ID: .*?Timestamp: [\d:. -]+Z?/gs, '');

export function refusalOf(status: number, json: unknown): Refusal {
  const parsed = RefusalBody.safeParse(json);
  return parsed.success
    ? { status, code: parsed.data.code, said: parsed.data.said && withoutIds(parsed.data.said).slice(0, 400) }
    : { status, code: undefined, said: undefined };
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
