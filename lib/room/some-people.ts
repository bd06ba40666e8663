import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import { env } from '@/lib/env';

/** For tests: somebody in the database, by default with an address that nobody else has. */
export const somebody = (name: string, userName = `${name}.${randomUUID()}@practice.example`) =>
  db().person.create({
    data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID(), name, userName },
  });

/** For tests: a workshop with people in the database, none of whom is known to any cloud. */
export async function roomOfPeople(attendees: readonly string[], { lab = 'tea', step = null as string | null } = {}) {
  const person = (name: string) => somebody(name, `${name.toLowerCase()}@practice.example`);
  const [owner, second, stranger] = [await person('Fay'), await person('Finn'), await person('Stan')];
  const workshop = await db().workshop.create({
    data: { slug: randomUUID(), lab, title: 'T', joinCode: randomUUID(), settings: {}, createdById: owner.id },
  });
  await db().enrolment.create({ data: { workshopId: workshop.id, personId: second.id, role: 'facilitator' } });
  const people = [];
  for (const name of attendees) {
    const { id: personId } = await person(name);
    const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: workshop.id, personId, step } });
    people.push({ name, personId, enrolmentId, at: { enrolmentId, workshopId: workshop.id } });
  }
  /** Whoever made it, another facilitator of it, and somebody who is neither. */
  return { workshop, owner, second, stranger, people };
}
