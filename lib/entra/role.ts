import { AuthError } from '@azure/msal-node';
import { UpstreamError } from '@/lib/clouds/trouble';
import { isDatabaseAway } from '@/lib/database-away';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { Held } from '@/lib/held';
import { log } from '@/lib/log';
import { IdClaims, logRole, verifyIdToken } from './auth';
import { msalClient, newWire } from './msal';
import { signInTrouble } from './tokens';

/** How long Entra ID's answer is valid. */
export const roleMs = 15 * 60_000;
/** How long, counted from the last answer, somebody keeps the role while Entra ID can't be asked. */
export const graceMs = 60 * 60_000;
/** How long to wait after a failed question. */
const pauseMs = 60_000;

export interface RoleHolder {
  id: string;
  objectId: string;
  homeAccountId: string;
  isFacilitator: boolean;
  roleCheckedAt: Date;
}

/** `unconfirmed`: they had it, and Entra ID does not confirm it anymore, or could not be asked for too long. */
export type Role = 'facilitator' | 'none' | 'unconfirmed';

type Answer = 'yes' | 'no' | 'refused' | 'away';

/** Only one question per person at a time, however many pages and streams want to know. */
const asked = new Held<Answer>(pauseMs);

/**
 * Whether somebody is a facilitator. The role is Entra ID's to give and to take, so it is asked anew every 15 minutes;
 * whoever gets it later has it with their next sign-in.
 */
export async function roleOf(person: RoleHolder, now = Date.now()): Promise<Role> {
  if (!person.isFacilitator) return 'none';
  const age = now - person.roleCheckedAt.getTime();
  if (age < roleMs) return 'facilitator';
  const key = `${person.id} ${person.roleCheckedAt.getTime()}`;
  switch (await asked.get(key, () => ask(person))) {
    case 'yes':
      return 'facilitator';
    case 'no':
      return 'none';
    case 'refused':
      return 'unconfirmed';
    case 'away':
      return age < graceMs ? 'facilitator' : 'unconfirmed';
  }
}

/** Asks Entra ID and keeps its answer. */
async function ask(person: RoleHolder): Promise<Answer> {
  const answer = await claimed(person);
  if (typeof answer === 'boolean') {
    await db().person.updateMany({ where: { id: person.id }, data: { isFacilitator: answer, roleCheckedAt: new Date() } });
    if (!answer) logRole(person.id, false);
    return answer ? 'yes' : 'no';
  }
  const { trouble, code } = answer.detail;
  log().warn({ event: 'role', personId: person.id, trouble, why: code }, 'Entra ID did not say whether somebody is still a facilitator');
  return ['signed-out', 'interaction', 'consent', 'approval', 'blocked'].includes(trouble) ? 'refused' : 'away';
}

/**
 * What a fresh ID token says. A silent redemption that is forced goes to Entra ID, which states the person's app roles of that
 * moment; of `openid` alone it needs no consent to any API.
 * @returns trouble where there is no such token
 */
async function claimed({ objectId, homeAccountId }: RoleHolder): Promise<boolean | UpstreamError> {
  const wire = newWire();
  try {
    const client = msalClient(homeAccountId, wire);
    const account = await client.getTokenCache().getAccountByHomeId(homeAccountId);
    if (!account) return new UpstreamError({ cloud: 'Entra ID', trouble: 'signed-out', code: 'NoTokens' });
    const { idToken } = await client.acquireTokenSilent({ account, scopes: ['openid', 'profile'], forceRefresh: true });
    const { tid, oid, roles } = IdClaims.parse(await verifyIdToken(idToken));
    if (oid !== objectId || tid !== env().ENTRA_TENANT_ID)
      return new UpstreamError({ cloud: 'Entra ID', trouble: 'signed-out', code: 'AnotherAccount' });
    return roles.includes('Facilitator');
  } catch (error) {
    if (wire.trouble) return wire.trouble;
    if (error instanceof AuthError) return signInTrouble(error, wire);
    if (isDatabaseAway(error)) throw error;
    // a token whose signature or claims do not hold, or keys that could not be fetched to check it
    return new UpstreamError({ cloud: 'Entra ID', trouble: 'garbled', code: error instanceof Error ? error.name : undefined });
  }
}
