import { statement } from '@/lib/db';
import { env } from '@/lib/env';
import { type Lease, type LeaseRow, leaseOf, leaseSql } from '@/lib/progress/lease';
import { type Ends, openSql } from '@/lib/workshop-end';

export interface Person {
  id: string;
  objectId: string;
  name: string;
  userName: string;
  /** As Entra ID states it; null if it states none. */
  mail: string | null;
  homeAccountId: string;
  isFacilitator: boolean;
}

/** A workshop, with what pages need from it. */
export interface Workshop extends Ends {
  id: string;
  slug: string;
  lab: string;
  title: string;
  joinCode: string;
  settings: unknown;
  isPractice: boolean;
}

/** A person who is enrolled in a workshop. */
export interface Attendee {
  person: Person;
  workshop: Workshop;
  enrolment: {
    id: string;
    /** As stored; see trackIn. */
    track: string;
    step: string | null;
    helpAt: string | null;
    revision: string;
    values: Record<string, string>;
  };
}

type Json<T> = { [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };
interface Row extends Omit<Attendee, 'workshop'>, LeaseRow {
  workshop: Json<Workshop>;
}

const lease = leaseSql('$4');
/** The person, the workshop, their values and, for a verify, the lease of its run: one statement instead of two. */
const enrolledSql = `
  WITH found AS MATERIALIZED (
    SELECT e."id", e."revision", e."valuesRevision", json_build_object('id', e."id", 'track', e."track", 'step', e."step", 'helpAt', to_char(e."helpAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'revision', e."revision"::text,
        'values', coalesce((SELECT json_object_agg(v."name", v."value") FROM "Value" v WHERE v."enrolmentId" = e."id"), '{}')) AS enrolment,
      json_build_object('id', p."id", 'objectId', p."objectId", 'name', p."name", 'userName', p."userName", 'mail', p."mail", 'homeAccountId', p."homeAccountId",
        'isFacilitator', p."isFacilitator") AS person,
      json_build_object('id', w."id", 'slug', w."slug", 'lab', w."lab", 'title', w."title", 'joinCode', w."joinCode", 'settings', w."settings",
        'isPractice', w."isPractice", 'endsAt', w."endsAt", 'closedAt', w."closedAt", 'retentionDays', w."retentionDays") AS workshop,
      ${openSql('w')} AS "isOpen"
    FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId" JOIN "Workshop" w ON w."id" = e."workshopId"
    WHERE e."personId" = $1::uuid AND w."slug" = $2 AND (p."signedOutAt" IS NULL OR p."signedOutAt" <= to_timestamp($3::float8 / 1000))
      AND p."tenantId" = $5::uuid
  ), holder AS MATERIALIZED (
    SELECT e."id", found."revision", found."valuesRevision" FROM "Enrolment" e JOIN found ON found."id" = e."id"
    WHERE found."isOpen" AND $4::text IS NOT NULL FOR KEY SHARE OF e
  ), ${lease.ctes}
  SELECT enrolment, person, workshop, ${lease.columns} FROM found`;

/**
 * A person as enrolled in a workshop; null if they are not in it, or have signed out since that session began. A workshop that is over
 * gives no lease. Neither does a place that is being deleted: the statement takes the lock that the lease's insert needs anyway, before it.
 * @param step the slug of the step whose run they want, if any
 */
export async function findEnrolled(
  { personId, signedInAt }: { personId: string; signedInAt: number },
  slug: string,
  step: string | null,
): Promise<{ attendee: Attendee; lease: Lease } | null> {
  const [row] = await statement<Row>(enrolledSql, [personId, slug, signedInAt, step, env().ENTRA_TENANT_ID]);
  if (!row) return null;
  const { person, enrolment } = row;
  const date = (iso: string | null) => (iso === null ? null : new Date(iso));
  const workshop = { ...row.workshop, endsAt: date(row.workshop.endsAt), closedAt: date(row.workshop.closedAt) };
  return { attendee: { person, workshop, enrolment }, lease: leaseOf(row) };
}
