// Whom a facilitator takes out of a workshop with the button for attendees.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { somebody } from '@/lib/room/some-people';
import { requireFacilitator } from '@/lib/session';
import AttendeePage from './[attendee]/page';
import { removeAttendee } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));

const lab = allLabs()[0] ?? expect.unreachable();
let id: string;

beforeEach(async () => {
  id = randomUUID();
  const me = await somebody('Olga');
  const workshop = await db().workshop.create({
    data: { id, slug: id, lab: lab.id, title: 'T', joinCode: id, settings: {}, createdById: me.id },
  });
  vi.mocked(requireFacilitator).mockResolvedValue({ person: me, workshop } as never); // what the action and the page read of it
});
afterAll(() => db().$disconnect());

const place = async (role: 'attendee' | 'facilitator', workshopId = id) =>
  (
    await db().enrolment.create({
      data: { workshopId, personId: (await somebody('Bo')).id, role, track: Object.keys(lab.tracks)[0] ?? '' },
    })
  ).id;
const board = { digest: expect.stringContaining(`/facilitate/`) };
const isThere = async (enrolmentId: string) => (await db().enrolment.count({ where: { id: enrolmentId } })) > 0;
const acts = async () => (await db().auditEvent.findMany({ where: { workshopId: id } })).map((a) => a.action);
const page = (attendee: string) => AttendeePage({ params: Promise.resolve({ workshop: id, attendee }) });

test('an attendee is taken out, on record', async () => {
  const ada = await place('attendee');
  await expect(removeAttendee(id, ada)).rejects.toMatchObject(board);
  expect(await isThere(ada)).toBe(false);
  expect(await acts()).toEqual(['attendee.removed']);
});

test('a facilitator is not: how they go, and what stays of them, is another button’s', async () => {
  const bo = await place('facilitator');
  await expect(removeAttendee(id, bo)).rejects.toMatchObject(board);
  expect(await isThere(bo)).toBe(true);
  expect(await acts()).toEqual([]);
});

test('a facilitator has no page as an attendee', async () => {
  const [ada, bo] = [await place('attendee'), await place('facilitator')];
  await expect(page(ada)).resolves.toBeDefined();
  await expect(page(bo)).rejects.toMatchObject({ digest: expect.stringContaining('404') });
});
