import type { z } from 'zod';
import type { Service } from './cloud';
import { type Trouble, type UpstreamDetail, UpstreamError } from './trouble';

/** A service's answer as it came over the wire. */
export interface Read {
  status: number;
  headers: Headers;
  text: string;
}

/** A refusal: its status, and the code and sentence of the service's own error. */
export interface Refusal {
  status: number;
  code: string | undefined;
  said: string | undefined;
  /** Whether the body is this service's own error. If not, something else has answered: a proxy, a gateway, a guest network. */
  isOwn: boolean;
}

/** The trouble that a refusal means. */
export function troubleOf(service: Service, refusal: Refusal): Trouble {
  const own = refusal.isOwn ? service.troubleOf?.(refusal) : undefined;
  if (own) return own;
  const { status, isOwn } = refusal;
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  if (!isOwn) return 'garbled';
  if (status === 401) return 'signed-out';
  return status === 403 ? 'forbidden' : 'refused';
}

/** How much of a service's sentence is read, and how much is shown. */
const longestRead = 20_000;
const longestSaid = 400;
const longestCode = 120;

/** A service's sentence, cut, and without the ids and the time at the end of Entra ID's: they don't help anybody who reads them here. */
export function withoutIds(said: string): string {
  // a space before each in newer answers, a line end in older ones
  const [first = '', ...rest] = said.slice(0, longestRead).split(/(?:\r\n| )Trace ID: /);
  const afterIds = (part: string) => {
    const [, after] = part.split('Timestamp: ', 2);
    return after === undefined ? ` Trace ID: ${part}` : after.replace(/^[\d:. -]{0,40}Z?/, '');
  };
  return [first, ...rest.map(afterIds)].join('');
}

export function refusalOf(service: Service, { status, headers, text }: Read): Refusal {
  if (status >= 300 && status < 400) {
    const code = service.redirected?.(locationOf(headers));
    return { status, code, said: whereTo(headers), isOwn: code !== undefined };
  }
  const own = service.refusal.safeParse(parseJson(text) ?? text.slice(0, longestRead)).data;
  const { code, said } = own ?? {};
  return { status, code: code?.slice(0, longestCode), said: said && withoutIds(said).slice(0, longestSaid), isOwn: own !== undefined };
}

const locationOf = (headers: Headers): string => headers.get('location')?.slice(0, 2000) ?? '';

/**
 * A redirect is reported and not followed, because a token must not follow it. Its target is reported without its query, which may hold
 * anything.
 */
function whereTo(headers: Headers): string {
  const location = locationOf(headers);
  const url = URL.parse(location);
  const place = url ? url.host + url.pathname : location.split(/[?#]/, 1).join('');
  return `The answer was a redirect to ${place.slice(0, 200) || 'nowhere'}.`;
}

/** Half a character, which JSON may spell, can stand in no address and in no database. */
const half = /\\u[dD][89a-fA-F]/;
const wellFormed = (_: string, part: unknown): unknown => (typeof part === 'string' ? part.toWellFormed() : part);

export function parseJson(text: string): unknown {
  try {
    return half.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: this is "not JSON"
  }
}

/**
 * A text that is a web page or JSON is not one of the texts that we ask for: a log, a query's rows, a file of requirements. A JSON content
 * type proves nothing: a service may give it to all its answers, even an empty one.
 */
export function isOtherThanText(headers: Headers, begins: string): boolean {
  if (/html|xml/i.test(headers.get('content-type')?.slice(0, 200) ?? '')) return true;
  const first = begins.slice(0, 4000).trim();
  // a log's lines may begin with a time in brackets, JSON's lists do not
  return /^[<{]/.test(first) || /^\[\s*[[\]{"]/.test(first) || first === 'null';
}

/** A longer pause is a mistake, and no timer can hold it. */
const longestPause = 7 * 86_400;

/** Seconds, from either form of the header. Without one a 429 asks for a second (databricks-sdk-py, retries.py). */
export function retryAfterSeconds({ status, headers }: Pick<Read, 'status' | 'headers'>): number | undefined {
  const header = headers.get('retry-after')?.trim().slice(0, 100);
  if (!header) return status === 429 ? 1 : undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(longestPause, Math.max(0, Math.ceil(seconds)));
}

export const requestIdOf = (headers: Headers): string | null =>
  (headers.get('x-ms-request-id') ?? headers.get('x-request-id') ?? headers.get('x-databricks-request-id'))?.slice(0, 100) ?? null;

/** The id by which Azure's support finds a request in all its services (azure-resource-manager-rpc, common-api-details). */
export const correlationIdOf = (headers: Headers): string | undefined =>
  headers.get('x-ms-correlation-request-id')?.slice(0, 100) || undefined;

export const errorOf = (service: Service, trouble: Trouble, more: Partial<UpstreamDetail> = {}): UpstreamError =>
  new UpstreamError({ cloud: service.name, trouble, words: service.words?.[trouble], ...more });

/** Something other than the service answered, or the service didn't answer as documented. */
export const garbled = (service: Service, { status, headers }: Pick<Read, 'status' | 'headers'>, said: string): UpstreamError =>
  errorOf(service, 'garbled', { status, requestId: requestIdOf(headers) ?? undefined, said: said.slice(0, longestSaid) });

export function refusalError(service: Service, read: Read, { isChange = false } = {}): UpstreamError {
  const refusal = refusalOf(service, read);
  const trouble = troubleOf(service, refusal);
  return errorOf(service, trouble, {
    status: read.status,
    code: refusal.code,
    said: refusal.said,
    words: (refusal.isOwn ? service.wordsFor?.(refusal) : undefined) ?? service.words?.[trouble],
    requestId: requestIdOf(read.headers) ?? undefined,
    retryAfterSeconds: retryAfterSeconds(read),
    ...(isChange ? { isChange } : {}),
  });
}

/** How a body is read. Some services answer a change with nothing at all: `json-or-nothing` reads that as null. */
export type Reads = 'json' | 'text' | 'json-or-nothing';

/** What an answer's body says. @throws UpstreamError where it is not what the service is documented to say */
export function bodyOf<T>(service: Service, read: Read, schema: z.ZodType<T>, reads: Reads): T {
  if (reads === 'text' && isOtherThanText(read.headers, read.text))
    throw garbled(service, read, 'The answer was not the text that was asked for.');
  const isNothing = reads === 'json-or-nothing' && read.text.trim() === '';
  const body = isNothing ? null : reads === 'text' ? read.text : parseJson(read.text);
  // what may be nothing has a schema that takes anything: a page is still no answer
  if (reads === 'json-or-nothing' && body === undefined) throw garbled(service, read, 'The answer was not JSON.');
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  if (read.text.trim() === '') throw garbled(service, read, 'The answer was empty.');
  throw garbled(service, read, body === undefined ? 'The answer was not JSON.' : firstIssue(parsed.error));
}

const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.').slice(0, 200) || 'the answer'}: ${issue.message}` : 'not as expected';
};
