// A workshop's tables as files.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { holdOf, requireFacilitator } from '@/lib/session';
import { GET } from './route';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn(), holdOf: vi.fn() }));

const mayGoOn = vi.fn<() => Promise<boolean>>();
let id: string;
beforeEach(async () => {
  id = randomUUID();
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  const person = await db().person.create({ data: { ...ids, name: 'Olga', userName: `${ids.objectId}@practice.example` } });
  const workshop = await db().workshop.create({
    data: { id, slug: id, lab: allLabs()[0]?.id ?? '', title: 'T', joinCode: id, settings: {}, createdById: person.id },
  });
  await db().rosterEntry.create({ data: { workshopId: id, name: '=1+1', userName: 'ada@x.example' } });
  vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop } as never); // what the route reads of it
  vi.mocked(holdOf).mockResolvedValue({ personId: person.id, until: 0, mayGoOn });
  mayGoOn.mockResolvedValue(true);
});
afterAll(() => db().$disconnect());

const get = (file: string) => GET(new Request('http://portal.example'), { params: Promise.resolve({ workshop: id, file }) });
const acts = () => db().auditEvent.findMany({ where: { workshopId: id }, select: { action: true, detail: true } });

test('a table comes as a file, is nobody’s to cache, and is on record', async () => {
  const answer = await get('roster.csv');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${id}-roster.csv"`,
    'cache-control': 'no-store',
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.toString()).toBe(`\uFEFFname,user_name,track,joined_at\r\n"'=1+1",ada@x.example,,\r\n`);
  expect(await acts()).toEqual([{ action: 'table.downloaded', detail: { table: 'roster', format: 'csv' } }]);
});

test('or as JSON', async () => {
  const answer = await get('roster.json');
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toEqual([{ name: '=1+1', user_name: 'ada@x.example', track: null, joined_at: null }]);
});

test.each(['secrets.csv', 'roster', 'roster.xlsx', 'roster.csv.json', '.csv', 'constructor.csv', '__proto__.json', ''])(
  'there is no %s',
  async (file) => {
    await expect(get(file)).rejects.toMatchObject({ digest: expect.stringContaining('404') });
    expect(await acts()).toEqual([]);
  },
);

test('whoever may not see the workshop gets nothing, and nothing is on record', async () => {
  vi.mocked(requireFacilitator).mockRejectedValue(new Error('not yours'));
  await expect(get('roster.csv')).rejects.toThrow('not yours');
  expect(await acts()).toEqual([]);
});

test('a file is cut off when the right to it ends meanwhile', async () => {
  mayGoOn.mockResolvedValueOnce(true).mockResolvedValue(false);
  await expect((await get('roster.csv')).text()).rejects.toThrow('has ended');
});
