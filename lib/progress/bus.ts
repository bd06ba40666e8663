import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import { z } from 'zod';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { channel } from './change';
import { workshopChannel } from './touch';

const Notice = z.object({
  workshop: z.string(),
  enrolment: z.string(),
  revision: z.string(),
  /** The browser tab that caused it and has its answer already. */
  by: z.string().nullish(),
  /** Whether the set of waiting steps may have changed. */
  watch: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** Something changed that concerns many people in a workshop: announcements, or who is waiting for help. */
const Said = z.object({ workshop: z.string(), what: z.enum(['announcements', 'help']) });
export type Said = z.infer<typeof Said>;

const beatChannel = 'guidepost_beat';

interface Events {
  notice: [Notice];
  said: [Said];
  /** It listens again, or for the first time: subscribers must read again what may have changed meanwhile. */
  gap: [];
  /** It has stopped listening, until the next `gap`. */
  lost: [];
  close: [];
}

interface Pace {
  /** How often it tests whether it still receives notices. */
  beatMs: number;
  /** How long an answer may take: of the database, and of its own beat. */
  lateMs: number;
  /** Between a lost connection and a new one. */
  againMs: number;
}

/**
 * PostgreSQL's notices, received on one connection per process. The network may drop a quiet connection without telling anybody, so it
 * sends itself a notice every ten seconds. If that doesn't come back, no other notice would.
 */
export class Bus extends EventEmitter<Events> {
  private readonly id = randomUUID();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private heardAt: number | null = null;
  private listening = false;
  /** Whether the last beat has yet to come back. */
  private isAwaited = false;
  /** An outage is reported once, however many tries it takes. */
  private isTold = false;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly pace: Pace = { beatMs: 10_000, lateMs: 3000, againMs: 1000 },
  ) {
    super();
    this.setMaxListeners(0);
  }

  get isListening(): boolean {
    return this.listening;
  }

  /** Whether notices arrive, and when one last did, in milliseconds since 1970. */
  health(): { isListening: boolean; heardAt: number | null } {
    return { isListening: this.listening, heardAt: this.heardAt };
  }

  async connect(): Promise<void> {
    if (this.client || this.isClosed) return;
    const { lateMs } = this.pace;
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: lateMs,
      query_timeout: lateMs,
    });
    this.client = client;
    client.on('notification', ({ channel: on, payload = '' }) => {
      this.heardAt = Date.now();
      if (on === channel) this.emit('notice', Notice.parse(JSON.parse(payload)));
      else if (on === workshopChannel) this.emit('said', Said.parse(JSON.parse(payload)));
      else if (payload === this.id && this.client === client) this.beaten(client);
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      await client.query(`LISTEN ${workshopChannel}`);
      await client.query(`LISTEN ${beatChannel}`);
    } catch (error) {
      return this.lost(client, error);
    }
    if (this.client !== client) return;
    this.listening = true;
    if (this.isTold) log().info({ event: 'bus' }, 'listening to the database again');
    this.isTold = false;
    this.emit('gap');
    this.beat(client);
  }

  private after(ms: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, ms);
    this.timer.unref();
  }

  private beat(client: pg.Client): void {
    if (this.client !== client) return;
    this.isAwaited = true;
    // after a blocked event loop, timers run before what has arrived meanwhile: let that go first
    this.after(this.pace.lateMs, () => setImmediate(() => this.isAwaited && this.lost(client, new Error('no notice arrives anymore'))));
    client.query('SELECT pg_notify($1, $2)', [beatChannel, this.id]).catch((error: unknown) => this.lost(client, error));
  }

  private beaten(client: pg.Client): void {
    this.isAwaited = false;
    this.after(this.pace.beatMs, () => this.beat(client));
  }

  private lost(client: pg.Client, error?: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    this.isAwaited = false;
    void client.end().catch(() => undefined); // should it be there still
    const wasListening = this.listening;
    this.listening = false;
    if (this.isClosed) return;
    if (!this.isTold) log().warn({ event: 'bus', err: error }, 'the connection that listens to the database was lost');
    this.isTold = true;
    if (wasListening) this.emit('lost');
    this.after(this.pace.againMs, () => void this.connect());
  }

  /** Ends all event streams, so that the process can exit. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.emit('close');
    const late = new Promise<void>((done) => setTimeout(done, 1000).unref());
    await Promise.race([this.client?.end().catch(() => undefined), late]);
  }
}

const shared = globalThis as typeof globalThis & { guidepostBus?: Bus };

/** Whether notices arrive, without beginning to listen. */
export const busHealth = (): ReturnType<Bus['health']> => shared.guidepostBus?.health() ?? { isListening: false, heardAt: null };

export function bus(): Bus {
  shared.guidepostBus ??= new Bus(env().DATABASE_URL);
  void shared.guidepostBus.connect();
  return shared.guidepostBus;
}
