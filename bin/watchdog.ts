import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf, type ServerLog } from './log.ts';

/**
 * If the loop is blocked for longer, nobody else gets an answer: something computes where it should wait, or matches where it should cut.
 */
const blockedMs = 200;
const everyMs = 50;

/** For health, which lives in Next's part of the process: lib/health.ts reads it. */
export interface LoopReport {
  /** The last time that the event loop was blocked, in milliseconds since 1970; null while it never was. */
  lastAt: number | null;
  lastMs: number;
  count: number;
}

interface Current {
  requestId: string;
  method: string | undefined;
  path: string;
  begunAt: number;
}

/**
 * Reports when the event loop was blocked for more than 200 ms. It notices because a timer fires late. That timer is the first thing to run
 * afterward, so the requests that were being answered are still known. Which of them was to blame is for the log's reader to find out:
 * following each through every `await` would cost more than it is worth.
 */
export class Watchdog {
  readonly report: LoopReport = { lastAt: null, lastMs: 0, count: 0 };
  private readonly current = new Map<ServerResponse, Current>();
  private lately: Current[] = [];
  private readonly log: ServerLog;
  private readonly timer: NodeJS.Timeout;

  constructor(log: ServerLog) {
    this.log = log;
    let due = performance.now() + everyMs;
    this.timer = setInterval(() => {
      const now = performance.now();
      if (now - due > blockedMs) this.tell(Math.round(now - due));
      this.lately = [];
      due = now + everyMs;
    }, everyMs);
    this.timer.unref();
  }

  /** Notes that a request is being answered, until it has been. */
  watch(request: IncomingMessage, response: ServerResponse, requestId: string): void {
    const entry = { requestId, method: request.method, path: pathOf(request.url), begunAt: Date.now() };
    this.current.set(response, entry);
    response.once('close', () => {
      this.current.delete(response);
      this.lately.push(entry);
    });
  }

  end(): void {
    clearInterval(this.timer);
  }

  private tell(ms: number): void {
    Object.assign(this.report, { lastAt: Date.now(), lastMs: ms, count: this.report.count + 1 } satisfies LoopReport);
    // those that began last are likeliest: streams have been open for long
    const requests = [...this.lately, ...this.current.values()].sort((a, b) => b.begunAt - a.begunAt).slice(0, 5);
    this.log.warn({ event: 'blocked', ms, requests }, 'the event loop was blocked');
  }
}
