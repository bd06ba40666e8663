import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import type { PracticeCloud } from '@/lib/lab/practice';

const Person = z.object({
  upn: z.string(),
  mail: z.string().optional(),
  name: z.string(),
  oid: z.string(),
  appRoles: z.array(z.string()).default([]),
});

/** What the practice cloud tells about itself, as far as whoever acts in it needs it. */
export const About = z.looseObject({ tenantId: z.string(), portalClientId: z.string(), password: z.string(), people: z.array(Person) });
export type About = z.infer<typeof About>;

/** The practice cloud at an origin, which has to be CLOUD_ORIGIN: vendors' addresses lead there. It needs no database. */
export function practiceCloudAt(origin: string, about: About): PracticeCloud {
  async function practice(path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(new URL(`/_practice${path}`, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const token: PracticeCloud['token'] = async ({ upn }, resource) => {
    const response = await fetch(cloudUrl(`https://login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: about.portalClientId,
        username: upn,
        password: about.password,
        scope: `${resource}/.default`,
      }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  };

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
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
      return text ? JSON.parse(text) : null; // a deletion says nothing
    },
  };
}
