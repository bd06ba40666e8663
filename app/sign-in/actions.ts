'use server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import { beginSignIn } from '@/lib/entra/begin';
import { challengeOf } from '@/lib/entra/challenge';
import { endSession } from '@/lib/entra/end';
import { log } from '@/lib/log';
import { tellEverywhere } from '@/lib/progress/change';
import { findPerson, sessionCookie } from '@/lib/session';
import { portalSignIn } from './sign-in';

const Input = z.object({
  /** Only a path on this portal: a URL with a host would redirect people to somebody else's page. */
  to: z
    .string()
    .regex(/^\/(?![/\\])/)
    .max(500)
    .catch('/'),
  /** `again`: a sign-in that could have shown the consent page did not help. */
  consent: z.string().max(20).optional(),
});

/**
 * To Entra, as a form post, so that signing in works before and without JavaScript. For somebody who is signed in, what their tokens did
 * not reach comes along, so that the new sign-in reaches it.
 */
export async function signIn(form: FormData): Promise<void> {
  const { to, consent } = requireInput(Input, Object.fromEntries(form));
  const signIn = portalSignIn();
  const me = await findPerson();
  const challenge = me && (await challengeOf(me.homeAccountId, signIn.scopes));
  redirect(await beginSignIn(signIn, to, { challenge, consentAgain: consent === 'again' }));
}

/** Ends every session of the person and drops their tokens. */
export async function signOut(): Promise<void> {
  const person = await findPerson();
  if (person) {
    await endSession(person);
    log().info({ event: 'sign-out', personId: person.id }, 'somebody signed out, everywhere');
    await tellEverywhere(person.id); // so that open pages notice
  }
  const name = sessionCookie();
  // with the attributes that it was set with: a browser ignores an answer that takes a __Secure- cookie away without `Secure`
  (await cookies()).set({ name, value: '', path: '/', maxAge: 0, httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Secure-') });
  redirect('/signed-out');
}
