import { cookies } from 'next/headers';
import NextAuth from 'next-auth';
import { parseSetCookie } from 'set-cookie-parser';
import { env } from '@/lib/env';
import { authOptions, forResource, type SignIn } from './auth';
import type { Challenge } from './challenge';
import { onward } from './onward';

interface Reply {
  location: string | null;
  cookies: string[];
  body: unknown;
}

/** next-auth's own handler, asked in its older request-and-response form, which takes cookies as data. */
async function ask(
  signIn: SignIn,
  action: string[],
  method: 'GET' | 'POST',
  jar: Record<string, string>,
  body: Record<string, string> = {},
  query: Record<string, string> = {},
): Promise<Reply> {
  const reply: Reply = { location: null, cookies: [], body: null };
  const headers: Record<string, string | string[]> = {};
  const keepBody = (value: unknown) => {
    reply.body = value;
  };
  const response = {
    status: () => response,
    getHeader: (name: string) => headers[name],
    setHeader(name: string, value: string | string[]) {
      headers[name] = value;
      if (name.toLowerCase() === 'set-cookie') reply.cookies = [value].flat();
      if (name.toLowerCase() === 'location') reply.location = String(value);
    },
    json: keepBody,
    send: keepBody,
    end: () => undefined,
  };
  await NextAuth(
    { method, body, cookies: jar, headers: { host: new URL(env().NEXTAUTH_URL).host }, query: { ...query, nextauth: action } } as never,
    response as never,
    authOptions(signIn),
  );
  return reply;
}

/**
 * The resource that a sign-in in progress is for, by its scope. Changing it in one's own browser only chooses among the portal's resources.
 */
export const resourceCookie = 'guidepost.resource';
/** As long as next-auth's own cookies of a sign-in. */
const signInSeconds = 15 * 60;

export interface Asked {
  /** The resource that the earlier tokens didn't reach. */
  challenge?: Challenge | null;
  /** Shows Entra ID's consent page even for what was consented to, when a sign-in without it hasn't helped. */
  consentAgain?: boolean;
}

/**
 * What pressing next-auth's sign-in button does, done on the server: its state, nonce and PKCE cookies are set, and the URL
 * at Entra comes back. Needs no script in the page, and Next itself guards the form against other sites.
 */
export async function beginSignIn(signIn: SignIn, to: string, { challenge = null, consentAgain = false }: Asked = {}): Promise<string> {
  const csrf = await ask(signIn, ['csrf'], 'GET', {});
  const made = parseSetCookie(csrf.cookies).find((c) => c.name.endsWith('csrf-token'));
  const { csrfToken = '' } = csrf.body as { csrfToken?: string }; // next-auth's documented answer
  const started = await ask(
    forResource(signIn, challenge?.scope),
    ['signin', 'entra'],
    'POST',
    made ? { [made.name]: made.value } : {},
    { csrfToken, callbackUrl: `${env().NEXTAUTH_URL.replace(/\/$/, '')}${to}` },
    { ...(consentAgain ? { prompt: 'consent' } : {}), ...(challenge?.claims ? { claims: challenge.claims } : {}) },
  );
  if (!started.location) throw new Error('next-auth gave no way to Entra.');
  const jar = await cookies();
  const secure = env().NEXTAUTH_URL.startsWith('https://');
  const kept = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  for (const { name, value, maxAge } of parseSetCookie(started.cookies))
    jar.set(name, value, { ...kept, ...(maxAge === undefined ? {} : { maxAge }) });
  jar.set(resourceCookie, challenge?.scope ?? '', { ...kept, maxAge: challenge ? signInSeconds : 0 });
  return onward(started.location);
}
