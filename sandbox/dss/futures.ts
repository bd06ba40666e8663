import { requestId } from '../practice.ts';

/** Results of long-running actions, by job id. DSS answers them with a future; here they finish at once. */
export const futures = new Map<string, unknown>();

export function futureOf(result: unknown): { jobId: string; hasResult: boolean } {
  const jobId = requestId().slice(0, 8);
  futures.set(jobId, result);
  return { jobId, hasResult: false };
}

export const future = (jobId: string) => ({ jobId, hasResult: true, alive: false, aborted: false, result: futures.get(jobId) });
