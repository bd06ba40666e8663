// Joining a workshop, and becoming its facilitator by an invitation.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { invite } from '@/lib/people/invitation';
import { requirePerson } from '@/lib/session';
import { joinWorkshop } from './actions';
import { becomeFacilitator } from './invited/[code]/actions';

vi.mock('@/lib/session', () => ({ requirePerson: vi.fn() }));

let me: { id: string };
let workshop: { id: string; slug: string; joinCode: string };

beforeEach(async () => {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  me = await db().person.create({ data: { ...ids, name: 'Bo', userName: `${ids.objectId}@practice.example` } });
  const slug = randomUUID();
  const joinCode = `${slug.slice(0, 3)}-${slug.slice(3, 7)}`.toUpperCase();
  workshop = await db().workshop.create({ data: { slug, lab: allLabs()[0]?.id ?? '', title: 'T', joinCode, settings: {} } });
  vi.mocked(requirePerson).mockResolvedValue(me as never); // all that the actions read of them
});
afterAll(() => db().$disconnect());

const leadsTo = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });
const join = () => {
  const form = new FormData();
  form.set('code', workshop.joinCode);
  return joinWorkshop(form);
};
const role = async () => (await db().enrolment.findFirst({ where: { workshopId: workshop.id, personId: me.id } }))?.role ?? null;

test('who has the code joins', async () => {
  await expect(join()).rejects.toMatchObject(leadsTo(`/w/${workshop.slug}`));
  expect(await role()).toBe('attendee');
});

test.each([
  ['joining is closed', { joiningClosedAt: new Date() }],
  ['the workshop is closed', { closedAt: new Date() }],
])('nobody joins while %s; they are led to where it says so', async (_, data) => {
  await db().workshop.update({ where: { id: workshop.id }, data });
  await expect(join()).rejects.toMatchObject(leadsTo(`/join/${workshop.joinCode}`));
  expect(await role()).toBeNull();
});

test('a facilitator who enters the join code stays one', async () => {
  const { code } = await invite(workshop.id, me.id);
  await expect(becomeFacilitator(code)).rejects.toMatchObject(leadsTo(`/facilitate/${workshop.slug}`));
  await expect(join()).rejects.toMatchObject(leadsTo(`/w/${workshop.slug}`));
  expect(await role()).toBe('facilitator');
});

test('an invitation that is used, or none, leads to where it says so', async () => {
  const { code } = await invite(workshop.id, me.id);
  await expect(becomeFacilitator(code)).rejects.toMatchObject(leadsTo(`/facilitate/${workshop.slug}`));
  for (const again of [code, 'AAAA-BBBB-CCCC']) await expect(becomeFacilitator(again)).rejects.toMatchObject(leadsTo(`/invited/${again}`));
});

test.each([[null], [{}], ['x'.repeat(101)]])('what no page of ours sends is told that there is nothing here: %j', async (code) => {
  await expect(becomeFacilitator(code as never)).rejects.toMatchObject({ digest: expect.stringContaining('404') }); // on purpose
});
