import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { z } from 'zod';

/**
 * A fault to inject. `host` and `path` are regular expressions; it affects the next `times` requests that match both, and with `seconds`
 * none that comes later than that. With `seconds` alone it affects every request meanwhile; with neither, one.
 * - `answer`: `status` with `body` instead of the service's answer; without a status only the delay.
 * - `html`: a guest network's page.
 * - `truncate`: a whole answer with half of the body. `sever`: half of the body, then the connection is gone.
 * - `cut`: the connection is gone before any answer. `hang`: no answer, ever. `drip`: an answer that never ends, a few bytes at a time.
 * - `bomb`: a small gzip body that unpacks to 64 MB.
 */
export const FaultInput = z.object({
  host: z.string().default('.*'),
  path: z.string().default('.*'),
  /** Only requests with this value in the header `x-practice-cell`, so that tests can inject faults side by side. */
  cell: z.string().max(100).optional(),
  times: z.int().min(1).max(100_000).optional(),
  seconds: z.number().positive().max(86_400).optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  retryAfter: z.union([z.int(), z.string()]).optional(),
  location: z.string().optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  mode: z.enum(['answer', 'cut', 'html', 'truncate', 'sever', 'hang', 'drip', 'bomb']).default('answer'),
});
export type Fault = z.infer<typeof FaultInput>;

/** What has become of a fault so far. */
interface Kept {
  fault: Fault;
  /** How many more requests it affects. */
  left: number;
  /** When it ends at the latest, by the machine's time. */
  until: number;
  met: number;
}
/** A fault as it is told: null if only time ends it. */
export type ToldFault = Omit<Fault, 'times'> & { times: number | null; met: number };
const told = ({ fault, left, met }: Kept): ToldFault => ({ ...fault, times: Number.isFinite(left) ? left : null, met });
/** How many faults that are over are told of. */
const mostOver = 3;

export const cellHeader = 'x-practice-cell';

export class Faults {
  private all: Kept[] = [];
  private ended: Kept[] = [];
  /** How many requests met a fault, by its cell. */
  private readonly met = new Map<string, number>();

  /** Those that are in force, by the machine's time. */
  get list(): ToldFault[] {
    this.end((kept) => kept.until <= Date.now());
    return this.all.map(told);
  }

  /** The last ones that are over, the latest first. */
  get over(): ToldFault[] {
    this.end((kept) => kept.until <= Date.now());
    return this.ended.map(told);
  }

  add(fault: Fault): void {
    const { times, seconds } = fault;
    const [until, left] = seconds === undefined ? [Number.POSITIVE_INFINITY, 1] : [Date.now() + seconds * 1000, Number.POSITIVE_INFINITY];
    this.all.push({ fault, until, left: times ?? left, met: 0 });
  }

  private end(isOver: (kept: Kept) => boolean): void {
    const over = this.all.filter(isOver);
    this.all = this.all.filter((kept) => !over.includes(kept));
    this.ended = [...over.reverse(), ...this.ended].slice(0, mostOver);
  }

  take(host: string, path: string, cell: string | null): Fault | undefined {
    const isMeant = (f: Fault) => (f.cell === undefined || f.cell === cell) && new RegExp(f.host, 'i').test(host);
    const kept = this.all.find(({ fault: f, until }) => until > Date.now() && isMeant(f) && new RegExp(f.path, 'i').test(path));
    if (!kept) return undefined;
    const { fault } = kept;
    kept.met++;
    if (--kept.left === 0) this.end((other) => other === kept);
    if (fault.cell !== undefined) this.met.set(fault.cell, (this.met.get(fault.cell) ?? 0) + 1);
    return fault;
  }

  /** Lifts the faults of one cell, or all of them. @returns how many requests met those of the cell */
  lift(cell?: string): number {
    this.end(({ fault }) => cell === undefined || fault.cell === cell);
    const met = this.met.get(cell ?? '') ?? 0;
    this.met.delete(cell ?? '');
    return met;
  }
}

/** Injects a fault. `real` calls the service itself, for faults that only damage or delay its response. */
export async function play(fault: Fault, outgoing: ServerResponse, real: () => Promise<Response>): Promise<Response> {
  if (fault.delayMs) await wait(fault.delayMs);
  switch (fault.mode) {
    case 'cut':
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      await closed(outgoing);
      return RESPONSE_ALREADY_SENT;
    case 'drip':
      await drip(outgoing);
      return RESPONSE_ALREADY_SENT;
    case 'html':
      return new Response('<html><head><title>Sign in to the guest network</title></head><body>Accept the terms to go on.</body></html>', {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
      });
    case 'truncate': {
      const { text, type } = await halfOf(await real());
      return new Response(text, { headers: { 'content-type': type } });
    }
    case 'sever': {
      const { text, type, length } = await halfOf(await real());
      outgoing.writeHead(200, { 'content-type': type, 'content-length': length });
      outgoing.write(text, () => outgoing.destroy());
      return RESPONSE_ALREADY_SENT;
    }
    case 'bomb':
      return new Response(bomb(), { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } });
    case 'answer':
      return fault.status ? answer(fault, fault.status) : real();
  }
}

function answer({ body, retryAfter, location }: Fault, status: number): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (location !== undefined) headers.set('location', location);
  const said = body === undefined ? { error: { code: 'PracticeFault', message: 'A fault asked for at /_practice/.' } } : body;
  return new Response(typeof said === 'string' ? said : JSON.stringify(said), { status, headers });
}

async function halfOf(whole: Response): Promise<{ text: string; type: string; length: number }> {
  const text = await whole.text();
  const type = whole.headers.get('content-type') ?? 'application/json';
  return { text: text.slice(0, Math.floor(text.length / 2)), type, length: Math.max(2, Buffer.byteLength(text)) };
}

const closed = (outgoing: ServerResponse): Promise<void> => new Promise((done) => outgoing.once('close', done));

async function drip(outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => outgoing.write(' '), 100);
  await closed(outgoing);
  clearInterval(timer);
}

/** Gzip members one after the other are one gzip body. The text is white space, as JSON allows it around a value. */
function bomb(): Uint8Array<ArrayBuffer> {
  const member = gzipSync(Buffer.alloc(8 * 1024 * 1024, ' '));
  return new Uint8Array(Buffer.concat(Array.from({ length: 8 }, () => member)));
}
