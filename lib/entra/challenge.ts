import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';
import { Held } from '@/lib/held';
import { tokensOf } from './tokens';

/** What the next sign-in has to meet: the resource, by its scope, and Entra ID's claims challenge where there is one. */
export interface Challenge {
  scope: string;
  claims?: string | undefined;
}

/** The longest that somebody who has pressed "sign in" waits for this. */
const patienceMs = 4000;

/** The troubles that a new sign-in can resolve, in the order in which it does. */
const kinds = ['interaction', 'consent', 'approval', 'signed-out'];

/** Pressing again doesn't ask Entra ID again: an answer is held for some seconds, and later presses wait for one in progress. */
const held = new Held<Challenge | null>(10_000);
const keyOf = (homeAccountId: string, scopes: readonly string[]) => [homeAccountId, ...scopes].join(' ');

/**
 * What stands between a person's tokens and these resources. Entra ID is asked at the moment of signing in: a challenge that was kept
 * since a check could be out of date, and one that came with a link could be anybody's.
 * @returns null where nothing does that a sign-in could change
 */
export const challengeOf = (homeAccountId: string, scopes: readonly string[], withinMs = patienceMs): Promise<Challenge | null> =>
  held.get(keyOf(homeAccountId, scopes), () => askFor(homeAccountId, scopes, withinMs));

/** After a sign-in: what it has met isn't asked for again. */
export const forgetChallenge = (homeAccountId: string): void => held.forgetFrom(keyOf(homeAccountId, ['']));

async function askFor(homeAccountId: string, scopes: readonly string[], withinMs: number): Promise<Challenge | null> {
  const tokenFor = tokensOf(homeAccountId);
  // a token from before says nothing: a service may refuse it for what Entra ID asks only of who wants a new one
  const answers = await Promise.all(scopes.map((scope) => orTrouble(tokenFor(scope, { fresh: true, withinMs }))));
  const met = answers.flatMap((answer, i) => {
    const scope = scopes[i];
    if (!(answer instanceof UpstreamError) || scope === undefined || !kinds.includes(answer.detail.trouble)) return [];
    const { trouble, claims } = answer.detail;
    return [{ scope, trouble, claims }];
  });
  const [first] = met.sort((a, b) => rank(a) - rank(b));
  return first ? { scope: first.scope, claims: first.claims } : null;
}

const rank = ({ trouble, claims }: { trouble: string; claims: string | undefined }): number => (claims ? -1 : kinds.indexOf(trouble));
