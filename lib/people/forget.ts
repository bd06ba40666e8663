import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import { forgetTokens } from '@/lib/entra/tokens';
import { leaveSql } from '@/lib/progress/change';

/**
 * `everywhere`: they were in no other workshop, so Guidepost knows nothing of them anymore. `here`: other workshops still do.
 * `several`: more than one person here has that name. `facilitator`: who runs the workshop is removed as that first.
 */
export type Forgotten = 'everywhere' | 'here' | 'absent' | 'several' | 'facilitator';

interface Row {
  id: string;
  userName: string;
  mail: string | null;
  homeAccountId: string;
  enrolmentId: string;
  role: 'attendee' | 'facilitator';
  isElsewhere: boolean;
}

const findSql = `
  SELECT p."id"::text, p."userName", p."mail", p."homeAccountId", e."id"::text AS "enrolmentId", e."role"::text, (
    EXISTS (SELECT 1 FROM "Enrolment" o WHERE o."personId" = p."id" AND o."workshopId" <> e."workshopId")
    OR EXISTS (SELECT 1 FROM "Workshop" w WHERE w."createdById" = p."id")) AS "isElsewhere"
  FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
  WHERE e."workshopId" = $1::uuid AND (lower(p."userName") = $2 OR p."mail" = $2) FOR UPDATE OF p`;

/**
 * Deletes what a workshop knows about somebody, at their request: their place with everything that belongs to it, their line in the list of
 * expected people, and their name in the record. If they are in no other workshop and run none, their sign-in is deleted, too, and nothing
 * about them is left.
 * @param name a sign-in name or an email address, in lower case
 */
export async function forget(workshopId: string, name: string, by: string): Promise<Forgotten> {
  let account: string | null = null;
  const forgotten = await db().$transaction(async (tx): Promise<Forgotten> => {
    const found = await tx.$queryRawUnsafe<Row[]>(findSql, workshopId, name);
    const [them] = found;
    if (found.length > 1) return 'several';
    if (them?.role === 'facilitator') return 'facilitator';
    const names = them ? [name, them.userName.toLowerCase(), ...(them.mail ? [them.mail] : [])] : [name];
    const { count } = await tx.rosterEntry.deleteMany({ where: { workshopId, userName: { in: names } } });
    if (!them && count === 0) return 'absent';
    await audit({ act: 'attendee.data-deleted', personId: by, workshopId }, tx);
    if (!them) return 'everywhere';
    await tx.$executeRaw`UPDATE "Announcement" SET "enrolmentIds" = array_remove("enrolmentIds", ${them.enrolmentId}::uuid) WHERE "workshopId" = ${workshopId}::uuid`;
    await tx.auditEvent.updateMany({ where: { workshopId, personId: them.id }, data: { personId: null } });
    await tx.$executeRawUnsafe(leaveSql, them.enrolmentId, workshopId, null);
    await tx.$executeRaw`UPDATE "AuditEvent" SET "detail" = NULL WHERE "workshopId" = ${workshopId}::uuid AND "detail"->>'enrolment' = ${them.enrolmentId}`;
    if (them.isElsewhere) return 'here';
    account = them.homeAccountId;
    await tx.tokenCache.deleteMany({ where: { homeAccountId: account } });
    await tx.person.delete({ where: { id: them.id } });
    return 'everywhere';
  });
  if (account !== null) forgetTokens(account);
  return forgotten;
}
