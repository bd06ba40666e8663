import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { z } from 'zod';
import { type Attendee, type Person, placeOf, type Workshop } from './attendee/place';
import { db } from './db';
import { env } from './env';

/** The cookie's name, as next-auth chooses it. */
export const sessionCookie = (): string => `${env().NEXTAUTH_URL.startsWith('https://') ? '__Secure-' : ''}next-auth.session-token`;

const Claims = z.object({ personId: z.uuid(), signedInAt: z.number(), exp: z.number() });
type Claims = z.infer<typeof Claims>;

/**
 * The claims of cookies, by their digest: next-auth derives a key for each decoding, which costs a verify a twentieth of its time.
 * They carry their own end, so the cache needs none.
 */
const decoded = new LRUCache<string, Claims>({ max: 5000 });

const person = {
  id: true,
  objectId: true,
  name: true,
  userName: true,
  homeAccountId: true,
  isFacilitator: true,
  signedOutAt: true,
} as const;

/** The claims of the session cookie, or null: none, forged, or over. */
async function claims(): Promise<Claims | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  if (!token) return null;
  const digest = createHash('sha256').update(token).digest('base64');
  const known = decoded.get(digest);
  if (known && known.exp * 1000 > Date.now()) return known;
  const found = Claims.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null)).data;
  if (!found) return null;
  decoded.set(digest, found);
  return found;
}

/** When this session ends, in milliseconds; for streams that must not outlive it. */
export async function sessionEnd(): Promise<number> {
  return ((await claims())?.exp ?? 0) * 1000;
}

const isOver = (session: Claims, { signedOutAt }: { signedOutAt: Date | null }) =>
  signedOutAt !== null && session.signedInAt < signedOutAt.getTime();

/** Whoever is signed in, or null. Asked of the database once per rendered page. */
export const findPerson = cache(async (): Promise<Person | null> => {
  const session = await claims();
  const found = session && (await db().person.findUnique({ where: { id: session.personId }, select: person }));
  return found && !isOver(session, found) ? found : null;
});

/** @throws a redirect to sign-in, with the way back */
export async function requirePerson(): Promise<Person> {
  return (await findPerson()) ?? redirect(`/sign-in?to=${encodeURIComponent((await headers()).get('x-path') ?? '/')}`);
}

const workshop = { id: true, slug: true, lab: true, title: true, joinCode: true, settings: true, isPractice: true } as const;

async function readPlace(slug: string, step: string | null) {
  const session = await claims();
  return session && placeOf(session, slug, step);
}

/** The attendee, and the lease of a step's run; null when their session has ended. Somebody without a place there is sent to join. */
export const findAttendeeToVerify = async (slug: string, step: string | null) =>
  (await readPlace(slug, step)) ?? ((await findPerson()) ? sendToJoin(slug) : null);

/** @throws a redirect to sign-in, or for somebody who has not joined to where one joins */
export const requireAttendee = cache(async (slug: string): Promise<Attendee> => {
  const place = await readPlace(slug, null);
  if (place) return place.attendee;
  await requirePerson();
  return sendToJoin(slug);
});

async function sendToJoin(slug: string): Promise<never> {
  if ((await db().workshop.count({ where: { slug } })) === 0) notFound();
  redirect('/?join=needed');
}

/** Somebody who may see the whole workshop: its own facilitators and whoever made it. Without a slug: who may make one. */
export async function requireFacilitator(): Promise<{ person: Person }>;
export async function requireFacilitator(slug: string): Promise<{ person: Person; workshop: Workshop }>;
export async function requireFacilitator(slug?: string): Promise<{ person: Person; workshop?: Workshop }> {
  const me = await requirePerson();
  if (slug === undefined) return me.isFacilitator ? { person: me } : forbidden();
  const found = await db().workshop.findUnique({
    where: { slug },
    select: { ...workshop, createdById: true, enrolments: { where: { personId: me.id, role: 'facilitator' }, select: { id: true } } },
  });
  if (!found) notFound();
  const { enrolments, createdById, ...shop } = found;
  if (createdById !== me.id && enrolments.length === 0) forbidden();
  return { person: me, workshop: shop };
}
