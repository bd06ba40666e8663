import { after, type NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { portalSignIn } from '@/app/sign-in/sign-in';
import { authOptions, forResource } from '@/lib/entra/auth';
import { resourceCookie } from '@/lib/entra/begin';
import { onward } from '@/lib/entra/onward';
import { type Problem, problemIn, problemOf } from '@/lib/entra/problem';
import { proveSetUp } from '@/lib/entra/prove-set-up';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

type Context = { params: Promise<{ nextauth: string[] }> };

const leadTo = (path: string) => NextResponse.redirect(new URL(path, env().NEXTAUTH_URL));

/**
 * Where Entra sends people back to. It is the only one of next-auth's routes that exists: sign-in begins on the server (lib/entra/begin.ts)
 * and ends there (app/sign-in/actions.ts), and no address hands out, renews or ends a session.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { problem, meaning, code } = problemIn(request.nextUrl.searchParams);
  if (problem === 'Approved') return leadTo('/sign-in/approved');
  if (problem) {
    log().warn({ event: 'sign-in', why: code }, 'somebody came back from Entra ID without a code');
    if (meaning === 'set-up') after(() => proveSetUp(portalSignIn().scopes));
    return leadTo(`/sign-in/problem?error=${problem}`);
  }
  let met: Problem | null = null;
  const signIn = forResource(portalSignIn(), request.cookies.get(resourceCookie)?.value);
  const refused: typeof signIn.refused = (trouble) => {
    met = problemOf(trouble);
    log().warn({ event: 'sign-in', why: trouble.detail.code ?? trouble.detail.trouble }, 'Entra ID gave no tokens for a code');
  };
  const answer = await (NextAuth as (r: NextRequest, c: Context, o: ReturnType<typeof authOptions>) => Promise<Response>)(
    request,
    { params: Promise.resolve({ nextauth: ['callback', 'entra'] }) }, // what its own catch-all route would be given
    authOptions({ ...signIn, refused }),
  ); // the overload that next-auth's types leave open
  const location = met ? new URL(`/sign-in/problem?error=${met}`, env().NEXTAUTH_URL).href : answer.headers.get('location');
  if (location) answer.headers.set('location', onward(location));
  return answer;
}
