import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { type Access, headersFor } from './access';
import { cloudUrl } from './address';
import {
  bodyOf,
  correlationIdOf,
  errorOf,
  garbled,
  isOtherThanText,
  type Read,
  type Reads,
  type Refusal,
  refusalError,
  refusalOf,
  requestIdOf,
  retryAfterSeconds,
} from './answer';
import { type Found, type Incoming, search, TooLong, textOf } from './body';
import type { Service } from './cloud';
import { PrivateAddress, type Send, sendAnywhere, sendPublicly } from './connect';
import { endPause, keepPause, pauseLeft } from './pause';
import { UpstreamError } from './trouble';

/** One request, for the attendee to see. Never a token, never a body. `at` is ISO 8601. */
export interface Evidence {
  method: string;
  host: string;
  path: string;
  at: string;
  ms: number;
  status: number | null;
  requestId: string | null;
  /** A second id that some services have, by which their support finds what the request led to. */
  correlationId?: string;
  /** On whose behalf, if not simply as the attendee. */
  as?: string;
}

/** A change, with what is sent as JSON; of `DELETE` mostly nothing. `empty-form`: a multipart form without a part, as some calls demand. */
export interface Write {
  method: 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  as?: 'json' | 'empty-form';
  /** How long it may take, in milliseconds, where the service answers only when it is done; the run's deadline holds all the same. */
  withinMs?: number;
}

export interface Question<T> {
  service: Service;
  /** The account that a workshop's key acts for; without one, the key acts as itself. */
  onBehalfOf?: string | undefined;
  url: string;
  /** The schema of the body's JSON; with `reads: 'text'`, of the body as it arrived. */
  schema: z.ZodType<T>;
  reads?: Reads;
  /** Further headers that the service requires. */
  headers?: Record<string, string>;
  /** Sent each time rather than once per run, as when polling. */
  isFresh?: boolean;
  /** What is posted in order to ask, as a form for URLSearchParams, else as JSON. Without it, and without `write`, the request is a GET. */
  post?: unknown;
  /** What is changed in the service. It is sent each time, and earlier answers aren't used afterward. */
  write?: Write;
  /** Which of the service's own refusals mean that the thing asked for doesn't exist. Everything else is trouble. */
  isAbsent?: (refusal: Refusal) => boolean;
  /** Which of the service's own refusals are answers in themselves. */
  refused?: (refusal: Refusal) => T | undefined;
}

export interface Answer<T> {
  body: T;
  /** The service's own clock when it answered, in milliseconds. Ages are measured by it, not by ours. */
  at: number;
  /** The answer's headers: some services say there that a list continues. */
  headers?: Headers;
}

/** The most characters that are sent: no request that we make comes close. */
const longestSent = 200_000;

/** The shortest pause, so that a service that says "at once" isn't asked in a loop. */
const shortestPauseMs = 1000;

/** How long a run and each of its requests may take, in milliseconds: 15 s and 8 s unless told otherwise. */
export interface Limits {
  deadlineMs?: number;
  requestMs?: number;
  /** Whether it may change anything in a service. A check's run may not. */
  mayWrite?: boolean;
}

/** The requests of one run: each upstream request is made once, whichever check asks, and none outlives the run's deadline. */
export class Run {
  readonly access: Access;
  readonly startedAt = Date.now();
  private readonly deadline: number;
  private readonly requestMs: number;
  private readonly mayWrite: boolean;
  private readonly asked = new Map<string, { answer: Promise<Answer<unknown> | null>; evidence: Evidence[] }>();

  constructor(access: Access, { deadlineMs = 15_000, requestMs = 8000, mayWrite = false }: Limits = {}) {
    this.access = access;
    this.deadline = this.startedAt + deadlineMs;
    this.requestMs = requestMs;
    this.mayWrite = mayWrite;
  }

  /**
   * Asks a vendor's service, once per run.
   * @returns null when the thing is absent, see `isAbsent`
   * @throws UpstreamError for every other trouble
   */
  async ask<T>(question: Question<T>, record: Evidence[]): Promise<Answer<T> | null> {
    if (question.write && !this.mayWrite) throw new Error('This run only reads.');
    const key = JSON.stringify([question.url, question.onBehalfOf, String(question.post ?? ''), question.post]);
    let asked = question.isFresh || question.write ? undefined : this.asked.get(key);
    if (!asked) {
      const evidence: Evidence[] = [];
      asked = { answer: this.request(question, evidence), evidence };
      if (question.write) this.asked.clear();
      else this.asked.set(key, asked);
    }
    try {
      return (await asked.answer) as Answer<T> | null; // one question always has one schema: its client method's
    } finally {
      for (const line of asked.evidence) if (!record.includes(line)) record.push(line);
      if (question.write) this.asked.clear(); // answers to questions asked meanwhile may be older
    }
  }

  /**
   * Searches a text that may be huge, such as a job's log, as it streams past. Only a window of it is ever in memory.
   * @param mostBytes where reading ends
   * @returns the line around the first match; null when there was none in what was read
   */
  async search(question: Omit<Question<string>, 'schema'>, pattern: RegExp, mostBytes: number, record: Evidence[]): Promise<Found> {
    const { service } = question;
    for (;;) {
      const { response, done } = await this.send(question, false, record);
      try {
        if (response.status < 200 || response.status > 299) {
          const read = await readOf(response);
          if (await this.hasPaused(question, read)) continue;
          throw refusalError(service, read);
        }
        const found = await search(response, pattern, mostBytes);
        if (found.begins.trim() === '') throw garbled(service, response, 'The answer was empty.');
        if (isOtherThanText(response.headers, found.begins))
          throw garbled(service, response, 'The answer was not the text that was asked for.');
        return { text: found.text, isWhole: found.isWhole };
      } catch (error) {
        throw troubleIn(service, error, response);
      } finally {
        done();
      }
    }
  }

  private async request<T>(question: Question<T>, evidence: Evidence[]): Promise<Answer<T> | null> {
    let fresh = false;
    for (;;) {
      const read = await this.fetch(question, fresh, evidence);
      if (read.status === 401 && !fresh && question.service.identity.kind === 'entra') {
        fresh = true; // the service may have revoked a token that we still consider valid
        continue;
      }
      if (!(await this.hasPaused(question, read))) return answerOf(question, read);
    }
  }

  /** Keeps the pause that a service asks for. @returns whether it has been waited for, and there is time to ask again */
  private async hasPaused({ service, url, write }: Pick<Question<unknown>, 'service' | 'url' | 'write'>, read: Read): Promise<boolean> {
    const { host } = new URL(url);
    const seconds = retryAfterSeconds(read);
    if ((read.status !== 429 && read.status !== 503) || seconds === undefined) {
      endPause(service, host, this.access);
      return false;
    }
    keepPause(service, host, this.access, read.status === 429 ? 'throttled' : 'unavailable', seconds);
    if (write && read.status === 503) return false; // a part of it may have been done: the writer looks first
    return this.hasWaited(Math.max(shortestPauseMs, seconds * 1000));
  }

  /** Waits, if there is time for that and for a request after it. */
  private async hasWaited(ms: number): Promise<boolean> {
    if (Date.now() + ms + 500 >= this.deadline) return false;
    await wait(ms);
    return true;
  }

  private async fetch<T>(question: Question<T>, fresh: boolean, evidence: Evidence[]): Promise<Read> {
    const { response, done } = await this.send(question, fresh, evidence);
    try {
      return await readOf(response);
    } catch (error) {
      throw troubleIn(question.service, error, response);
    } finally {
      done();
    }
  }

  /**
   * The watch obeys a service's Retry-After, whichever step or check it asks for. A press asks anyway: somebody is waiting, and presses are
   * limited.
   */
  private async keepsPause(service: Service, host: string): Promise<void> {
    const left = this.access.isClick ? null : pauseLeft(service, host, this.access);
    if (!left || (await this.hasWaited(left.ms))) return;
    throw errorOf(service, left.trouble, { retryAfterSeconds: Math.ceil(left.ms / 1000) });
  }

  /** One request up to its head. `done` notes how long the whole took. */
  private async send(
    { service, onBehalfOf, url, post, write, headers, reads = 'json' }: Omit<Question<unknown>, 'schema'>,
    fresh: boolean,
    evidence: Evidence[],
  ): Promise<{ response: Incoming; done: () => void }> {
    const asked = new URL(url);
    await this.keepsPause(service, asked.host);
    const who = await headersFor(service, asked, this.access, { fresh, onBehalfOf, withinMs: this.deadline - Date.now() });
    const started = Date.now();
    const { method, type, body } = sentOf(post, write);
    const line: Evidence = {
      method,
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
    const limit = Math.min(write?.withinMs ?? this.requestMs, this.deadline - started);
    if (limit <= 0) throw errorOf(service, 'slow');
    const at = cloudUrl(url);
    try {
      const response = await senderFor(
        service,
        url,
        at,
      )(at, {
        method,
        headers: {
          ...headers,
          ...who,
          accept: reads === 'text' ? 'text/plain' : 'application/json',
          ...(type === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(limit), // of the body, too
      });
      line.status = response.status;
      line.requestId = requestIdOf(response.headers);
      const correlationId = correlationIdOf(response.headers);
      if (correlationId) line.correlationId = correlationId;
      return { response, done };
    } catch (error) {
      done();
      throw troubleIn(service, error);
    }
  }
}

/** @throws Error for what is longer than anything that we mean to send: a bug */
function sentOf(post: unknown, write: Write | undefined): { method: 'GET' | Write['method']; type?: string; body?: string } {
  const method = write?.method ?? (post === undefined ? 'GET' : 'POST');
  if (write?.as === 'empty-form') return { method, type: 'multipart/form-data; boundary=nothing', body: '--nothing--\r\n' };
  const sent = write ? write.body : post;
  if (sent === undefined) return { method };
  const isForm = sent instanceof URLSearchParams;
  const body = isForm ? sent.toString() : JSON.stringify(sent);
  if (body.length > longestSent) throw new Error('A request is longer than any that is meant to be sent.');
  return { method, type: isForm ? 'application/x-www-form-urlencoded' : 'application/json', body };
}

const publicly = sendPublicly();

/** A host named in a workshop's settings must be public, unless the operator has listed it. */
function senderFor({ identity }: Service, url: string, at: string): Send {
  const isReal = at === url; // with the practice cloud, all requests go to one origin, which the operator has set
  return isReal && identity.kind === 'credential' && !identity.onlyHosts?.() ? publicly : sendAnywhere;
}

/** A refusal counts by its status and headers, even if its body was lost. */
async function readOf(response: Incoming): Promise<Read> {
  const { status, headers } = response;
  const text = await textOf(response).catch((error: unknown) => {
    if (status < 400 || !isUndecodable(error)) throw error;
    return '';
  });
  return { status, headers, text };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The body was not in the encoding that it was said to be in (Node's names of zlib's and Brotli's errors). */
const isUndecodable = (error: unknown): boolean => /^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(codeOf(error) ?? '');

/** Something answered, and it was not HTTP as undici's parser knows it. */
const isNoHttp = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'HTTPParserError' || codeOf(error) === 'ERR_ASSERTION');

/** The error for a request that wasn't answered, or not to the end. @param response its head, if that arrived */
export function troubleIn(service: Service, error: unknown, response?: Pick<Read, 'status' | 'headers'>): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof TooLong)
    return response ? garbled(service, response, error.message) : errorOf(service, 'garbled', { said: error.message });
  if (error instanceof DOMException && error.name === 'TimeoutError') return errorOf(service, 'slow');
  const cause = error instanceof Error ? (error.cause ?? error) : undefined; // `fetch` wraps what happened
  if (cause instanceof PrivateAddress) return errorOf(service, 'refused', { code: cause.code, said: cause.message });
  if (isUndecodable(cause) || isNoHttp(cause)) {
    const said = 'The answer could not be decoded.';
    return response ? garbled(service, response, said) : errorOf(service, 'garbled', { said });
  }
  const code = codeOf(cause);
  if (code === 'UND_ERR_INVALID_ARG')
    return errorOf(service, 'refused', {
      code,
      said: 'The request could not be sent: a name in it has characters that a header cannot carry.',
    });
  return errorOf(service, 'no-connection', { code });
}

function answerOf<T>({ service, schema, reads = 'json', write, isAbsent, refused }: Question<T>, read: Read): Answer<T> | null {
  const at = Date.parse(read.headers.get('date') ?? '') || Date.now();
  if (read.status >= 200 && read.status < 300) return { body: bodyOf(service, read, schema, reads), at, headers: read.headers };
  const refusal = refusalOf(service, read);
  if (refusal.isOwn && isAbsent?.(refusal)) return null;
  const answer = refusal.isOwn ? refused?.(refusal) : undefined;
  if (answer !== undefined) return { body: answer, at };
  throw refusalError(service, read, { isChange: write !== undefined });
}
