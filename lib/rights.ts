import type { Person, Workshop } from './attendee/find';
import { db, statement } from './db';
import { sessionSeconds } from './entra/auth';
import { type RoleHolder, roleOf } from './entra/role';
import { env } from './env';
import { Held } from './held';
import type { Hold } from './progress/stream';
import { endsColumns } from './workshop-end';

/** What a session cookie says: whose it is and when they signed in, in milliseconds. */
export interface Session {
  personId: string;
  signedInAt: number;
}

/** When a session ends, in milliseconds: a fixed time after its sign-in, even if its cookie was renewed since. */
export const endOf = ({ signedInAt }: Session): number => signedInAt + sessionSeconds * 1000;

/** Somebody who is signed in. */
export type Known = Person & RoleHolder;

const person = {
  id: true,
  tenantId: true,
  objectId: true,
  name: true,
  userName: true,
  mail: true,
  homeAccountId: true,
  isFacilitator: true,
  roleCheckedAt: true,
  signedOutAt: true,
} as const;

/** Whose session it is; null if it has ended, they have signed out since, or they are from a tenant that is no longer ours. */
export async function personOf(session: Session): Promise<Known | null> {
  if (endOf(session) <= Date.now()) return null;
  const found = await db().person.findUnique({ where: { id: session.personId }, select: person });
  if (!found || found.tenantId !== env().ENTRA_TENANT_ID) return null;
  return found.signedOutAt && session.signedInAt < found.signedOutAt.getTime() ? null : found;
}

const workshop = {
  id: true,
  slug: true,
  lab: true,
  title: true,
  joinCode: true,
  settings: true,
  isPractice: true,
  ...endsColumns,
} as const;

/** `absent`: there is no such workshop. `unconfirmed`: see lib/entra/role.ts. */
export type Facilitation = { kind: 'granted'; workshop: Workshop } | { kind: 'absent' | 'refused' | 'unconfirmed' };

/**
 * Whether somebody may see the whole of a workshop. Its owner may as long as Entra ID says that they are a facilitator, and by nothing
 * else; whoever is enrolled as a facilitator of this one workshop may until that enrolment is removed.
 */
export async function facilitationOf(me: Known, where: { slug: string } | { id: string }): Promise<Facilitation> {
  const found = await db().workshop.findUnique({
    where,
    select: { ...workshop, createdById: true, enrolments: { where: { personId: me.id, role: 'facilitator' }, select: { id: true } } },
  });
  if (!found) return { kind: 'absent' };
  const { enrolments, createdById, ...shop } = found;
  if (createdById !== me.id) return enrolments.length > 0 ? { kind: 'granted', workshop: shop } : { kind: 'refused' };
  const role = await roleOf(me);
  if (role === 'facilitator') return { kind: 'granted', workshop: shop };
  return { kind: role === 'unconfirmed' ? 'unconfirmed' : 'refused' };
}

/** Many boards of one person ask the same. */
const boards = new Held<boolean>(2000);

/** What a board's stream checks before it goes on. */
export function boardHold(session: Session, workshopId: string): Hold {
  const key = `${session.personId} ${session.signedInAt} ${workshopId}`;
  const ask = async () => {
    const me = await personOf(session);
    return me !== null && (await facilitationOf(me, { id: workshopId })).kind === 'granted';
  };
  return {
    personId: session.personId,
    until: endOf(session),
    mayGoOn: () => boards.get(key, ask),
  };
}

/** What an attendee's stream checks before it goes on: their place, and the session. */
export const attendeeHold = (session: Session, enrolmentId: string): Hold => ({
  personId: session.personId,
  until: endOf(session),
  mayGoOn: async (withinMs = 0) => endOf(session) > Date.now() && stands(session, enrolmentId, withinMs),
});

interface Question {
  session: Session;
  enrolmentId: string;
  answer: (stands: boolean) => void;
  fail: (error: unknown) => void;
}

let questions: Question[] = [];
let isUrgent = false;

/** Whether a place still belongs to its holder. One query to the database answers a room full of streams. */
const stands = (session: Session, enrolmentId: string, withinMs: number) =>
  new Promise<boolean>((answer, fail) => {
    questions.push({ session, enrolmentId, answer, fail });
    if (withinMs === 0 && !isUrgent) {
      isUrgent = true;
      setImmediate(() => void askAll());
    } else if (questions.length === 1) {
      setTimeout(() => void askAll(), withinMs);
    }
  });

async function askAll(): Promise<void> {
  const all = questions;
  questions = [];
  isUrgent = false;
  if (all.length === 0) return; // a more urgent question has included them
  try {
    const rows = await statement<{ n: number }>(
      `SELECT c.n::int AS n FROM unnest($1::uuid[], $2::uuid[], $3::float8[]) WITH ORDINALITY AS c(enrolment, person, since, n)
       JOIN "Enrolment" e ON e."id" = c.enrolment AND e."personId" = c.person JOIN "Person" p ON p."id" = c.person
       WHERE p."tenantId" = $4::uuid AND (p."signedOutAt" IS NULL OR p."signedOutAt" <= to_timestamp(c.since / 1000))`,
      [all.map((q) => q.enrolmentId), all.map((q) => q.session.personId), all.map((q) => q.session.signedInAt), env().ENTRA_TENANT_ID],
    );
    const standing = new Set(rows.map((r) => r.n));
    all.forEach((q, i) => void q.answer(standing.has(i + 1)));
  } catch (error) {
    for (const q of all) q.fail(error);
  }
}
