import { UpstreamError } from '@/lib/clouds/trouble';
import { msalClient, newWire } from './msal';
import { noteSound, refusalOfScope } from './set-up';
import { refusalIn } from './tokens';

/** Anybody can come back from Entra ID with a made-up error, and anybody may ask for health. Neither makes us ask more often than this. */
const everyMs = 60_000;
let last: { at: number; asked: Promise<void> } | undefined;

/** Refusals that concern a person's token only; the app's own token says nothing about them. */
const ofPermissions = new Set(['AADSTS65005', 'AADSTS650056', 'AADSTS650057', 'AADSTS70011', 'AADSTS28002', 'AADSTS28003']);

/**
 * Asks Entra ID whether it takes the portal's registration: for an app-only token of each resource, which is issued without any
 * permission as long as the secret is right and the resource is in the tenant, and thrown away. What it answers is noted for health
 * and logged.
 * @param now in milliseconds
 */
export function proveSetUp(scopes: readonly string[], now = Date.now()): Promise<void> {
  if (!last || now - last.at >= everyMs) last = { at: now, asked: Promise.all(scopes.map(prove)).then(() => undefined) };
  return last.asked;
}

async function prove(scope: string): Promise<void> {
  if (ofPermissions.has(refusalOfScope(scope) ?? '')) return;
  const wire = newWire();
  const resource = scope.slice(0, scope.lastIndexOf('/'));
  try {
    await msalClient(undefined, wire).acquireTokenByClientCredential({ scopes: [`${resource}/.default`], skipCache: true });
    noteSound(scope);
  } catch (error) {
    const refusal = refusalIn(error, wire, scope);
    if (!(refusal instanceof UpstreamError)) throw refusal;
  }
}
