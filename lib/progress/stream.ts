import { bus } from './bus';

const beatMs = 20_000;

export interface Stream {
  /** `id` is what the browser sends back as Last-Event-ID when it reconnects. */
  send: (event: string, data: unknown, id?: string) => void;
  /** Runs when the stream is over, for whatever reason. */
  onEnd: (act: () => void) => void;
  end: () => void;
}

/**
 * A server-sent event stream that ends with the browser, with the process, or at a moment (`until`, in milliseconds).
 * The browser then reconnects by itself; `retry` spreads many of them out after a restart.
 */
export function eventStream(request: Request, until: number, begin: (stream: Stream) => void): Response {
  const encoder = new TextEncoder();
  const ends: (() => void)[] = [];
  let isOver = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(text));
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
      const beat = setInterval(() => write(':\n\n'), beatMs);
      const last = setTimeout(end, Math.min(Math.max(0, until - Date.now()), 2 ** 31 - 1));
      ends.push(
        () => clearInterval(beat),
        () => clearTimeout(last),
        () => bus().off('close', end),
      );
      bus().on('close', end);
      request.signal.addEventListener('abort', end);
      write(`retry: ${1000 + Math.floor(Math.random() * 2000)}\n\n`);
      begin({
        send: (event, data, id) => write(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        onEnd: (act) => ends.push(act),
        end,
      });
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
