import { allClouds } from '@/labs';
import { scopesOf } from '@/lib/clouds/cloud';
import { db } from '@/lib/db';
import { msalClient, storeCache } from '@/lib/entra/msal';
import { env } from '@/lib/env';
import type { Member, PracticeCloud } from '@/lib/lab/practice';
import { aboutPractice } from '@/lib/practice';
import { About, practiceCloudAt } from './practice-cloud';

/** The practice cloud and the portal's database, for the seed, tests and the bench. @throws where it does not answer */
export async function practiceCloud(): Promise<
  PracticeCloud & { person: (member: Member) => Promise<Awaited<ReturnType<typeof personOf>>> }
> {
  const about = About.parse(await aboutPractice());
  const cloud = practiceCloudAt(env().CLOUD_ORIGIN ?? '', about);
  return {
    ...cloud,
    async person(member) {
      const homeAccountId = await signedIn(member, about.password);
      await cloud.practice('/consent', { upn: member.upn });
      return personOf(member, about.tenantId, homeAccountId);
    },
  };
}

/** Signs somebody in as far as the token cache goes. @returns their home account id */
async function signedIn({ upn }: Member, password: string): Promise<string> {
  const client = msalClient();
  const [scope = ''] = scopesOf(allClouds());
  const result = await client.acquireTokenByUsernamePassword({ username: upn, password, scopes: [scope] });
  const homeAccountId = result?.account?.homeAccountId ?? '';
  await storeCache(homeAccountId, client.getTokenCache().serialize());
  return homeAccountId;
}

/** The same person in our database. */
function personOf({ oid, name, upn, mail = upn, appRoles }: Member, tenantId: string, homeAccountId: string) {
  const data = {
    tenantId,
    objectId: oid,
    name,
    userName: upn,
    mail: mail.toLowerCase(),
    homeAccountId,
    isFacilitator: appRoles.includes('Facilitator'),
    roleCheckedAt: new Date(),
  };
  return db().person.upsert({ where: { tenantId_objectId: { tenantId, objectId: oid } }, create: data, update: data });
}
