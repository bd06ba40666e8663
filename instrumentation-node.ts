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
