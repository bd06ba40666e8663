import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { cloudUrl, type Resource, resources } from './place';
import { type Cloud, type Trouble, UpstreamError } from './trouble';

/** What was asked of whom, for the attendee to see. Never a token, never a body. */
export interface Evidence {
  method: string;
  host: string;
  path: string;
  at: string;
  ms: number;
  status: number | null;
  requestId: string | null;
}

export interface Question<T> {
  cloud: Cloud;
  resource: Resource;
  url: string;
  schema: z.ZodType<T>;
  /** Which refusals mean that the thing asked for is not there. Everything else is trouble. */
  isAbsent?: (refusal: { status: number; code: string | undefined }) => boolean;
}

export interface Answer<T> {
  body: T;
  /** The service's own clock when it answered, in milliseconds: ages are counted by it, not by ours. */
  at: number;
}

export type TokenSource = (resource: Resource, options?: { fresh?: boolean }) => Promise<string>;

const requestMs = 8000;
const longestBody = 8 * 1024 * 1024;

/** The requests of one run: each upstream request is made once, whoever asks, and none outlives the run's deadline. */
export class Run {
  readonly tokenFor: TokenSource;
  readonly startedAt = Date.now();
  private readonly deadline: number;
  private readonly asked = new Map<string, Promise<{ answer: Answer<unknown> | null; evidence: Evidence[] }>>();
  private readonly evidenceOf = new Map<string, Evidence[]>();

  constructor(tokenFor: TokenSource, deadlineMs = 15_000) {
    this.tokenFor = tokenFor;
    this.deadline = this.startedAt + deadlineMs;
  }

  /**
   * GETs a vendor URL as the attendee.
   * @returns null when the thing is absent, see `isAbsent`
   * @throws UpstreamError for every other trouble
   */
  async get<T>(question: Question<T>, record: Evidence[]): Promise<Answer<T> | null> {
    const { url } = question;
    let asked = this.asked.get(url);
    if (!asked) {
      const evidence: Evidence[] = [];
      this.evidenceOf.set(url, evidence);
      asked = this.request(question, evidence).then((answer) => ({ answer, evidence }));
      this.asked.set(url, asked);
    }
    try {
      const { answer } = await asked;
      return answer as Answer<T> | null; // one URL always has one schema: its client method's
    } finally {
      for (const line of this.evidenceOf.get(url) ?? []) if (!record.includes(line)) record.push(line);
    }
  }

  private async request<T>(question: Question<T>, evidence: Evidence[]): Promise<Answer<T> | null> {
    const { cloud, resource } = question;
    const url = new URL(question.url);
    if (url.protocol !== 'https:' || url.port !== '' || !resources[resource].hosts.test(url.hostname)) {
      throw new UpstreamError({
        cloud,
        trouble: 'refused',
        code: 'HostNotAllowed',
        said: `${url.hostname} is not a host that may be sent your sign-in.`,
      });
    }
    let fresh = false;
    for (;;) {
      const token = await this.tokenFor(resource, { fresh });
      const response = await this.fetch(question, token, evidence);
      if (response.status === 401 && !fresh) {
        fresh = true; // the service may have revoked a token that we still held for good
        continue;
      }
      const pause = retryAfterSeconds(response);
      if ((response.status === 429 || response.status === 503) && pause !== undefined && Date.now() + pause * 1000 + 500 < this.deadline) {
        await wait(pause * 1000);
        continue;
      }
      return this.read(question, response, pause);
    }
  }

  private async fetch<T>({ cloud, url }: Question<T>, token: string, evidence: Evidence[]): Promise<Read> {
    const asked = new URL(url);
    const started = Date.now();
    const line: Evidence = {
      method: 'GET',
      host: asked.host,
      path: asked.pathname + asked.search,
      at: new Date(started).toISOString(),
      ms: 0,
      status: null,
      requestId: null,
    };
    evidence.push(line);
    const limit = Math.min(requestMs, this.deadline - started);
    if (limit <= 0) throw new UpstreamError({ cloud, trouble: 'slow' });
    try {
      const response = await fetch(cloudUrl(url), {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        redirect: 'manual', // a token follows nobody
        signal: AbortSignal.timeout(limit),
      });
      line.status = response.status;
      line.requestId = requestIdOf(response.headers);
      const text = await bodyOf(response);
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      const isSlow = error instanceof DOMException && error.name === 'TimeoutError';
      throw new UpstreamError({
        cloud,
        trouble: isSlow ? 'slow' : 'no-connection',
        code: codeOf(error),
        requestId: line.requestId ?? undefined,
      });
    } finally {
      line.ms = Date.now() - started;
    }
  }

  private read<T>({ cloud, schema, isAbsent }: Question<T>, { status, headers, text }: Read, pause: number | undefined): Answer<T> | null {
    const requestId = requestIdOf(headers) ?? undefined;
    const json = parse(text);
    if (status >= 200 && status < 300) {
      const parsed = schema.safeParse(json);
      if (!parsed.success)
        throw new UpstreamError({
          cloud,
          trouble: 'garbled',
          status,
          requestId,
          said: json === undefined ? 'The answer was not JSON.' : firstIssue(parsed.error),
        });
      return { body: parsed.data, at: Date.parse(headers.get('date') ?? '') || Date.now() };
    }
    const { code, said } = refusalOf(json);
    if (json !== undefined && isAbsent?.({ status, code })) return null;
    throw new UpstreamError({ cloud, trouble: troubleOf(status, json), status, code, said, requestId, retryAfterSeconds: pause });
  }
}

interface Read {
  status: number;
  headers: Headers;
  text: string;
}

function troubleOf(status: number, json: unknown): Trouble {
  if (status === 429) return 'throttled';
  if (status === 503 || status >= 500) return 'unavailable';
  if (json === undefined) return 'garbled'; // a guest network's or a proxy's page
  if (status === 401) return 'signed-out';
  return status === 403 ? 'forbidden' : 'refused';
}

/** Databricks: `{error_code, message}`; Azure: `{error: {code, message}}`; both are read as untrusted. */
const Refusal = z.union([
  z
    .object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
  z.object({ error_code: z.string(), message: z.string().optional() }).transform((r) => ({ code: r.error_code, said: r.message })),
]);

function refusalOf(json: unknown): { code?: string | undefined; said?: string | undefined } {
  const parsed = Refusal.safeParse(json);
  return parsed.success ? { code: parsed.data.code, said: parsed.data.said?.slice(0, 400) } : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: this is "not JSON"
  }
}

async function bodyOf(response: Response): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > longestBody) throw new Error('BodyTooLong');
  return response.text();
}

/** Seconds, from either form of the header. Without one a 429 asks for a second (databricks-sdk-py, retries.py). */
function retryAfterSeconds({ status, headers }: Read): number | undefined {
  const header = headers.get('retry-after');
  if (header === null) return status === 429 ? 1 : undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

const requestIdOf = (headers: Headers): string | null =>
  headers.get('x-ms-request-id') ?? headers.get('x-request-id') ?? headers.get('x-databricks-request-id');

const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'the answer'}: ${issue.message}` : 'not as expected';
};

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
