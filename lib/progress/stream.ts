import { isDatabaseAway } from '@/lib/database-away';
import { log } from '@/lib/log';
import { bus } from './bus';

/** Pages take a stream that is silent for longer than twice this for a dead one (components/ui/live-source.ts). */
const beatMs = 20_000;

export interface Stream {
  send: (event: string, data: unknown) => void;
  /** Runs when the stream is over, for whatever reason. */
  onEnd: (act: () => void) => void;
  end: () => void;
}

/**
 * A server-sent event stream that ends with the browser, with the process, or at a moment (`until`, in milliseconds). The page
 * then opens it again. While this instance hears nothing of what changes, the stream says so (`away`).
 */
export function eventStream(request: Request, until: number, begin: (stream: Stream) => void): Response {
  const encoder = new TextEncoder();
  const ends: (() => void)[] = [];
  let isOver = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: unknown) => {
        if (!isOver) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      const end = () => {
        if (isOver) return;
        isOver = true;
        for (const act of ends) act();
        try {
          controller.close();
        } catch {
          // the browser was quicker
        }
      };
      const beat = setInterval(() => send('beat', null), beatMs);
      const last = setTimeout(end, Math.min(Math.max(0, until - Date.now()), 2 ** 31 - 1));
      const away = () => send('away', null);
      ends.push(
        () => clearInterval(beat),
        () => clearTimeout(last),
        () => bus().off('close', end).off('lost', away),
      );
      bus().on('close', end).on('lost', away);
      request.signal.addEventListener('abort', end);
      begin({ send, onEnd: (act) => ends.push(act), end });
    },
    cancel() {
      isOver = true;
      for (const act of ends) act();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
  });
}

/** Something of a stream failed. That the database is away is no bug of ours, and hundreds of streams say so at once. */
export function logFailure(error: unknown): void {
  if (isDatabaseAway(error)) log().warn({ event: 'events', err: error }, 'an event stream could not ask the database');
  else log().error({ event: 'events', err: error }, 'an event stream failed');
}

/** Runs `act` soon after one or many calls, never twice at a time, and once more if it was called meanwhile. */
export function soon(act: () => Promise<void>, onBug: (error: unknown) => void, ms = 25): () => void {
  let state: 'idle' | 'planned' | 'running' | 'again' = 'idle';
  async function run(): Promise<void> {
    state = 'running';
    await act().catch(onBug);
    const wasAsked = (state as string) === 'again'; // changed while awaiting
    state = 'idle';
    if (wasAsked) call();
  }
  function call(): void {
    if (state === 'running') state = 'again';
    if (state !== 'idle') return;
    state = 'planned';
    setTimeout(() => void run(), ms);
  }
  return call;
}
