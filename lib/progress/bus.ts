import { EventEmitter } from 'node:events';
import pg from 'pg';
import { z } from 'zod';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { channel } from './change';

const Notice = z.object({
  workshop: z.string(),
  enrolment: z.string(),
  revision: z.string(),
  /** The browser tab that caused it and has its answer already. */
  by: z.string().nullish(),
  /** Whether what there is to wait for may have changed. */
  watch: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/**
 * PostgreSQL's notices, received on one connection per process. Emits `notice`, and `gap` after the connection was lost:
 * whoever listens must then read again what may have changed meanwhile.
 */
class Bus extends EventEmitter<{ notice: [Notice]; gap: []; close: [] }> {
  private client: pg.Client | null = null;
  private isClosed = false;

  async connect(): Promise<void> {
    if (this.client || this.isClosed) return;
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true, connectionTimeoutMillis: 4000 });
    this.client = client;
    client.on('notification', ({ payload }) => this.emit('notice', Notice.parse(JSON.parse(payload ?? ''))));
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      this.emit('gap');
    } catch {
      this.lost(client);
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.isClosed) return;
    log().warn({ event: 'bus' }, 'the connection that listens to the database was lost');
    setTimeout(() => void this.connect(), 1000).unref();
  }

  /** Ends all event streams, so that the process can go. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.emit('close');
    await this.client?.end().catch(() => undefined);
  }
}

const shared = globalThis as typeof globalThis & { guidepostBus?: Bus };

export function bus(): Bus {
  if (!shared.guidepostBus) {
    shared.guidepostBus = new Bus();
    shared.guidepostBus.setMaxListeners(0);
  }
  void shared.guidepostBus.connect();
  return shared.guidepostBus;
}
