import { LRUCache } from 'lru-cache';
import { requestId } from '../practice.ts';
import type { Store } from '../world/store.ts';
import type { Caller } from './access.ts';
import { DssError } from './errors.ts';

interface Future {
  /** Who began it: nobody else but an administrator is told of it. */
  login: string | null;
  startedAt: number;
  readyAt: number;
  result: unknown;
  /** Ends what is under way. */
  abort: () => void;
}

/**
 * Results of long-running actions, by job id. DSS answers them with a future, which the official client polls (dss/future.py). They are
 * lost where the process ends, as it is with a restarted DSS, or once there are many newer ones; what was begun goes on in the world.
 */
const futures = new LRUCache<string, Future>({ max: 1000 });

interface Begun {
  result: unknown;
  /** By the practice clock; without it at once. */
  readyAt?: number;
  abort?: () => void;
}

export function futureOf({ clock }: Store, { login }: Caller, { result, readyAt = 0, abort = () => undefined }: Begun) {
  const jobId = requestId().slice(0, 8);
  futures.set(jobId, { login, startedAt: clock.now(), readyAt, result, abort });
  return { jobId, hasResult: false, alive: true, aborted: false };
}

function futureFor(caller: Caller, jobId: string): Future {
  const future = futures.get(jobId);
  if (!future || (!caller.isAdmin && future.login !== caller.login)) throw new DssError(404, 'Unknown future');
  return future;
}

/** @param isPeek whether only its state is asked for: else its result is handed out, once, and the future is gone */
export function stateOf({ clock }: Store, caller: Caller, jobId: string, isPeek: boolean) {
  const { startedAt, readyAt, result } = futureFor(caller, jobId);
  const hasResult = clock.now() >= readyAt;
  if (hasResult && !isPeek) futures.delete(jobId);
  return {
    jobId,
    hasResult,
    alive: !hasResult,
    aborted: false,
    startTime: startedAt,
    runningTime: Math.max(0, clock.now() - startedAt),
    ...(hasResult && !isPeek ? { result } : {}),
  };
}

export function abortFuture({ clock }: Store, caller: Caller, jobId: string): void {
  const { readyAt, abort } = futureFor(caller, jobId);
  if (clock.now() < readyAt) abort();
  futures.delete(jobId);
}
