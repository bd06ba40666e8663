import type { Prisma } from '@/generated/prisma/client';
import { db } from './db';
import { log } from './log';
import { finalAtSql } from './workshop-end';

/** Tokens are of no use after a session has ended, and no session lasts longer. */
const tokenHours = 12;
/** A person who is in no workshop and runs none is deleted this long after their last sign-in. */
const strangerDays = 30;

const lock = 81_263_911;
const hourMs = 3_600_000;
/** After a purge that failed, as when the database is away. */
const againMs = 60_000;

/** How many of each kind were deleted. */
export interface Purged {
  tokens: number;
  /** Workshops whose secrets went, as they had ended or were closed for a day. */
  keys: number;
  /** Places of people in workshops whose retention is over, with all that belongs to them. */
  places: number;
  /** Lines about people who were expected in those workshops, and announcements made there. */
  mentions: number;
  people: number;
  /** Attempts whose answers were kept for as long as their workshop wants. */
  answers: number;
}

type Tx = Prisma.TransactionClient;

/** Rows per statement: dependent rows are deleted, too, and a statement only has seconds. */
const batch = 200;

/**
 * Deletes what may no longer be kept. Only one instance of the portal does it at a time, one batch per transaction, so a failure undoes
 * only its own batch.
 * @returns null if another instance is doing it
 */
export async function purge(): Promise<Purged | null> {
  const purged: Purged = { tokens: 0, keys: 0, places: 0, mentions: 0, people: 0, answers: 0 };
  const parts = {
    tokens: oldTokens,
    keys: keysOfEnded,
    places: placesOfOld,
    mentions: mentionsOfOld,
    people: strangers,
    answers: oldAnswers,
  } satisfies Record<keyof Purged, unknown>;
  for (const part of ['tokens', 'keys', 'places', 'mentions', 'people', 'answers'] as const) {
    for (let deleted = batch; deleted >= batch; ) {
      const done = await alone(parts[part]);
      if (done === null) return null;
      purged[part] += done;
      deleted = done;
    }
  }
  return purged;
}

const alone = (act: (tx: Tx) => Promise<number>): Promise<number | null> =>
  db().$transaction(
    async (tx) => {
      const [row] = await tx.$queryRaw<{ isMine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lock}) AS "isMine"`;
      return row?.isMine ? act(tx) : null;
    },
    { timeout: 60_000 },
  );

const oldTokens = (tx: Tx) =>
  tx.$executeRaw`DELETE FROM "TokenCache" WHERE "updatedAt" < now() - make_interval(hours => ${tokenHours}::int)`;

const keysOfEnded = (tx: Tx) =>
  tx.$executeRawUnsafe(`
  WITH ended AS (
    SELECT "id", "secrets" FROM "Workshop" w WHERE ${finalAtSql('w')} <= now() AND "secrets" <> '{}' FOR UPDATE
  ), emptied AS (
    UPDATE "Workshop" w SET "secrets" = '{}' FROM ended WHERE w."id" = ended."id"
  )
  INSERT INTO "AuditEvent" ("id", "workshopId", "action", "detail")
  SELECT gen_random_uuid(), "id", 'workshop.keys-removed', jsonb_build_object('secrets', (SELECT jsonb_object_agg(name, 'removed') FROM jsonb_object_keys("secrets") AS name))
  FROM ended`);

const isOld = `${finalAtSql('w')} + make_interval(days => w."retentionDays") <= now()`;

async function placesOfOld(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ places: number }[]>(`
    WITH gone AS (
      DELETE FROM "Enrolment" WHERE "id" IN (
        SELECT e."id" FROM "Enrolment" e JOIN "Workshop" w ON w."id" = e."workshopId" WHERE ${isOld} LIMIT ${batch}
      ) RETURNING "workshopId" AS "id"
    ), counted AS (
      SELECT "id", count(*)::int AS places FROM gone GROUP BY "id"
    ), told AS (
      INSERT INTO "AuditEvent" ("id", "workshopId", "action", "detail")
      SELECT gen_random_uuid(), "id", 'workshop.data-deleted', jsonb_build_object('people', places) FROM counted
    )
    SELECT coalesce(sum(places), 0)::int AS places FROM counted`);
  // what was done there stays on record without whoever did it, and without to whom it was done, why, and what they had recorded
  await tx.$executeRawUnsafe(
    `UPDATE "AuditEvent" a SET "personId" = NULL, "detail" = CASE WHEN "detail"->>'enrolment' IS NULL THEN "detail" END FROM "Workshop" w
     WHERE w."id" = a."workshopId" AND (a."personId" IS NOT NULL OR a."detail"->>'enrolment' IS NOT NULL) AND ${isOld}`,
  );
  return row?.places ?? 0;
}

/** The words of announcements may name somebody; invitations are of no use anymore. */
async function mentionsOfOld(tx: Tx): Promise<number> {
  const counts: number[] = [];
  for (const table of ['RosterEntry', 'Announcement', 'Invitation'])
    counts.push(
      await tx.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "id" IN (
        SELECT r."id" FROM "${table}" r JOIN "Workshop" w ON w."id" = r."workshopId" WHERE ${isOld} LIMIT ${batch})`),
    );
  return Math.max(...counts); // as long as one of them has more, there is another turn
}

const strangers = (tx: Tx) => tx.$executeRaw`
  DELETE FROM "Person" WHERE "id" IN (SELECT p."id" FROM "Person" p WHERE p."lastSignInAt" < now() - make_interval(days => ${strangerDays}::int)
    AND NOT EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."personId" = p."id")
    AND NOT EXISTS (SELECT 1 FROM "Workshop" w WHERE w."createdById" = p."id") LIMIT ${batch})`;

/** The attempts stay; the answers that they judged are deleted. */
const oldAnswers = (tx: Tx) => tx.$executeRaw`
  UPDATE "Attempt" SET "answers" = NULL WHERE "id" IN (SELECT a."id" FROM "Workshop" w JOIN "Enrolment" e ON e."workshopId" = w."id"
    JOIN "Attempt" a ON a."enrolmentId" = e."id" AND a."at" <= now() - make_interval(days => w."answerDays")
    WHERE a."answers" IS NOT NULL LIMIT ${batch})`;

/** Purges now, and then every hour while the portal runs. */
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
