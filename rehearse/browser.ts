import type { Kind, Ledger } from './ledger';

/** The person's own network is gone, or the rehearsal is over: nobody's mistake. */
export class Lost extends Error {}
/** The portal did not answer as it should; it is in the ledger. */
export class Trouble extends Error {}
/** Entra ID lets nobody on as things stand, by the tenant's own rules: not the portal's mistake. */
export class TurnedAway extends Error {}

export interface Answer {
  status: number;
  url: URL;
  text: string;
  /** Where it leads on to; null where it does not. */
  location: string | null;
}

const patienceMs = 60_000;
const redirects = new Set([301, 302, 303, 307, 308]);

/** What Next leaves in a page whose rendering failed halfway; its own codes are not failures. */
const brokenPart = /data-dgst="\d+"/;

/** One person's browser: cookies, which the portal and the practice cloud share on localhost, and a network that can be lost. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private line = new AbortController();
  private isOffline = false;

  constructor(
    readonly who: string,
    readonly ledger: Ledger,
    private readonly over: AbortSignal,
  ) {}

  /** What is under way is cut off, and nothing gets through until `regain`. */
  lose(): void {
    this.isOffline = true;
    this.line.abort();
  }
  regain(): void {
    this.isOffline = false;
    this.line = new AbortController();
  }

  /**
   * Sends one request. @param expected statuses that are no trouble
   * @throws Lost, or Trouble for no answer or one of status 400 or more, which the ledger then has
   */
  async ask(kind: Kind, url: URL | string, init: RequestInit = {}, expected: readonly number[] = []): Promise<Answer> {
    const { response, took } = await this.send(kind, url, init, AbortSignal.timeout(patienceMs));
    const text = await response.text().catch((error: unknown) => this.failed(kind, url, error));
    this.ledger.request(kind, took());
    const { status, headers } = response;
    if (status >= 400 && !expected.includes(status)) this.complain(kind, url, `status ${status}: ${text.slice(0, 200)}`);
    const [to = null] = (headers.get('x-action-redirect') ?? headers.get('location'))?.split(';') ?? [];
    const isPage = status === 200 && headers.get('content-type')?.startsWith('text/html');
    if (isPage && (!text.includes('</html>') || brokenPart.test(text))) this.complain(kind, url, 'a page that is not whole');
    return { status, url: new URL(url), text, location: to };
  }

  /** Sends one, and follows where the answers lead. */
  async follow(kind: Kind, url: URL | string, init: RequestInit = {}): Promise<Answer> {
    let answer = await this.ask(kind, url, init);
    for (let hops = 0; answer.location !== null && redirects.has(answer.status); hops++) {
      if (hops > 12) this.complain(kind, url, 'redirects without end');
      answer = await this.ask(kind, new URL(answer.location, answer.url));
    }
    return answer;
  }

  /** Opens an event stream. */
  async stream(url: URL): Promise<ReadableStream<Uint8Array>> {
    const { response, took } = await this.send('events', url, { headers: { accept: 'text/event-stream' } });
    this.ledger.request('events', took());
    if (!response.ok || !response.body) this.complain('events', url, `status ${response.status}`);
    return response.body as ReadableStream<Uint8Array>; // the line above has thrown where there is none
  }

  private async send(kind: Kind, url: URL | string, init: RequestInit, patience?: AbortSignal) {
    if (this.isOffline || this.over.aborted) throw new Lost();
    const begun = performance.now();
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const signal = AbortSignal.any([this.line.signal, this.over, ...(patience ? [patience] : [])]);
    const response = await fetch(url, { ...init, headers, signal, redirect: 'manual' }).catch((error: unknown) =>
      this.failed(kind, url, error),
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { response, took: () => performance.now() - begun };
  }

  private failed(kind: Kind, url: URL | string, error: unknown): never {
    if (this.isOffline || this.over.aborted || this.line.signal.aborted) throw new Lost();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    return this.complain(kind, url, `no answer: ${error instanceof Error ? error.message : error} ${cause}`.trim());
  }

  private complain(kind: Kind, url: URL | string, what: string): never {
    const { pathname } = new URL(url);
    this.ledger.error(this.who, `${kind} ${pathname}: ${what}`);
    throw new Trouble(what);
  }
}
