import type { Context } from 'hono';
import { type Practice, requestId } from '../practice.ts';
import type { Caller } from './access.ts';

const known = new WeakMap<Context<Practice>, Caller>();

/** Who asks, as the middleware found by the key. */
export const callers = {
  set: (c: Context<Practice>, caller: Caller): void => void known.set(c, caller),
  get(c: Context<Practice>): Caller {
    const caller = known.get(c);
    if (!caller) throw new Error('The key middleware has not run.');
    return caller;
  },
};

/** Long actions answer with a future; here what they do is done at once. */
export const futures = new Map<string, unknown>();

export function futureOf(result: unknown): { jobId: string; hasResult: boolean } {
  const jobId = requestId().slice(0, 8);
  futures.set(jobId, result);
  return { jobId, hasResult: false };
}

export const future = (jobId: string) => ({ jobId, hasResult: true, alive: false, aborted: false, result: futures.get(jobId) });
