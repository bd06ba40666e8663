import { z } from 'zod';
import { service } from '../practice.ts';
import { cast, person, portalClientId } from '../world/cast.ts';
import { forget } from './forget.ts';
import { poster } from './post.ts';

/** People: adding them, their consents, and ending their sign-ins. */
export const peopleControl = service();
const post = poster(peopleControl);

post(
  '/people',
  z.object({
    name: z.string().min(1).max(80),
    upn: z.string().min(3).max(120).optional(),
    mail: z.string().max(120).optional(),
    appRoles: z.array(z.string()).default([]),
    azureRole: z.enum(['Contributor', 'Reader', 'none']).default('Contributor'),
    storageRole: z.enum(['Contributor', 'Reader', 'none']).default('Reader'),
    isAdministrator: z.boolean().default(false),
  }),
  (c, { name, upn, mail, ...rest }) => {
    const { people } = c.env.store.world;
    const more = { ...rest, ...(upn ? { upn } : {}), ...(mail ? { mail } : {}) };
    const newcomer = person(name, { ...more, storageRoleSince: c.env.store.clock.now() });
    const known = people.find((p) => p.upn === newcomer.upn);
    if (known) Object.assign(known, more, known.storageRole === more.storageRole ? {} : { storageRoleSince: c.env.store.clock.now() });
    else people.push(newcomer);
    return known ?? newcomer;
  },
);

/** Removes people of a domain, as rehearsals bring them, with all that is theirs. */
const ofOwn = z
  .string()
  .min(3)
  .max(100)
  .refine((domain) => !cast.some(({ upn }) => upn.endsWith(`@${domain}`)), 'The cast stays.');
post('/people/remove', z.object({ domain: ofOwn }), (c, { domain }) => {
  const theirs = c.env.store.world.people.filter(({ upn }) => upn.endsWith(`@${domain}`));
  for (const person of theirs) forget(c.env.store.world, person);
  return { removed: theirs.length };
});

/** Revokes a person's refresh tokens, and with `accessTokens` their access tokens too. */
post('/revoke', z.object({ upn: z.string(), accessTokens: z.boolean().default(true) }), (c, { upn, accessTokens }) => {
  const { people, revokedBefore } = c.env.store.world;
  const found = people.find((p) => p.upn === upn);
  if (!found) return;
  revokedBefore[found.oid] = Date.now();
  if (accessTokens) revokedBefore[`access ${found.oid}`] = Date.now();
});

/** Withdraws a person's consent to the portal, for one resource or for all. */
post('/consent/withdraw', z.object({ upn: z.string(), resource: z.string().optional() }), (c, { upn, resource }) => {
  const { world } = c.env.store;
  const found = world.people.find((p) => p.upn === upn);
  for (const consent of world.consents)
    if (consent.oid === found?.oid) consent.resources = resource ? consent.resources.filter((r) => r !== resource) : [];
});

/** Consents for a person, for seeds and tests without a browser. */
post('/consent', z.object({ upn: z.string() }), (c, { upn }) => {
  const { world } = c.env.store;
  const found = world.people.find((p) => p.upn === upn);
  if (!found) return;
  world.consents = world.consents.filter((g) => g.oid !== found.oid || g.clientId !== portalClientId);
  world.consents.push({ clientId: portalClientId, oid: found.oid, resources: ['arm', 'databricks', 'storage', 'graph'] });
});

/** Withdraws an administrator's consent to the portal. */
post('/consent/withdraw-for-everybody', z.unknown(), (c) => {
  for (const app of c.env.store.world.apps) if (app.clientId === portalClientId) app.adminConsented = false;
});
