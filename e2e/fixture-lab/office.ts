import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Entry, Lamp, Lens } from './pharos';

/** The keys that Pharos knows in tests: the workshop's asks for anybody, a keeper's own for that keeper. */
export const workshopKey = 'pharos-workshop-key';
export const keyOf = (keeper: string): string => `pharos-key-of-${keeper}`;

/** Somebody who may ask; null where Pharos does not know the key. */
function keeperOf({ headers }: IncomingMessage): string | null {
  const key = headers.authorization?.replace(/^Pharos /, '') ?? '';
  if (key === workshopKey) return String(headers['pharos-keeper'] ?? 'the workshop');
  return key.startsWith(keyOf('')) ? key.slice(keyOf('').length) : null;
}

/** A Pharos that tests control. Answers at `/api.pharos.example/…` and passes everything else to the practice cloud. */
export class Office {
  /** By name. */
  readonly lamps = new Map<string, Lamp>();
  readonly lenses: Lens[] = [];
  readonly log: Entry[] = [];
  /** By lamp id: the passphrase that a room is locked with. */
  readonly locks = new Map<string, string>();
  isDown = false;
  private readonly server = createServer((incoming, outgoing) => {
    const [, host, , ...path] = new URL(incoming.url ?? '', 'http://office').pathname.split('/');
    if (host === 'api.pharos.example') void this.answer(incoming, outgoing, path.map(decodeURIComponent));
    else this.passOn(incoming, outgoing);
  });

  constructor(private readonly practice: string) {}

  /** @returns its origin */
  async open(): Promise<string> {
    this.server.listen(0);
    await once(this.server, 'listening');
    const address = this.server.address();
    return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  claim(name: string, keeper: string, more: Partial<Lamp> = {}): Lamp {
    const lamp: Lamp = { id: `lamp-${name}`, keeper, color: 'white', fuel: 'oil', lens: null, litAt: null, isBurning: false, ...more };
    this.lamps.set(name, lamp);
    return lamp;
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse, path: string[]): Promise<void> {
    const { status, body } = this.answerTo(path, keeperOf(incoming), await bodyOf(incoming));
    outgoing.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'pharos-request' });
    outgoing.end(JSON.stringify(body));
  }

  private answerTo(path: string[], keeper: string | null, sent: string): { status: number; body: unknown } {
    const fault = (status: number, kind: string, text: string) => ({ status, body: { fault: { kind, text } } });
    if (this.isDown) return fault(503, 'FOG', 'The office is closed because of fog.');
    if (!keeper) return fault(401, 'UNKNOWN_KEY', 'Pharos does not know this key.');
    const [kind, at = '', what, name = ''] = path;
    if (kind === 'harbors' && what === 'lamps') {
      if (sent) this.give(name, keeper, sent);
      const lamp = this.lamps.get(name);
      return lamp ? { status: 200, body: lamp } : fault(404, 'NO_SUCH_LAMP', `There is no ${name}.`);
    }
    if (kind === 'harbors' && what === 'lenses') return { status: 200, body: this.lenses };
    if (kind === 'harbors' && what === 'log') return { status: 200, body: this.log };
    if (kind === 'locks' && what === 'try')
      return { status: 200, body: { opens: sent === JSON.stringify({ passphrase: this.locks.get(at) }) } };
    if (kind === 'locks') return { status: 200, body: { isLocked: this.locks.has(at) } };
    return fault(404, 'NO_SUCH_PLACE', path.join('/'));
  }

  private give(name: string, keeper: string, sent: string): void {
    const fuel = sent.includes('electric') ? 'electric' : 'oil';
    const lamp: Lamp = { id: `lamp-${this.lamps.size + 1}`, keeper, color: 'white', fuel, lens: null, litAt: null, isBurning: false };
    if (!this.lamps.has(name)) this.lamps.set(name, lamp);
  }

  private passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? '', this.practice), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
