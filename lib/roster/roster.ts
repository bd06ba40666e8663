import { audit } from '@/lib/audit';
import { db, statement } from '@/lib/db';
import type { Listed, Refused } from './csv';
import { type Expected, planRoster, type RosterPlan } from './plan';

/** The most people that one workshop may expect: twice the largest room. */
export const mostExpected = 2000;

/** Somebody who is expected, and whether they have joined. */
export interface Guest extends Expected {
  id: string;
  /** When they joined; null: they are absent. */
  joinedAt: Date | null;
}

const guestsSql = `
  SELECT r."id", r."name", r."userName", r."track", min(here."joinedAt") AS "joinedAt"
  FROM "RosterEntry" r LEFT JOIN (
    SELECT lower(p."userName") AS "by", e."joinedAt" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId" WHERE e."workshopId" = $1::uuid
    UNION ALL
    SELECT p."mail", e."joinedAt" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId" WHERE e."workshopId" = $1::uuid AND p."mail" IS NOT NULL
  ) here ON here."by" = r."userName"
  WHERE r."workshopId" = $1::uuid GROUP BY r."id" ORDER BY r."name", r."userName"`;

/** Everybody who is expected, by name. A sign-in name is compared in any case; Entra ID states a mail address in lower case. */
export const guestsOf = (workshopId: string): Promise<Guest[]> => statement<Guest>(guestsSql, [workshopId]);

/** Attendees who are not among those expected, by name. */
export const unexpectedOf = (workshopId: string): Promise<{ id: string; name: string; userName: string }[]> =>
  statement(
    `SELECT e."id", p."name", p."userName" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
     WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee'
       AND NOT EXISTS (SELECT 1 FROM "RosterEntry" r WHERE r."workshopId" = $1::uuid AND (r."userName" = lower(p."userName") OR r."userName" = p."mail"))
     ORDER BY p."name", e."id"`,
    [workshopId],
  );

/** How many are expected, and how many of them have not joined. */
export async function absence(workshopId: string): Promise<{ expected: number; absent: number }> {
  const [counts] = await statement<{ expected: number; absent: number }>(
    `SELECT count(*)::int AS expected, (count(*) FILTER (WHERE g."joinedAt" IS NULL))::int AS absent FROM (${guestsSql}) g`,
    [workshopId],
  );
  return counts ?? { expected: 0, absent: 0 };
}

/** What a board says about joining, apart from the code: whether joining is closed, and who is absent. */
export async function joiningOf(workshopId: string): Promise<{ isClosed: boolean; expected: number; absent: number }> {
  const [{ joiningClosedAt }, absent] = await Promise.all([
    db().workshop.findUniqueOrThrow({ where: { id: workshopId }, select: { joiningClosedAt: true } }),
    absence(workshopId),
  ]);
  return { isClosed: joiningClosedAt !== null, ...absent };
}

/** The track that somebody is expected on; null: none was stated. */
export async function expectedTrack(
  workshopId: string,
  { userName, mail }: { userName: string; mail: string | null },
): Promise<string | null> {
  const names = [userName.toLowerCase(), ...(mail ? [mail] : [])];
  const found = await db().rosterEntry.findFirst({
    where: { workshopId, userName: { in: names }, track: { not: null } },
    select: { track: true },
  });
  return found?.track ?? null;
}

type Read = { listed: Listed[]; refused: Refused[] };

const knownTo = (workshopId: string, tx: Pick<ReturnType<typeof db>, 'rosterEntry'>) =>
  tx.rosterEntry.findMany({ where: { workshopId }, select: { name: true, userName: true, track: true } });

const tooMany = (known: readonly Expected[], { added }: RosterPlan) => known.length + added.length > mostExpected;

/** What importing a list would do now. @returns null if that would be too many people */
export async function planned(workshopId: string, read: Read): Promise<RosterPlan | null> {
  const known = await knownTo(workshopId, db());
  const plan = planRoster(read, known);
  return tooMany(known, plan) ? null : plan;
}

/** Imports a list. What it does is decided again, because another facilitator may have imported one meanwhile. */
export const importRoster = (workshopId: string, read: Read, by: string): Promise<RosterPlan | null> =>
  db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Workshop" WHERE "id" = ${workshopId}::uuid FOR UPDATE`; // one import at a time
    const known = await knownTo(workshopId, tx);
    const plan = planRoster(read, known);
    if (tooMany(known, plan)) return null;
    await tx.rosterEntry.createMany({ data: plan.added.map(({ name, userName, track }) => ({ workshopId, name, userName, track })) });
    const changed = plan.changed.map(({ to: { name, userName, track } }) => ({ name, userName, track }));
    await tx.$executeRaw`
      UPDATE "RosterEntry" r SET "name" = c."name", "track" = c."track"
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS c("name" text, "userName" text, "track" text)
      WHERE r."workshopId" = ${workshopId}::uuid AND r."userName" = c."userName"`;
    if (plan.added.length + changed.length > 0) {
      const detail = { expected: { from: String(known.length), to: String(known.length + plan.added.length) } };
      await audit({ act: 'roster.imported', personId: by, workshopId, detail }, tx);
    }
    return plan;
  });

/** Takes somebody, or everybody, off the list of who is expected. Whoever has joined stays in the workshop. */
export const shortenRoster = (workshopId: string, id: string | null, by: string): Promise<number> =>
  db().$transaction(async (tx) => {
    const before = await tx.rosterEntry.count({ where: { workshopId } });
    const { count } = await tx.rosterEntry.deleteMany({ where: { workshopId, ...(id === null ? {} : { id }) } });
    const detail = { expected: { from: String(before), to: String(before - count) } };
    if (count > 0) await audit({ act: 'roster.shortened', personId: by, workshopId, detail }, tx);
    return count;
  });
