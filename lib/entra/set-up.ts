import { log } from '@/lib/log';

/**
 * Refusals of the portal's own registration, by the scope that was asked for: a wrong secret, an API without a service principal. Only
 * what Entra ID itself has answered to us counts; what a browser brings along anybody may have written.
 */
const refused = new Map<string, { code: string; loggedAt: number }>();

/** Everybody's checks meet the same refusal, so it is logged once a minute. */
const quietMs = 60_000;

export function noteSetUp(scope: string, code = 'refused'): void {
  const known = refused.get(scope);
  const isNews = known?.code !== code || Date.now() - known.loggedAt >= quietMs;
  refused.set(scope, { code, loggedAt: isNews ? Date.now() : known.loggedAt });
  if (isNews) log().error({ event: 'set-up', why: code, scope }, 'Entra ID refuses the registration of this portal');
}

/** A token was issued for a scope. */
export const noteSound = (scope: string): void => void refused.delete(scope);

/** Why a scope was last refused, or undefined. */
export const refusalOfScope = (scope: string): string | undefined => refused.get(scope)?.code;

export const refusedScopes = (): string[] => [...refused.keys()];
