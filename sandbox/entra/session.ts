import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { hrefFor } from '../net/target.ts';
import type { Practice, RequestContext } from '../practice.ts';
import type { Person } from '../world/cast.ts';

const cookie = 'practice_who';

/** The page on which a person picks an account. */
export const accountUrl = 'https://login.microsoftonline.com/practice/account';

/** Who is signed in. Entra and all consoles share one session per browser. */
export function signedIn(c: RequestContext): Person | undefined {
  const upn = parse(c.req.header('cookie') ?? '', cookie)[cookie];
  return c.env.store.world.people.find((p) => p.upn === upn);
}

export const startSession = (c: Context<Practice>, { upn }: Person): void =>
  setCookie(c, cookie, upn, { path: '/', httpOnly: true, sameSite: 'Lax' });
export const endSession = (c: Context<Practice>): void => void deleteCookie(c, cookie, { path: '/' });

/** Where a console sends a person who is not signed in. */
export const signInHref = (c: RequestContext): string => {
  const { pathname, search, hostname } = new URL(c.req.url);
  const back = c.env.way === 'direct' ? `/${hostname}${pathname}${search}` : c.req.url;
  return `${hrefFor(c.env.way, accountUrl)}?return=${encodeURIComponent(back)}`;
};
