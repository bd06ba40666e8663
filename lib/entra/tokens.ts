import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import type { TokenSource } from '@/lib/clouds/access';
import { errorOf } from '@/lib/clouds/answer';
import { service } from '@/lib/clouds/entra/service';
import { type Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { Held } from '@/lib/held';
import { msalClient, newWire, type Wire } from './msal';
import { meaningOf, troubles, wordsOf } from './refusals';
import { noteSetUp, noteSound } from './set-up';

/** Opening the sealed cache costs more than a check does, so a token that was just used is held for a minute, in memory only. */
const held = new Held<string>(60_000);
const keyOf = (homeAccountId: string, scope: string) => `${homeAccountId} ${scope}`;

const trouble = (kind: Trouble, code: string) => errorOf(service, kind, { code });

/** Access tokens of one person. @throws UpstreamError of Entra ID, also for "sign in again" and "consent is missing" */
export function tokensOf(homeAccountId: string): TokenSource {
  return (scope, { fresh = false, withinMs } = {}) => {
    const key = keyOf(homeAccountId, scope);
    const ask = () => redeem(homeAccountId, scope, fresh);
    const token = fresh ? held.renew(key, ask) : held.get(key, ask);
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
export const forgetTokens = (homeAccountId: string): void => held.forgetFrom(keyOf(homeAccountId, ''));

async function redeem(homeAccountId: string, scope: string, forceRefresh: boolean): Promise<string> {
  const wire = newWire();
  const client = msalClient(homeAccountId, wire);
  const account = await client.getTokenCache().getAccountByHomeId(homeAccountId);
  if (!account) throw trouble('signed-out', 'NoTokens');
  try {
    const { accessToken, fromCache } = await client.acquireTokenSilent({ account, scopes: [scope], forceRefresh });
    if (!accessToken) throw trouble('garbled', 'NoAccessToken');
    if (!fromCache) noteSound(scope); // an earlier token says nothing about now
    return accessToken;
  } catch (error) {
    throw refusalIn(error, wire, scope);
  }
}

/** What a request to Entra ID for a resource came to, noted where it is the portal's own set-up. @returns a bug, or the database's error, as it is */
export function refusalIn(error: unknown, wire: Wire, scope: string): unknown {
  const refused = wire.trouble ?? (error instanceof AuthError ? signInTrouble(error, wire) : error);
  if (refused instanceof UpstreamError && refused.detail.trouble === 'set-up') noteSetUp(scope, refused.detail.code);
  return refused;
}

/** MSAL's own errors, which say nothing of Entra ID's. */
const local = new Map<string, Trouble>([
  ['token_parsing_error', 'garbled'],
  ['network_error', 'no-connection'],
]);

/** Entra's refusals, as trouble with something to do. */
export function signInTrouble(error: AuthError, { claims }: Pick<Wire, 'claims'> = newWire()): UpstreamError {
  const number = error instanceof ServerError || error instanceof InteractionRequiredAuthError ? Number(error.errorNo) : Number.NaN;
  const code = Number.isNaN(number) ? error.errorCode : `AADSTS${number}`;
  const meaning = meaningOf({ error: error.errorCode, suberror: error.subError, number, hasClaims: claims !== null });
  // other cases that MSAL itself calls "interaction required", such as an empty cache
  const isLocal = meaning === 'unknown' && error instanceof InteractionRequiredAuthError;
  const kind = local.get(error.errorCode) ?? (isLocal ? 'signed-out' : troubles[meaning]);
  return errorOf(service, kind, { code, words: wordsOf(meaning, code), ...(claims ? { claims } : {}) });
}
