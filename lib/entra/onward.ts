import { env } from '@/lib/env';

/**
 * Where next-auth wants to send somebody. When something fails it names a route of its own, to be redirected from there to the page
 * that we have for it; that route does not exist here, so this leads to the page at once.
 * @param location as next-auth says it: absolute, under NEXTAUTH_URL
 */
export function onward(location: string): string {
  const url = URL.parse(location, env().NEXTAUTH_URL);
  if (!url?.pathname.startsWith('/api/auth/') || url.origin !== new URL(env().NEXTAUTH_URL).origin) return location;
  const problem = new URL('/sign-in/problem', url);
  const error = url.searchParams.get('error');
  if (error) problem.searchParams.set('error', error);
  return problem.href;
}
