import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { z } from 'zod';
import { type Attendee, findEnrolled, type Workshop } from './attendee/find';
import { db } from './db';
import { roleOf } from './entra/role';
import { env } from './env';
import { log } from './log';
import type { Hold } from './progress/stream';
import { attendeeHold, boardHold, endOf, facilitationOf, type Known, personOf } from './rights';

/** The cookie's name, as next-auth chooses it. */
export const sessionCookie = (): string => `${env().NEXTAUTH_URL.startsWith('https://') ? '__Secure-' : ''}next-auth.session-token`;

const Claims = z.object({ personId: z.uuid(), signedInAt: z.number(), exp: z.number() });
type Claims = z.infer<typeof Claims>;

/**
 * The claims of cookies, by their digest: next-auth derives a key for each decoding, which costs a verify a twentieth of its time.
 * They contain their own end, so cache entries don't need to expire.
 */
const decoded = new LRUCache<string, Claims>({ max: 5000 });

/** Whether a session is still valid: even a renewed cookie lasts no longer than twelve hours from the sign-in. */
const isOn = (session: Claims) => Math.min(session.exp * 1000, endOf(session)) > Date.now();

/** The claims of the session cookie, or null: none, forged, or over. */
async function claims(): Promise<Claims | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  if (!token) return null;
  const digest = createHash('sha256').update(token).digest('base64');
  const known = decoded.get(digest);
  if (known) return isOn(known) ? known : null;
  const found = Claims.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null)).data;
  if (!found) return null;
  decoded.set(digest, found);
  return isOn(found) ? found : null;
}

/** The person who is signed in, or null. The database is asked once per rendered page. */
export const findPerson = cache(async (): Promise<Known | null> => {
  const session = await claims();
  return session && personOf(session);
});

/** What a stream of this session, an attendee's or a board's, checks before it goes on. */
export async function holdOf(of: { enrolmentId: string } | { workshopId: string }): Promise<Hold> {
  const session = (await claims()) ?? { personId: '', signedInAt: 0 };
  return 'enrolmentId' in of ? attendeeHold(session, of.enrolmentId) : boardHold(session, of.workshopId);
}

/** @throws a redirect to sign-in, with the way back */
export async function requirePerson(): Promise<Known> {
  return (await findPerson()) ?? redirect(`/sign-in?to=${encodeURIComponent((await headers()).get('x-path') ?? '/')}`);
}

async function readEnrolled(slug: string, step: string | null) {
  const session = await claims();
  return session && findEnrolled(session, slug, step);
}

/** The attendee, and the lease of a step's run; or why there is none. */
export const findAttendeeToVerify = async (slug: string, step: string | null) =>
  (await readEnrolled(slug, step)) ?? ((await findPerson()) ? 'not-in-it' : 'signed-out');

/** The attendee, or null if they are not in the workshop, or no longer. */
export const findAttendee = async (slug: string): Promise<Attendee | null> => (await readEnrolled(slug, null))?.attendee ?? null;

/** @throws a redirect to sign-in or, for somebody who hasn't joined, to the page for joining */
export const requireAttendee = cache(async (slug: string): Promise<Attendee> => {
  const found = await readEnrolled(slug, null);
  if (found) return found.attendee;
  await requirePerson();
  return sendToJoin(slug);
});

/** Where somebody goes who is signed in and not in the workshop, or no longer. @throws always */
export async function sendToJoin(slug: string): Promise<never> {
  if ((await db().workshop.count({ where: { slug } })) === 0) notFound();
  redirect('/?join=needed');
}

/**
 * Somebody who may see the whole workshop: whoever made it, as long as they are a facilitator, and its own facilitators. Without a
 * slug: who may make one. Facilitators are asked for anew at Entra ID every 15 minutes.
 */
export async function requireFacilitator(): Promise<{ person: Known }>;
export async function requireFacilitator(slug: string): Promise<{ person: Known; workshop: Workshop }>;
export async function requireFacilitator(slug?: string): Promise<{ person: Known; workshop?: Workshop }> {
  const me = await requirePerson();
  if (slug === undefined) {
    const role = await roleOf(me);
    return role === 'facilitator' ? { person: me } : refuse(me, role === 'unconfirmed' ? role : 'refused');
  }
  const found = await facilitationOf(me, { slug });
  if (found.kind === 'absent') notFound();
  return found.kind === 'granted' ? { person: me, workshop: found.workshop } : refuse(me, found.kind, slug);
}

/** The workshop, for somebody who may see the whole of it; else null. For routes, which send nobody elsewhere. */
export async function findFacilitated(slug: string): Promise<Workshop | null> {
  const me = await findPerson();
  const found = me && (await facilitationOf(me, { slug }));
  if (found?.kind === 'granted') return found.workshop;
  if (me && found) logRefusal(me, found.kind, slug);
  return null;
}

const logRefusal = (me: Known, why: string, slug?: string) =>
  log().warn({ event: 'refusal', personId: me.id, why, workshop: slug?.slice(0, 100) }, 'what only facilitators may see was refused');

/** Entra ID did not confirm the role: there is a page that says so and has the way to sign in. @throws always */
export async function refuse(me: Known, why: 'refused' | 'unconfirmed', slug?: string): Promise<never> {
  logRefusal(me, why, slug);
  if (why === 'unconfirmed') redirect(`/sign-in/problem?error=RoleUnconfirmed`);
  forbidden();
}
