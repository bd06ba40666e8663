import { db } from '../db';
import { standingOf } from './rows';
import type { Standing } from './standing';

/** One attendee, as the board needs them. Times are ISO 8601. */
export interface BoardEntry {
  enrolmentId: string;
  name: string;
  userName: string;
  track: 'whole' | 'model';
  step: string | null;
  stepSince: string;
  seenAt: string;
  revision: string;
  passed: string[];
  standings: (Pick<Standing, 'checkId' | 'verdict' | 'trouble'> & { step: string; since: string | null })[];
  /** Failed clicks on the step they are on, since they came to it. */
  failedTries: number;
}

interface Row {
  id: string;
  name: string;
  userName: string;
  track: 'whole' | 'model';
  step: string | null;
  stepSince: Date;
  seenAt: Date;
  revision: bigint;
  passed: string[] | null;
  standings: { step: string; checkId: string; verdict: unknown; trouble: unknown; since: string | null }[] | null;
  failedTries: bigint;
}

/**
 * The board's attendees, all of them or those changed after a revision, in one query.
 * A revision is taken before its transaction ends, so one that committed late may lie a little below one already seen:
 * `after` therefore reaches back by a margin, and receivers take the newest of what they get twice.
 */
export async function boardEntries(workshopId: string, only: { enrolmentId?: string; after?: bigint } = {}): Promise<BoardEntry[]> {
  const margin = 50n;
  const after = only.after === undefined ? -1n : only.after > margin ? only.after - margin : 0n;
  const enrolmentId = only.enrolmentId ?? null;
  const rows = await db().$queryRaw<Row[]>`
    SELECT e."id", p."name", p."userName", e."track"::text AS "track", e."step", e."stepSince", e."seenAt", e."revision",
      (SELECT array_agg(s."step") FROM "StepPass" s WHERE s."enrolmentId" = e."id") AS "passed",
      (SELECT json_agg(json_build_object('step', s."step", 'checkId', s."checkId", 'verdict', s."verdict", 'trouble', s."trouble", 'since', s."since"))
         FROM "Standing" s WHERE s."enrolmentId" = e."id"
         AND NOT EXISTS (SELECT 1 FROM "StepPass" d WHERE d."enrolmentId" = e."id" AND d."step" = s."step")) AS "standings",
      (SELECT count(*) FROM "Attempt" a WHERE a."enrolmentId" = e."id" AND a."step" = e."step" AND a."failed" AND a."trigger" = 'click' AND a."at" >= e."stepSince") AS "failedTries"
    FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
    WHERE e."workshopId" = ${workshopId}::uuid AND e."role" = 'attendee' AND e."revision" > ${after}
      AND (${enrolmentId}::uuid IS NULL OR e."id" = ${enrolmentId}::uuid)
    ORDER BY p."name"`;
  return rows.map((r) => ({
    enrolmentId: r.id,
    name: r.name,
    userName: r.userName,
    track: r.track,
    step: r.step,
    stepSince: r.stepSince.toISOString(),
    seenAt: r.seenAt.toISOString(),
    revision: String(r.revision),
    passed: r.passed ?? [],
    standings: (r.standings ?? []).map((s) => {
      const { verdict, trouble } = standingOf({ ...s, since: null, checkedAt: null, troubleAt: null });
      return { step: s.step, checkId: s.checkId, verdict, trouble, since: s.since };
    }),
    failedTries: Number(r.failedTries),
  }));
}
