import { isDatabaseAway } from '@/lib/database-away';
import { log } from '@/lib/log';
import { bus } from './bus';
import { seat } from './seats';

/** Pages consider a stream dead if it is silent for longer than twice this (components/ui/live-source.ts). */
const beatMs = 5000;
/** Every fourth beat, the stream checks whether it may go on. */
const beatsAChecking = 4;
/** Anything that is sent was allowed within this time. */
const sureMs = 5000;
/** A stream ends if its right couldn't be checked for this long. */
const unsureMs = 30_000;

/** What a stream checks before it goes on. */
export interface Hold {
  personId: string;
  /** When the session ends, in milliseconds. */
  until: number;
  /**
   * Whether the session, its person and their right to see this still stand.
   * @param withinMs how long the answer may take, so that many can be asked for at once
   */
  mayGoOn: (withinMs?: number) => Promise<boolean>;
}

export interface Stream {
  send: (event: string, data: unknown) => void;
  /** Checks again whether the stream may go on; it ends if not. */
  mayGoOn: () => Promise<boolean>;
  /** Runs when the stream is over, for whatever reason. */
  onEnd: (act: () => void) => void;
  end: () => void;
}

/**
 * A server-sent event stream that ends with the browser, with the process, with the session, and as soon as what it was opened by
 * holds no longer: that is asked before anything is sent, and every 20 seconds. The page then opens it again, or hears why it cannot.
 * While this instance hears nothing of what changes, the stream says so (`away`).
 */
export function eventStream(request: Request, { personId, until, mayGoOn }: Hold, begin: (stream: Stream) => void): Response {
  const encoder = new TextEncoder();
  const ends: (() => void)[] = [];
  let isOver = false;
  let sureAt = Date.now();
  let sent: Promise<void> = Promise.resolve();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (event: string, data: unknown) => {
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
      const check = async (withinMs?: number): Promise<boolean> => {
        if (isOver) return false;
        const isAllowed = await mayGoOn(withinMs);
        if (isAllowed) sureAt = Date.now();
        else end();
        return isAllowed;
      };
      const send = (event: string, data: unknown) => {
        sent = sent
          .then(async () => {
            if (Date.now() - sureAt < sureMs || (await check())) write(event, data);
          })
          .catch((error: unknown) => {
            logFailure(error);
            end(); // a page that comes back asks for what it missed
          });
      };
      let beats = 0;
      const beat = setInterval(() => {
        write('beat', null);
        if (++beats % beatsAChecking > 0) return;
        // the database may be away for a moment, and nothing is sent meanwhile
        check(1000).catch(() => Date.now() - sureAt > unsureMs && end());
      }, beatMs);
      const last = setTimeout(end, Math.min(Math.max(0, until - Date.now()), 2 ** 31 - 1));
      const away = () => write('away', null);
      const leave = seat(personId, () => {
        write('crowded', null);
        end();
      });
      ends.push(
        () => clearInterval(beat),
        () => clearTimeout(last),
        () => bus().off('close', end).off('lost', away),
        leave,
      );
      bus().on('close', end).on('lost', away);
      request.signal.addEventListener('abort', end);
      begin({ send, mayGoOn: () => check(), onEnd: (act) => ends.push(act), end });
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

/** Part of a stream failed. An unavailable database isn't our bug, and hundreds of streams would report it at once. */
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
