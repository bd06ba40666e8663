import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { parse } from 'hono/utils/cookie';
import { hrefFor } from '../net/target.ts';
import type { Practice, RequestContext } from '../practice.ts';
import type { Person } from '../world/cast.ts';
import { issueTicket, openTicket } from './tokens.ts';

const cookie = 'practice_who';
/** Who has confirmed a sign-in with a second factor in this browser. */
const mfaCookie = 'practice_mfa';
const ticket = 'practice_ticket';

/** The page on which a person picks an account. */
export const accountUrl = 'https://login.microsoftonline.com/practice/account';

/** Who is signed in. Entra and all consoles share one session per browser. */
export function signedIn(c: RequestContext): Person | undefined {
  const upn = parse(c.req.header('cookie') ?? '', cookie)[cookie];
  return c.env.store.world.people.find((p) => p.upn === upn);
}

export const startSession = <Variables extends object>(c: Context<Practice<Variables>>, { upn }: Person): void =>
  setCookie(c, cookie, upn, { path: '/', httpOnly: true, sameSite: 'Lax' });
export const confirmSession = <Variables extends object>(c: Context<Practice<Variables>>, { upn }: Person): void =>
  setCookie(c, mfaCookie, upn, { path: '/', httpOnly: true, sameSite: 'Lax' });
export const hasConfirmed = (c: RequestContext, { upn }: Person): boolean =>
  parse(c.req.header('cookie') ?? '', mfaCookie)[mfaCookie] === upn;
export function endSession(c: Context<Practice>): void {
  for (const name of [cookie, mfaCookie]) deleteCookie(c, name, { path: '/' });
}

/** Where a console sends a person who is not signed in. */
export const signInHref = (c: RequestContext): string => {
  const { pathname, search, hostname } = new URL(c.req.url);
  return `${hrefFor(c.env.way, accountUrl)}?sso=1&return=${encodeURIComponent(`/${hostname}${pathname}${search}`)}`;
};

/**
 * The address of a path within the practice cloud, for somebody who has just signed in. Behind one address all hosts share a cookie;
 * through the proxy each host has its own, so the session travels as a ticket.
 */
export async function landing(c: RequestContext, path: string, person: Person): Promise<string> {
  if (c.env.way === 'direct') return path;
  const [, host, rest = '/'] = /^\/([^/]+\.[^/]+)(\/.*)?$/.exec(path) ?? [];
  if (!host) return 'https://portal.azure.com/';
  const url = new URL(`https://${host}${rest}`);
  if (url.host !== new URL(accountUrl).host) url.searchParams.set(ticket, await issueTicket(c.env.store, person, url.host));
  return url.href;
}

/** A console's guard: sets `c.var.person`, takes a ticket that somebody arrives with, and sends everybody else to sign in. */
export const requireSignIn = createMiddleware<Practice<{ person: Person }>>(async (c, next) => {
  const url = new URL(c.req.url);
  const arrival = await openTicket(c.env.store, url.searchParams.get(ticket) ?? '');
  const arrived = arrival?.host === url.host && c.env.store.world.people.find((p) => p.oid === arrival.oid);
  if (arrived) {
    startSession(c, arrived);
    url.searchParams.delete(ticket);
    return c.redirect(hrefFor(c.env.way, url.href), 303);
  }
  const person = signedIn(c);
  if (!person) return c.redirect(signInHref(c));
  c.set('person', person);
  return next();
});
