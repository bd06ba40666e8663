// Who is found in a workshop, and what one that is over still gives.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { isOpen } from '@/lib/workshop-end';
import { findEnrolled } from './find';

let personId: string;
let slug: string;

beforeEach(async () => {
  const person = await db().person.create({
    data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name: 'Pia', userName: 'pia@practice.example', homeAccountId: 'x' },
  });
  personId = person.id;
  slug = randomUUID();
  await db().workshop.create({
    data: {
      slug,
      lab: 'a-lab',
      title: 'T',
      joinCode: slug,
      settings: {},
      createdById: personId,
      endsAt: new Date(Date.now() + 60_000),
      enrolments: { create: { personId } },
    },
  });
});
afterAll(() => db().$disconnect());

const find = () => findEnrolled({ personId, signedInAt: Date.now() }, slug, 's');
const set = (data: Record<string, unknown>) => db().workshop.update({ where: { slug }, data });

test('in an open workshop a run of a step is theirs to have', async () => {
  const found = await find();
  expect(found?.lease.kind).toBe('taken');
  expect(found && isOpen(found.attendee.workshop)).toBe(true);
});

test.each([
  ['has ended', { endsAt: new Date(Date.now() - 1000) }],
  ['is closed', { closedAt: new Date() }],
])('an attendee of a workshop that %s is still found, with no run of a step', async (_, data) => {
  await set(data);
  const found = await find();
  expect(found?.lease.kind).toBe('busy');
  expect(found && isOpen(found.attendee.workshop)).toBe(false);
  expect(await db().stepRun.count({ where: { enrolment: { personId } } })).toBe(0);
});

test('somebody of another tenant is not found', async () => {
  await db().person.update({ where: { id: personId }, data: { tenantId: randomUUID() } });
  expect(await find()).toBeNull();
});
