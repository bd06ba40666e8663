import { z } from 'zod';
import { allClouds } from '@/labs';
import { cloudUrl } from '@/lib/clouds/address';
import { scopesOf } from '@/lib/clouds/cloud';
import { db } from '@/lib/db';
import { msalClient, storeCache } from '@/lib/entra/msal';
import { env } from '@/lib/env';
import type { Member, PracticeCloud } from '@/lib/lab/practice';
import { aboutPractice } from '@/lib/practice';

const Person = z.object({
  upn: z.string(),
  mail: z.string().optional(),
  name: z.string(),
  oid: z.string(),
  appRoles: z.array(z.string()).default([]),
});
const About = z.looseObject({ tenantId: z.string(), password: z.string(), people: z.array(Person) });

/** The practice cloud, for the seed, tests and the bench. @throws where it does not answer */
export async function practiceCloud(): Promise<
  PracticeCloud & { person: (member: Member) => Promise<Awaited<ReturnType<typeof personOf>>> }
> {
  const about = About.parse(await aboutPractice());

  async function practice(path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(new URL(`/_practice${path}`, env().CLOUD_ORIGIN), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async function token({ upn }: Member, resource: string): Promise<string> {
    const response = await fetch(cloudUrl(`https://login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: env().ENTRA_CLIENT_ID,
        username: upn,
        password: about.password,
        scope: `${resource}/.default`,
      }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  }

  return {
    about,
    member(name) {
      const found = about.people.find((p) => p.name === name);
      if (!found) throw new Error(`${name} is not in the practice cast.`);
      return found;
    },
    newcomer: async (name, more = {}) => Person.parse(await practice('/people', { name, ...more })),
    practice,
    token,
    async call(who, resource, method, url, body) {
      const response = await fetch(cloudUrl(url), {
        method,
        headers: { authorization: `Bearer ${await token(who, resource)}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    async person(member) {
      const homeAccountId = await signedIn(member, about.password);
      await practice('/consent', { upn: member.upn });
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
