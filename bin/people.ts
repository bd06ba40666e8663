// `npm run people -- delete NAME`: everything that Guidepost knows about a person, deleted at once. For the operator, on request.
import pg from 'pg';
import { argumentsOf } from './arguments.ts';
import { Plain } from './plain.mjs';

const usage = 'Use: npm run people -- delete USER-NAME-OR-OBJECT-ID';

interface Found {
  id: string;
  name: string;
  userName: string;
  objectId: string;
}

/** @param who a user name (such as ada@example.com) or an object id of Entra ID */
export async function deletePerson(url: string, who: string): Promise<{ deleted: Found; workshops: string[] }> {
  const db = new pg.Client({ connectionString: url, connectionTimeoutMillis: 4000 });
  try {
    await db.connect();
    await db.query('BEGIN');
    const { rows } = await db.query<Found>(
      'SELECT "id", "name", "userName", "objectId" FROM "Person" WHERE lower("userName") = lower($1) OR "objectId"::text = lower($1) FOR UPDATE',
      [who],
    );
    const [person, another] = rows;
    if (!person) throw new Plain(`Guidepost knows nobody called ${who}.`);
    if (another)
      throw new Plain(`Several people are called ${who}. Use one's object id: ${rows.map((r) => `${r.objectId} (${r.name})`).join(', ')}.`);
    const { rows: owned } = await db.query<{ title: string }>(
      'SELECT "title" FROM "Workshop" WHERE "createdById" = $1 ORDER BY "createdAt"',
      [person.id],
    );
    // their rows go by foreign keys; the sealed tokens are filed under the account that Entra ID gave them
    await db.query('DELETE FROM "TokenCache" t USING "Person" p WHERE p."id" = $1 AND t."homeAccountId" = p."homeAccountId"', [person.id]);
    // nor by foreign keys: who is expected, whom an announcement was for, and to whom something was done
    await db.query(
      'DELETE FROM "RosterEntry" r USING "Person" p WHERE p."id" = $1 AND (r."userName" = lower(p."userName") OR r."userName" = p."mail")',
      [person.id],
    );
    await db.query(
      'UPDATE "Announcement" a SET "enrolmentIds" = array_remove(a."enrolmentIds", e."id") FROM "Enrolment" e WHERE e."personId" = $1 AND a."workshopId" = e."workshopId"',
      [person.id],
    );
    await db.query(
      `UPDATE "AuditEvent" a SET "detail" = NULL FROM "Enrolment" e WHERE e."personId" = $1 AND a."workshopId" = e."workshopId" AND a."detail"->>'enrolment' = e."id"::text`,
      [person.id],
    );
    await db.query('DELETE FROM "Person" WHERE "id" = $1', [person.id]);
    await db.query('COMMIT');
    return { deleted: person, workshops: owned.map((w) => w.title) };
  } finally {
    await db.end();
  }
}

export async function main(args: string[]): Promise<void> {
  const { positionals } = argumentsOf({ args, allowPositionals: true }, usage);
  const [act, who] = positionals;
  if (act !== 'delete' || !who || positionals.length > 2) throw new Plain(usage);
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Plain('DATABASE_URL is not set.');
  const { deleted, workshops } = await deletePerson(url, who);
  console.log(`Deleted ${deleted.name} (${deleted.userName}), with their progress, values, attempts and tokens.`);
  for (const title of workshops) console.log(`The workshop “${title}” no longer has an owner. It still ends and is purged as planned.`);
}
