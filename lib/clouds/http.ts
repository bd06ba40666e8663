import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { type Access, headersFor } from './access';
import { cloudUrl } from './address';
import { firstIssue, parseJson, type Read, type Refusal, refusalOf, requestIdOf, retryAfterSeconds, troubleOf } from './answer';
import type { Service } from './cloud';
import { type Trouble, type UpstreamDetail, UpstreamError } from './trouble';

/** One request, for the attendee to see. Never a token, never a body. `at` is ISO 8601. */
export interface Evidence {
  method: string;
  host: string;
  path: string;
  at: string;
  ms: number;
  status: number | null;
  requestId: string | null;
  /** As whom, where that is not simply the attendee. */
  as?: string;
}

export interface Question<T> {
  service: Service;
  /** The account for which a workshop's key asks; without one it asks as itself. */
  onBehalfOf?: string | undefined;
  url: string;
  /** Of the body's JSON; with `reads: 'text'` of the body as it came. */
  schema: z.ZodType<T>;
  reads?: 'json' | 'text';
  /** Further headers that the service requires. */
  headers?: Record<string, string>;
  /** Sent each time rather than once per run, as when polling. */
  isFresh?: boolean;
  /** What is posted, as a form for URLSearchParams, else as JSON; without it the request is a GET. */
  post?: unknown;
  /** Which refusals mean that the thing asked for does not exist. Everything else is trouble. */
  isAbsent?: (refusal: Refusal) => boolean;
  /** Which refusals are an answer in themselves. */
  refused?: (refusal: Refusal) => T | undefined;
}

export interface Answer<T> {
  body: T;
  /** The service's own clock when it answered, in milliseconds. Ages are measured by it, not by ours. */
  at: number;
}

/** The result of searching a long text; `isWhole` when it was read to its end. */
export interface Found {
  text: string | null;
  isWhole: boolean;
}

const requestMs = 8000;
const longestBody = 8 * 1024 * 1024;

/** The requests of one run: each upstream request is made once, whichever check asks, and none outlives the run's deadline. */
export class Run {
  readonly access: Access;
  readonly startedAt = Date.now();
  private readonly deadline: number;
  private readonly asked = new Map<string, { answer: Promise<Answer<unknown> | null>; evidence: Evidence[] }>();

  constructor(access: Access, deadlineMs = 15_000) {
    this.access = access;
    this.deadline = this.startedAt + deadlineMs;
  }

  /**
   * Asks a vendor's service, once per run.
   * @returns null when the thing is absent, see `isAbsent`
   * @throws UpstreamError for every other trouble
   */
  async ask<T>(question: Question<T>, record: Evidence[]): Promise<Answer<T> | null> {
    const key = JSON.stringify([question.url, question.onBehalfOf, String(question.post ?? ''), question.post]);
    let asked = question.isFresh ? undefined : this.asked.get(key);
    if (!asked) {
      const evidence: Evidence[] = [];
      asked = { answer: this.request(question, evidence), evidence };
      this.asked.set(key, asked);
    }
    try {
      return (await asked.answer) as Answer<T> | null; // one question always has one schema: its client method's
    } finally {
      for (const line of asked.evidence) if (!record.includes(line)) record.push(line);
    }
  }

  /**
   * Searches a text that may be huge, such as a job's log, as it streams past. Only a window of it is ever held.
   * @param mostBytes where reading ends
   * @returns the line around the first match; null when there was none in what was read
   */
  async search(question: Omit<Question<string>, 'schema'>, pattern: RegExp, mostBytes: number, record: Evidence[]): Promise<Found> {
    const { response, done } = await this.send(question, false, record);
    try {
      if (!response.ok) {
        const read = { status: response.status, headers: response.headers, text: await bodyOf(question.service, response) };
        throw refusalError(question.service, read);
      }
      if (/html/i.test(response.headers.get('content-type') ?? ''))
        throw errorOf(question.service, 'garbled', { status: response.status, said: 'The answer was a web page.' });
      return await searchStream(response, pattern, mostBytes);
    } catch (error) {
      throw troubleIn(question.service, error);
    } finally {
      done();
    }
  }

  private async request<T>(question: Question<T>, evidence: Evidence[]): Promise<Answer<T> | null> {
    let fresh = false;
    for (;;) {
      const read = await this.fetch(question, fresh, evidence);
      if (read.status === 401 && !fresh && question.service.identity.kind === 'entra') {
        fresh = true; // the service may have revoked a token that we still took for valid
        continue;
      }
      const pause = retryAfterSeconds(read);
      if ((read.status === 429 || read.status === 503) && pause !== undefined && Date.now() + pause * 1000 + 500 < this.deadline) {
        await wait(pause * 1000);
        continue;
      }
      return answerOf(question, read);
    }
  }

  private async fetch<T>(question: Question<T>, fresh: boolean, evidence: Evidence[]): Promise<Read> {
    const { response, done } = await this.send(question, fresh, evidence);
    try {
      return { status: response.status, headers: response.headers, text: await bodyOf(question.service, response) };
    } catch (error) {
      throw troubleIn(question.service, error);
    } finally {
      done();
    }
  }

  /** One request up to its head. `done` notes how long the whole took. */
  private async send(
    { service, onBehalfOf, url, post, headers, reads = 'json' }: Omit<Question<unknown>, 'schema'>,
    fresh: boolean,
    evidence: Evidence[],
  ): Promise<{ response: Response; done: () => void }> {
    const asked = new URL(url);
    const who = await headersFor(service, asked, this.access, { fresh, onBehalfOf });
    const started = Date.now();
    const line: Evidence = {
      method: post === undefined ? 'GET' : 'POST',
      host: asked.host,
      path: asked.pathname + asked.search,
      at: new Date(started).toISOString(),
      ms: 0,
      status: null,
      requestId: null,
      ...(service.identity.kind === 'credential' ? { as: onBehalfOf ?? 'the workshop' } : {}),
    };
    evidence.push(line);
    const done = () => {
      line.ms = Date.now() - started;
    };
    const limit = Math.min(requestMs, this.deadline - started);
    if (limit <= 0) throw errorOf(service, 'slow');
    const isForm = post instanceof URLSearchParams;
    try {
      const response = await fetch(cloudUrl(url), {
        method: line.method,
        headers: {
          ...headers,
          ...who,
          accept: reads === 'json' ? 'application/json' : 'text/plain',
          ...(post === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        ...(post === undefined ? {} : { body: isForm ? post : JSON.stringify(post) }),
        redirect: 'manual', // a token follows nobody
        signal: AbortSignal.timeout(limit),
      });
      line.status = response.status;
      line.requestId = requestIdOf(response.headers);
      return { response, done };
    } catch (error) {
      done();
      throw troubleIn(service, error);
    }
  }
}

const errorOf = (service: Service, trouble: Trouble, more: Partial<UpstreamDetail> = {}) =>
  new UpstreamError({ cloud: service.name, trouble, words: service.words?.[trouble], ...more });

function troubleIn(service: Service, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
  return errorOf(service, isSlow ? 'slow' : 'no-connection', { code: codeOf(error) });
}

function answerOf<T>({ service, schema, reads, isAbsent, refused }: Question<T>, read: Read): Answer<T> | null {
  const { status, headers, text } = read;
  const at = Date.parse(headers.get('date') ?? '') || Date.now();
  if (status >= 200 && status < 300) {
    const body = reads === 'text' ? text : parseJson(text);
    const parsed = schema.safeParse(body);
    if (parsed.success) return { body: parsed.data, at };
    const said = body === undefined ? 'The answer was not JSON.' : firstIssue(parsed.error);
    throw errorOf(service, 'garbled', { status, requestId: requestIdOf(headers) ?? undefined, said });
  }
  const refusal = refusalOf(service, read);
  if (refusal.isJson && isAbsent?.(refusal)) return null;
  const answer = refusal.isJson ? refused?.(refusal) : undefined;
  if (answer !== undefined) return { body: answer, at };
  throw refusalError(service, read);
}

function refusalError(service: Service, read: Read): UpstreamError {
  const refusal = refusalOf(service, read);
  return errorOf(service, troubleOf(service, refusal), {
    status: read.status,
    code: refusal.code,
    said: refusal.said,
    requestId: requestIdOf(read.headers) ?? undefined,
    retryAfterSeconds: retryAfterSeconds(read),
  });
}

async function searchStream(response: Response, pattern: RegExp, mostBytes: number): Promise<Found> {
  const decoder = new TextDecoder();
  const longestLine = 4096;
  let window = '';
  let bytes = 0;
  if (!response.body) return { text: null, isWhole: true };
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    window += decoder.decode(value, { stream: true });
    const at = window.search(pattern);
    if (at >= 0 || bytes > mostBytes) {
      await reader.cancel(); // ends the request
      return { text: at >= 0 ? lineAt(window, at) : null, isWhole: false };
    }
    window = window.slice(-longestLine); // a match may lie across two chunks
  }
  return { text: null, isWhole: true };
}

function lineAt(text: string, at: number): string {
  const begin = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(begin, end < 0 ? undefined : end).slice(0, 300);
}

async function bodyOf(service: Service, response: Response): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > longestBody)
    throw errorOf(service, 'garbled', { status: response.status, said: 'The answer was longer than any that is expected.' });
  return response.text();
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
