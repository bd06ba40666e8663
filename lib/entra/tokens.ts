import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { LRUCache } from 'lru-cache';
import type { TokenSource } from '@/lib/clouds/access';
import { errorOf } from '@/lib/clouds/answer';
import { service } from '@/lib/clouds/entra/service';
import type { Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { msalClient, type Wire } from './msal';

/** Opening the sealed cache costs more than a check does, so a token that was just used is held for a minute, in memory only. */
const held = new LRUCache<string, Promise<string>>({ max: 5000, ttl: 60_000 });
const keyOf = (homeAccountId: string, scope: string) => `${homeAccountId} ${scope}`;

const trouble = (kind: Trouble, code: string) => errorOf(service, kind, { code });

/** Access tokens of one person. @throws UpstreamError of Entra ID, also for "sign in again" and "consent is missing" */
export function tokensOf(homeAccountId: string): TokenSource {
  return (scope, { fresh = false, withinMs } = {}) => {
    const key = keyOf(homeAccountId, scope);
    const known = fresh ? undefined : held.get(key);
    const token = known ?? redeem(homeAccountId, scope, fresh);
    if (!known) {
      held.set(key, token);
      token.catch(() => held.delete(key));
    }
    return withinMs === undefined ? token : within(withinMs, token);
  };
}

/** Other runs may wait for the same token, each for as long as it has time: one that goes ends nothing for the others. */
function within(ms: number, token: Promise<string>): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(trouble('slow', 'TimeoutError')), Math.max(0, ms));
    token.then(done, fail).finally(() => clearTimeout(timer));
  });
}

/** Forgets what this process holds for a person, as when they sign out. */
export function forgetTokens(homeAccountId: string): void {
  for (const key of [...held.keys()]) if (key.startsWith(keyOf(homeAccountId, ''))) held.delete(key);
}

async function redeem(homeAccountId: string, scope: string, forceRefresh: boolean): Promise<string> {
  const wire: Wire = { trouble: null };
  const client = msalClient(homeAccountId, wire);
  const account = await client.getTokenCache().getAccountByHomeId(homeAccountId);
  if (!account) throw trouble('signed-out', 'NoTokens');
  try {
    const { accessToken } = await client.acquireTokenSilent({ account, scopes: [scope], forceRefresh });
    if (!accessToken) throw trouble('garbled', 'NoAccessToken');
    return accessToken;
  } catch (error) {
    if (wire.trouble) throw wire.trouble;
    throw error instanceof AuthError ? signInTrouble(error) : error; // the database's, or a bug
  }
}

/** Entra's refusals, as trouble with a way on. Numbers are hints that Microsoft may change; `error` and `suberror` come first. */
export function signInTrouble(error: AuthError): UpstreamError {
  const number = error instanceof ServerError || error instanceof InteractionRequiredAuthError ? Number(error.errorNo) : Number.NaN;
  const code = Number.isNaN(number) ? error.errorCode : `AADSTS${number}`;
  if (error.subError === 'consent_required' || error.errorCode === 'consent_required' || number === 65001) return trouble('consent', code);
  // invalid_grant without a suberror comes as a ServerError, yet always means: sign in again
  if (error.errorCode === 'interaction_required' || error.subError === 'basic_action') return trouble('interaction', code);
  if (error instanceof InteractionRequiredAuthError || error.errorCode === 'invalid_grant') return trouble('signed-out', code);
  if (error.errorCode === 'temporarily_unavailable' || error.errorCode === 'server_error') return trouble('unavailable', code);
  if (error.errorCode === 'token_parsing_error') return trouble('garbled', code);
  if (error.errorCode === 'network_error') return trouble('no-connection', code);
  return trouble('refused', code);
}
