import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { bus } from '@/lib/progress/bus';

/** Refuses to start with a bad environment, and lets event streams go when the process is asked to end. */
export function start(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bus().close());
  log().info({ event: 'start', practice: env().CLOUD_ORIGIN !== undefined }, 'the portal is starting');
}

/** A bug, or the database was away. The query stays out of the log: on the way back from Entra it holds a code. */
export function report(error: unknown, request: { path: string; method: string }): void {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const [path] = request.path.split('?');
  log().error({ event: 'error', method: request.method, path, digest, err: error }, 'a request failed');
}
