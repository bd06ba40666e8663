import { audit } from '@/lib/audit';
import { db, statement } from '@/lib/db';
import { putBackAll } from '@/lib/help/write';
import { leaveSql } from '@/lib/progress/change';
import { touch } from '@/lib/progress/touch';

export interface Facilitator {
  personId: string;
  name: string;
  userName: string;
  /** Null for the owner, who has no place in the workshop. */
  enrolmentId: string | null;
  /** Whether they also did a part of the lab. */
  hasDone: boolean;
}

interface Row {
  personId: string;
  name: string;
  userName: string;
  enrolmentId: string | null;
  hasDone: boolean;
}

/** Whether somebody did anything in a workshop as an attendee. They keep that when they stop being a facilitator. */
const hasDoneSql = `(e."step" IS NOT NULL OR EXISTS (SELECT 1 FROM "StepPass" s WHERE s."enrolmentId" = e."id")
  OR EXISTS (SELECT 1 FROM "Value" v WHERE v."enrolmentId" = e."id") OR EXISTS (SELECT 1 FROM "Attempt" a WHERE a."enrolmentId" = e."id"))`;

const allSql = `
  SELECT p."id" AS "personId", p."name", p."userName", NULL::uuid AS "enrolmentId", false AS "hasDone"
  FROM "Workshop" w JOIN "Person" p ON p."id" = w."createdById" WHERE w."id" = $1::uuid
  UNION ALL
  (SELECT p."id", p."name", p."userName", e."id", ${hasDoneSql}
  FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId" JOIN "Workshop" w ON w."id" = e."workshopId"
  WHERE e."workshopId" = $1::uuid AND e."role" = 'facilitator' AND w."createdById" IS DISTINCT FROM p."id" ORDER BY p."name", e."id")`;

/** A workshop's facilitators: its owner first, then those who were invited. */
export const facilitatorsOf = (workshopId: string): Promise<Facilitator[]> => statement<Row>(allSql, [workshopId]);

export type Removed = 'removed' | 'absent' | 'last';

/**
 * Removes somebody as a facilitator, by another's act or their own, in one transaction. If they did a part of the lab, they become an
 * attendee again; otherwise they leave. Requests for help that they had taken are put back. Open invitations end, because they may know
 * one. A workshop without its owner keeps its last facilitator.
 */
export const removeFacilitator = (workshopId: string, enrolmentId: string, by: string): Promise<Removed> =>
  db().$transaction(async (tx): Promise<Removed> => {
    // one removal at a time, so that two do not each leave the other as the last; what is put on record meanwhile does not wait for it
    const [workshop] = await tx.$queryRaw<
      { createdById: string | null }[]
    >`SELECT "createdById" FROM "Workshop" WHERE "id" = ${workshopId}::uuid FOR NO KEY UPDATE`;
    const all = await tx.enrolment.findMany({ where: { workshopId, role: 'facilitator' }, select: { id: true, personId: true } });
    const them = all.find((e) => e.id === enrolmentId);
    if (!workshop || !them || them.personId === workshop.createdById) return 'absent';
    if (workshop.createdById === null && all.length === 1) return 'last';
    await putBackAll(tx, workshopId, them.personId, by);
    await tx.invitation.deleteMany({ where: { workshopId, usedAt: null } });
    await audit({ act: them.personId === by ? 'facilitator.left' : 'facilitator.removed', personId: by, workshopId }, tx);
    const [row] = await tx.$queryRawUnsafe<{ hasDone: boolean }[]>(
      `SELECT ${hasDoneSql} AS "hasDone" FROM "Enrolment" e WHERE e."id" = $1::uuid`,
      enrolmentId,
    );
    if (row?.hasDone) {
      await tx.enrolment.update({ where: { id: enrolmentId }, data: { role: 'attendee' } });
      await touch(tx, { enrolmentId, workshopId });
    } else {
      await tx.$executeRawUnsafe(leaveSql, enrolmentId, workshopId, null);
    }
    return 'removed';
  });
