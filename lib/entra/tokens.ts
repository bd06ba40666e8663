import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { LRUCache } from 'lru-cache';
import type { TokenSource } from '@/lib/clouds/access';
import { type Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { msalClient } from './msal';

/** Opening the sealed cache costs more than a check does, so a token that was just used is held for a minute, in memory only. */
const held = new LRUCache<string, Promise<string>>({ max: 5000, ttl: 60_000 });
const keyOf = (homeAccountId: string, scope: string) => `${homeAccountId} ${scope}`;

/** Access tokens of one person. @throws UpstreamError of Entra ID, also for "sign in again" and "consent is missing" */
export function tokensOf(homeAccountId: string): TokenSource {
  return (scope, { fresh = false } = {}) => {
    const key = keyOf(homeAccountId, scope);
    const known = fresh ? undefined : held.get(key);
    if (known) return known;
    const token = redeem(homeAccountId, scope, fresh);
    held.set(key, token);
    token.catch(() => held.delete(key));
    return token;
  };
}

/** Forgets what this process holds for a person, as when they sign out. */
export function forgetTokens(homeAccountId: string): void {
  for (const key of [...held.keys()]) if (key.startsWith(keyOf(homeAccountId, ''))) held.delete(key);
}

async function redeem(homeAccountId: string, scope: string, forceRefresh: boolean): Promise<string> {
  const client = msalClient(homeAccountId);
  const account = await client.getTokenCache().getAccountByHomeId(homeAccountId);
  if (!account) throw new UpstreamError({ cloud: 'Entra ID', trouble: 'signed-out', code: 'NoTokens' });
  try {
    const { accessToken } = await client.acquireTokenSilent({ account, scopes: [scope], forceRefresh });
    return accessToken;
  } catch (error) {
    throw signInTrouble(error);
  }
}

/** Entra's refusals, as trouble with a way on. Numbers are hints that Microsoft may change; `error` and `suberror` come first. */
export function signInTrouble(error: unknown): UpstreamError {
  const say = (trouble: Trouble, code: string) => new UpstreamError({ cloud: 'Entra ID', trouble, code });
  if (error instanceof AuthError) {
    const number = error instanceof ServerError || error instanceof InteractionRequiredAuthError ? Number(error.errorNo) : Number.NaN;
    const code = Number.isNaN(number) ? error.errorCode : `AADSTS${number}`;
    if (error.subError === 'consent_required' || error.errorCode === 'consent_required' || number === 65001) return say('consent', code);
    // invalid_grant without a suberror comes as a ServerError, yet always means: sign in again
    if (error.errorCode === 'interaction_required' || error.subError === 'basic_action') return say('interaction', code);
    if (error instanceof InteractionRequiredAuthError || error.errorCode === 'invalid_grant') return say('signed-out', code);
    if (error.errorCode === 'temporarily_unavailable') return say('unavailable', code);
    if (error.errorCode === 'token_parsing_error' || error.errorCode === 'network_error') return say('no-connection', code);
    return say('refused', code);
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') return say('slow', 'TimeoutError');
  if (error instanceof SyntaxError) return say('garbled', 'NotJson');
  return say('no-connection', error instanceof Error ? error.name : 'unknown');
}
