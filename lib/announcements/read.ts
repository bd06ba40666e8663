import { AtOnce } from '@/lib/at-once';
import { statement } from '@/lib/db';
import type { Audience, Kind, Standing, TellsThem } from './view';

interface Row {
  readAt: string;
  id: string | null;
  kind: Kind;
  text: string;
  audience: Audience;
  step: string | null;
  enrolmentIds: string[];
  about: string | null;
  at: Date;
  by: string | null;
}

/** A workshop's active announcements. */
export interface AllStanding {
  readAt: number;
  /** `about`: which failure that several people share it answers. */
  all: (Standing & { for: ReadonlySet<string> | null; about: string | null })[];
}

const sql = `
  SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint::text AS "readAt",
    a."id", a."kind", a."text", a."audience", a."step", a."enrolmentIds", a."about", a."at", p."name" AS "by"
  FROM (SELECT 1) AS one LEFT JOIN "Announcement" a ON a."workshopId" = $1::uuid AND a."endedAt" IS NULL
    LEFT JOIN "Person" p ON p."id" = a."byPersonId"
  ORDER BY a."at" DESC, a."id" DESC LIMIT 30`;

const once = new AtOnce<AllStanding>();

/** A workshop's active announcements, newest first. One query answers all pages that ask at the same moment. */
export const standingIn = (workshopId: string): Promise<AllStanding> => once.get(workshopId, () => read(workshopId));

async function read(workshopId: string): Promise<AllStanding> {
  const rows = await statement<Row>(sql, [workshopId]);
  return {
    readAt: Number(rows[0]?.readAt ?? 0),
    all: rows.flatMap(({ id, kind, text, audience, step, enrolmentIds, about, at, by }) => {
      if (id === null) return []; // there are none, and the row only says when that was read
      const isNamed = audience === 'stuck' || audience === 'listed';
      const people = isNamed ? enrolmentIds.length : null;
      const told = { id, kind, text, step, isForStep: audience === 'step', by, at: at.toISOString() };
      return [{ ...told, audience, people, about, for: isNamed ? new Set(enrolmentIds) : null }];
    }),
  };
}

/** Those that are for one attendee. */
export const tellsThem = ({ readAt, all }: AllStanding, enrolmentId: string): TellsThem => ({
  readAt,
  all: all
    .filter(({ for: ids }) => ids === null || ids.has(enrolmentId))
    .map(({ id, kind, text, step, isForStep, by, at }) => ({ id, kind, text, step, isForStep, by, at })),
});
