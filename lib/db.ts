import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { LRUCache } from 'lru-cache';
import { PrismaClient } from '@/generated/prisma/client';
import { env } from './env';

const shared = globalThis as typeof globalThis & { guidepostDb?: PrismaClient };

const names = new LRUCache<string, string>({ max: 1000 });

/** The same statement is planned once per connection: recordAttempt's plan costs PostgreSQL more than running it. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = `g${createHash('sha1').update(sql).digest('base64url')}`;
  names.set(sql, name);
  return name;
}

/** The one database client of this process; Next may load this module more than once. */
export function db(): PrismaClient {
  shared.guidepostDb ??= new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: env().DATABASE_URL, max: env().DATABASE_POOL, connectionTimeoutMillis: 4000 },
      { statementNameGenerator: ({ sql }) => nameOf(sql) },
    ),
  });
  return shared.guidepostDb;
}

/** The answer of the database to "are you there?", within two seconds. */
export async function isDatabaseUp(): Promise<boolean> {
  const late = new Promise<false>((done) => setTimeout(() => done(false), 2000).unref());
  const asked = db().$queryRaw`SELECT 1`.then(() => true).catch(() => false);
  return Promise.race([asked, late]);
}
