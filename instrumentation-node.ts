import { allLabs } from '@/labs';
import { settled } from '@/lib/clouds/settled';
import { isDatabaseAway } from '@/lib/database-away';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { bus } from '@/lib/progress/bus';
import { endRuns } from '@/lib/progress/under-way';
import { startPurge } from '@/lib/purge';
import { tendSeals } from '@/lib/seals';

/** How long a process that is asked to end finishes the verifies it is in the middle of; bin/portal.ts gives it a little more. */
const endMs = 4000;

const shared = globalThis as typeof globalThis & {
  guidepostEnd?: () => Promise<void>;
  guidepostRequest?: { getStore(): object | undefined };
  /** Requests that failed because the database could not be asked: bin/portal.ts answers them with 503. */
  guidepostAway?: WeakSet<object>;
};

/**
 * Refuses to start with a bad environment, listens to the database, deletes what may be kept no longer, and lets event streams go
 * when the process is asked to end. bin/portal.ts then waits for the rest.
 */
export function start(): void {
  try {
    env();
    settled();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  bus();
  startPurge();
  shared.guidepostEnd = () => endRuns(endMs);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bus().close());
  tendSeals(allLabs());
  log().info({ event: 'start', practice: env().CLOUD_ORIGIN !== undefined }, 'the portal is starting');
}

/** A bug, or the database was away. The query stays out of the log: on the way back from Entra it holds a code. */
export function report(error: unknown, request: { path: string; method: string }): void {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const [path] = request.path.split('?');
  const own = isDatabaseAway(error) ? shared.guidepostRequest?.getStore() : undefined;
  if (own) shared.guidepostAway?.add(own);
  log().error({ event: 'error', method: request.method, path, digest, err: error }, 'a request failed');
}
