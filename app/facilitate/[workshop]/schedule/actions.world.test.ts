import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { bus, type Notice } from '@/lib/progress/bus';
import { planOfWorkshop } from '@/lib/progress/plan';
import { requireFacilitator } from '@/lib/session';
import { planRoom } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));

let id: string;
let by: string;

beforeEach(async () => {
  id = randomUUID();
  const words = { name: 'Fay', userName: 'fay@practice.example', homeAccountId: 'x' };
  const person = await db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
  by = person.id;
  const workshop = await db().workshop.create({
    data: { id, slug: id, lab: allLabs()[0]?.id ?? '', title: 'Tuesday', joinCode: id, settings: {}, createdById: person.id },
  });
  vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop } as never); // what the action reads of it
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

function save(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ zone: 'Europe/Paris', ...fields })) form.set(name, value);
  return planRoom(id, { problems: {}, typed: {} }, form);
}
const saved = () => ({ digest: expect.stringContaining(`/facilitate/${id}?saved=schedule`) });
const acts = () => db().auditEvent.findMany({ where: { workshopId: id }, orderBy: { at: 'asc' } });
const day = {
  startsAt: '2026-11-26T09:00',
  plannedEnd: '2026-11-26T12:00',
  'break 1 from': '2026-11-26T10:00',
  'break 1 to': '2026-11-26T10:15',
};

test('a plan is kept as moments, and on record with who made it', async () => {
  await expect(save(day)).rejects.toMatchObject(saved());
  expect(await planOfWorkshop(id)).toEqual({
    startsAt: Date.parse('2026-11-26T08:00:00Z'),
    endsAt: Date.parse('2026-11-26T11:00:00Z'),
    breaks: [{ from: Date.parse('2026-11-26T09:00:00Z'), to: Date.parse('2026-11-26T09:15:00Z') }],
  });
  expect(await acts()).toMatchObject([
    {
      action: 'workshop.scheduled',
      personId: by,
      detail: {
        startsAt: { from: null, to: '2026-11-26 08:00 UTC' },
        plannedEnd: { from: null, to: '2026-11-26 11:00 UTC' },
        breaks: { from: null, to: '2026-11-26 09:00 UTC to 2026-11-26 09:15 UTC' },
      },
    },
  ]);
});

test('what is wrong is said at its field, and nothing is kept', async () => {
  const typed = { ...day, plannedEnd: '2026-11-26T08:00' };
  expect(await save(typed)).toMatchObject({ problems: { plannedEnd: expect.any(String) }, typed });
  expect(await planOfWorkshop(id)).toMatchObject({ startsAt: null });
  expect(await acts()).toEqual([]);
});

test('saving the same again is no act, and clearing everything unplans it', async () => {
  await expect(save(day)).rejects.toMatchObject(saved());
  await expect(save(day)).rejects.toMatchObject(saved());
  expect(await acts()).toHaveLength(1);
  await expect(save({})).rejects.toMatchObject(saved());
  expect(await planOfWorkshop(id)).toEqual({ startsAt: null, endsAt: null, breaks: [] });
  expect((await acts()).at(-1)?.detail).toMatchObject({ startsAt: { from: '2026-11-26 08:00 UTC', to: null } });
});

test('a zone that does not exist comes from none of our forms', async () => {
  await expect(save({ ...day, zone: 'Mars/Olympus' })).rejects.toMatchObject({ digest: expect.stringContaining('404') });
  expect(await planOfWorkshop(id)).toMatchObject({ startsAt: null });
});

test('boards are told at once', async () => {
  const heard = new Promise<Notice>((tell) => {
    bus().on('notice', (notice) => notice.workshop === id && tell(notice));
    bus().once('gap', () => void save(day).catch(() => undefined)); // a redirect
  });
  expect(await heard).toMatchObject({ enrolment: id });
});
