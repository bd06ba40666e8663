import type { Prisma } from '@/generated/prisma/client';
import { db } from './db';
import { log } from './log';

/** Tokens are of no use to a session that has ended, and none lasts longer. */
const tokenHours = 12;
/** Somebody who is in no workshop and runs none is forgotten this long after their last sign-in. */
const strangerDays = 30;

const lock = 81_263_911;
const hourMs = 3_600_000;
/** After a purge that failed, as when the database is away. */
const againMs = 60_000;

/** How many of each were deleted. */
export interface Purged {
  tokens: number;
  /** Workshops whose secrets went, as they had ended. */
  keys: number;
  /** Places of people in workshops whose retention is over, with all that belongs to them. */
  places: number;
  people: number;
}

/** Deletes what may be kept no longer. One instance of the portal at a time. @returns null where another one is at it */
export const purge = (): Promise<Purged | null> =>
  db().$transaction(
    async (tx) => {
      const [row] = await tx.$queryRaw<{ isMine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lock}) AS "isMine"`;
      if (!row?.isMine) return null;
      return { tokens: await oldTokens(tx), keys: await keysOfEnded(tx), places: await placesOfOld(tx), people: await strangers(tx) };
    },
    { timeout: 300_000 },
  );

type Tx = Prisma.TransactionClient;

const oldTokens = (tx: Tx) =>
  tx.$executeRaw`DELETE FROM "TokenCache" WHERE "updatedAt" < now() - make_interval(hours => ${tokenHours}::int)`;

const keysOfEnded = (tx: Tx) => tx.$executeRaw`
  WITH ended AS (
    SELECT "id", "secrets" FROM "Workshop" WHERE "endsAt" <= now() AND "secrets" <> '{}' FOR UPDATE
  ), emptied AS (
    UPDATE "Workshop" w SET "secrets" = '{}' FROM ended WHERE w."id" = ended."id"
  )
  INSERT INTO "AuditEvent" ("id", "workshopId", "action", "detail")
  SELECT gen_random_uuid(), "id", 'workshop.keys-removed', jsonb_build_object('secrets', (SELECT jsonb_object_agg(name, 'removed') FROM jsonb_object_keys("secrets") AS name))
  FROM ended`;

const isOld = `w."endsAt" + make_interval(days => w."retentionDays") <= now()`;

async function placesOfOld(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ places: number }[]>(`
    WITH gone AS (
      DELETE FROM "Enrolment" e USING "Workshop" w WHERE w."id" = e."workshopId" AND ${isOld} RETURNING w."id"
    ), counted AS (
      SELECT "id", count(*)::int AS places FROM gone GROUP BY "id"
    ), told AS (
      INSERT INTO "AuditEvent" ("id", "workshopId", "action", "detail")
      SELECT gen_random_uuid(), "id", 'workshop.data-deleted', jsonb_build_object('people', places) FROM counted
    )
    SELECT coalesce(sum(places), 0)::int AS places FROM counted`);
  // what was done there stays on record without whoever did it
  await tx.$executeRawUnsafe(
    `UPDATE "AuditEvent" a SET "personId" = NULL FROM "Workshop" w WHERE w."id" = a."workshopId" AND a."personId" IS NOT NULL AND ${isOld}`,
  );
  return row?.places ?? 0;
}

const strangers = (tx: Tx) => tx.$executeRaw`
  DELETE FROM "Person" p WHERE p."lastSignInAt" < now() - make_interval(days => ${strangerDays}::int)
    AND NOT EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."personId" = p."id")
    AND NOT EXISTS (SELECT 1 FROM "Workshop" w WHERE w."createdById" = p."id")`;

/** Purges now, and every hour as long as the portal runs. */
export function startPurge(): void {
  async function turn(): Promise<void> {
    let pause = hourMs;
    try {
      const purged = await purge();
      if (purged && Object.values(purged).some((n) => n > 0))
        log().info({ event: 'purge', ...purged }, 'deleted what may be kept no longer');
    } catch (error) {
      log().warn({ event: 'purge', err: error }, 'could not delete what may be kept no longer; the next try is in a minute');
      pause = againMs;
    }
    setTimeout(() => void turn(), pause).unref();
  }
  void turn();
}
