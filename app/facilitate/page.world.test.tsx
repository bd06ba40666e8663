// Which workshops a facilitator sees.
import { randomUUID } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { roleOf } from '@/lib/entra/role';
import { env } from '@/lib/env';
import { requirePerson } from '@/lib/session';
import FacilitatePage from './page';

vi.mock('@/lib/session', () => ({
  requirePerson: vi.fn(),
  refuse: () => {
    throw new Error('refused');
  },
}));
vi.mock('@/lib/entra/role', () => ({ roleOf: vi.fn() }));

const somebody = async () => {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  return db().person.create({ data: { ...ids, name: 'Olga', userName: `${ids.objectId}@practice.example` } });
};
type Somebody = Awaited<ReturnType<typeof somebody>>;
let [me, other]: Somebody[] = [];

async function workshop(title: string, owner: Somebody | undefined, mine?: 'attendee' | 'facilitator') {
  const id = randomUUID();
  await db().workshop.create({
    data: { id, slug: id, lab: allLabs()[0]?.id ?? '', title, joinCode: id, settings: {}, createdById: owner?.id ?? null },
  });
  if (mine) await db().enrolment.create({ data: { workshopId: id, personId: me?.id ?? '', role: mine } });
}

beforeEach(async () => {
  [me, other] = [await somebody(), await somebody()];
  await workshop('I made it', me);
  await workshop('I was invited', other, 'facilitator');
  await workshop('I attend it', other, 'attendee');
  await workshop('Somebody else’s', other);
  vi.mocked(requirePerson).mockResolvedValue(me as never); // all that the page reads of them
});
afterAll(() => db().$disconnect());

const seen = async () => {
  const page = renderToStaticMarkup(await FacilitatePage());
  return ['I made it', 'I was invited', 'I attend it', 'Somebody else’s'].filter((title) => page.includes(title));
};

test('a facilitator sees the workshops they made and those they were invited to, and no other', async () => {
  vi.mocked(roleOf).mockResolvedValue('facilitator');
  expect(await seen()).toEqual(['I made it', 'I was invited']);
});

test('whoever was invited and is no facilitator of the tenant sees what they were invited to', async () => {
  vi.mocked(roleOf).mockResolvedValue('none');
  expect(await seen()).toEqual(['I was invited']);
});

test('a place in the workshop they made shows it to nobody whose role is gone', async () => {
  const own = await db().workshop.findFirstOrThrow({ where: { createdById: me?.id ?? '' } });
  await db().enrolment.create({ data: { workshopId: own.id, personId: me?.id ?? '', role: 'facilitator' } });
  vi.mocked(roleOf).mockResolvedValue('none');
  expect(await seen()).toEqual(['I was invited']);
});

test('whoever facilitates nothing is refused', async () => {
  vi.mocked(roleOf).mockResolvedValue('none');
  vi.mocked(requirePerson).mockResolvedValue((await somebody()) as never); // all that the page reads of them
  await expect(FacilitatePage()).rejects.toThrow('refused');
});
