import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { sealSecrets } from '@/lib/workshop-secrets';
import type { Hands } from '../hands';
import { type Role, roles } from './roles';

/** A workshop, as whoever comes would name it in a URL. */
export interface Shop {
  id: string;
  slug: string;
  title: string;
  joinCode: string;
  /** An attendee of it. */
  enrolmentId: string;
  /** An attendee of another workshop. */
  foreignId: string;
}

/** Somebody of a role, and the workshop that they come to. */
export interface Actor {
  role: Role;
  /** Null of a stranger. */
  personId: string | null;
  cookie: string;
  shop: Shop;
}

/** Two workshops, their people, and one more workshop, whose maker is no longer a facilitator. */
export async function openWorld(hands: Hands): Promise<Record<Role, Actor>> {
  const tag = randomUUID().slice(0, 6);
  const somebody = async (name: string, appRoles: string[] = []) => (await hands.person(await hands.newcomer(name, { appRoles }))).id;
  const named = (role: string) => `Authz ${role.replaceAll('-', ' ')} ${tag.replace(/\d/g, 'x')}`;
  const people: Record<string, string> = {};
  for (const role of roles.filter((r) => r !== 'stranger'))
    people[role] = await somebody(named(role), role.includes('facilitator') ? ['Facilitator'] : []);
  const id = (role: Role) => people[role] ?? '';

  const here = await workshop(hands, id('facilitator'));
  const there = await workshop(hands, id('facilitator of another'));
  const former = await workshop(hands, id('ex-facilitator'));
  const guest = await somebody(named('guest'));
  const [ours, theirs, formers] = [
    await enrolled(here.id, id('attendee')),
    await enrolled(there.id, id('attendee of another')),
    await enrolled(former.id, guest),
  ];

  // the role is taken away in the tenant, and the portal last asked for it an hour ago
  await hands.newcomer(named('ex-facilitator'), { appRoles: [] });
  await db().$executeRaw`UPDATE "Person" SET "roleCheckedAt" = now() - interval '1 hour' WHERE "id" = ${id('ex-facilitator')}::uuid`;

  const shop: Shop = { ...here, enrolmentId: ours, foreignId: theirs };
  const formerShop: Shop = { ...former, enrolmentId: formers, foreignId: theirs };
  const actors: [Role, Actor][] = [];
  for (const role of roles) {
    const personId = people[role] ?? null;
    const where = role === 'ex-facilitator' ? formerShop : shop;
    actors.push([role, { role, personId, cookie: personId ? await sessionOf(personId) : '', shop: where }]);
  }
  return Object.fromEntries(actors) as Record<Role, Actor>; // each role, from the list of them
}

async function workshop(hands: Hands, createdById: string) {
  const id = randomUUID();
  const code = id.slice(0, 7).toUpperCase();
  const made = { id, slug: `authz-${id.slice(0, 8)}`, title: 'Who may', joinCode: `${code.slice(0, 3)}-${code.slice(3)}` };
  const secrets = sealSecrets(findLab('databricks-dss'), id, hands.settings, { dssAdminKey: hands.dssAdminKey });
  await db().workshop.create({
    data: { ...made, secrets, lab: 'databricks-dss', isPractice: true, settings: hands.settings, createdById },
  });
  return made;
}

const enrolled = async (workshopId: string, personId: string): Promise<string> =>
  (await db().enrolment.create({ data: { workshopId, personId }, select: { id: true } })).id;

/** A session as next-auth writes it. */
async function sessionOf(personId: string): Promise<string> {
  const token = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  return `next-auth.session-token=${token}`;
}
