import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import { PrismaClient } from '@/generated/prisma/client';
import { answerMs, statementMs } from './database-away';
import { env } from './env';
import { log } from './log';

const shared = globalThis as typeof globalThis & { guidepostDb?: PrismaClient; guidepostPool?: pg.Pool };

const names = new LRUCache<string, string>({ max: 1000 });

/** A name under which a statement is planned once per connection: planning a write of progress costs more than running it. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = `g${createHash('sha1').update(sql).digest('base64url')}`;
  names.set(sql, name);
  return name;
}

function pool(): pg.Pool {
  if (!shared.guidepostPool) {
    shared.guidepostPool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      connectionTimeoutMillis: 4000,
      statement_timeout: statementMs,
      query_timeout: answerMs,
      idle_in_transaction_session_timeout: 15_000,
    });
    // an idle connection that breaks is replaced by the next query; without a listener, the event would end the process
    // (the error holds the whole client, with what is needed to cancel its statements: only the words of it are logged)
    shared.guidepostPool.on('error', ({ message }) =>
      log().warn({ event: 'database', why: message }, 'an idle connection to the database was lost'),
    );
  }
  return shared.guidepostPool;
}

/** The one database client of this process; Next may load this module more than once. */
export function db(): PrismaClient {
  shared.guidepostDb ??= new PrismaClient({
    adapter: new PrismaPg(pool(), { statementNameGenerator: ({ sql }) => nameOf(sql), disposeExternalPool: true }),
  });
  return shared.guidepostDb;
}

/**
 * A prepared statement over the same connections, without Prisma in between: for the few that every verify runs, where its
 * share was an eighth of the portal's time (docs/performance.md).
 */
export async function statement<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ name: nameOf(text), text, values });
  return rows;
}
