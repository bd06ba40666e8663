import { type NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { portalSignIn } from '@/app/sign-in/sign-in';
import { authOptions } from '@/lib/entra/auth';
import { onward } from '@/lib/entra/onward';
import { env } from '@/lib/env';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Entra's refusals that deserve a sentence of their own; next-auth would make one and the same error of them all. */
const reasons: [RegExp, string][] = [
  [/AADSTS65004/, 'Declined'],
  [/AADSTS9009[45]/, 'AdminConsent'],
  [/AADSTS(50020|50194|700016|90002)/, 'WrongTenant'],
  [/AADSTS50105/, 'NotAssigned'],
];

/**
 * Where Entra sends people back to. It is the only one of next-auth's routes that exists: sign-in begins on the server (lib/entra/begin.ts)
 * and ends there (app/sign-in/actions.ts), and a session is not to be had, renewed or left by asking for an address.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const said = request.nextUrl.searchParams.get('error_description') ?? '';
  const [, reason] = reasons.find(([code]) => code.test(said)) ?? [];
  if (reason) return NextResponse.redirect(new URL(`/sign-in/problem?error=${reason}`, env().NEXTAUTH_URL));
  const answer = await (NextAuth as (r: NextRequest, c: Context, o: ReturnType<typeof authOptions>) => Promise<Response>)(
    request,
    { params: Promise.resolve({ nextauth: ['callback', 'entra'] }) }, // what its own catch-all route would be given
    authOptions(portalSignIn()),
  ); // the overload that next-auth's types leave open
  const location = answer.headers.get('location');
  if (location) answer.headers.set('location', onward(location));
  return answer;
}
