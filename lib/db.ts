import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/generated/prisma/client';
import { env } from './env';

const shared = globalThis as typeof globalThis & { guidepostDb?: PrismaClient };

/** The one database client of this process; Next may load this module more than once. */
export function db(): PrismaClient {
  shared.guidepostDb ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL, connectionTimeoutMillis: 4000 }),
  });
  return shared.guidepostDb;
}

/** The answer of the database to "are you there?", within two seconds. */
export async function isDatabaseUp(): Promise<boolean> {
  const late = new Promise<false>((done) => setTimeout(() => done(false), 2000).unref());
  const asked = db().$queryRaw`SELECT 1`.then(() => true).catch(() => false);
  return Promise.race([asked, late]);
}
