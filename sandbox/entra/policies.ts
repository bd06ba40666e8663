import { z } from 'zod';
import { type Person, stableUuid } from '../world/cast.ts';
import type { Block } from '../world/rules.ts';
import type { Store } from '../world/store.ts';
import { refuse } from './errors.ts';
import type { ResourceName } from './resources.ts';

/**
 * The part of Conditional Access that is simulated: a second factor for a resource, and blocks. Source: v2-conditional-access-dev-guide.
 */
export const policyOf = (resource: ResourceName): string => stableUuid(`conditional access, second factor for ${resource}`);

export const wantsMfa = ({ world }: Store, resource: ResourceName): boolean => world.rules.mfaFor.includes(resource);

export const isMissing = ({ world }: Store, resource: ResourceName): boolean => world.rules.missingServicePrincipals.includes(resource);

/** The challenge that comes with a refusal, and that the next authorize request has to carry. */
export const challengeFor = (resource: ResourceName): string =>
  JSON.stringify({ access_token: { capolids: { essential: true, values: [policyOf(resource)] } } });

const Challenge = z.object({ access_token: z.object({ capolids: z.object({ values: z.array(z.string()) }) }) });

/** The resources for whose policies somebody signs in, by the `claims` of an authorize request. */
export function challengedBy(claims: string | undefined, { world }: Store): string[] {
  if (claims === undefined || claims.length > 10_000) return [];
  try {
    const { values } = Challenge.parse(JSON.parse(claims)).access_token.capolids;
    return world.rules.mfaFor.filter((resource) => values.includes(policyOf(resource as ResourceName))); // an unknown name has no policy
  } catch {
    return []; // anything else asks for nothing
  }
}

export const blockFor = ({ world }: Store, { upn }: Person, resource: ResourceName): Block | undefined =>
  world.rules.blocks.find((b) => (b.upn === undefined || b.upn === upn) && (b.resource === undefined || b.resource === resource));

/** @param met the resources whose second factor the sign-in has given. @returns the token endpoint's refusal */
export function refusedByPolicy(store: Store, person: Person, resource: ResourceName, met: readonly string[]): Response | null {
  const block = blockFor(store, person, resource);
  if (block) return refuse(block.code ?? '53003', '', { claims: challengeFor(resource) });
  return wantsMfa(store, resource) && !met.includes(resource) ? refuse('50076', '', { claims: challengeFor(resource) }) : null;
}
