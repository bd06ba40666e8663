// Who is expected and who has come, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { absence, expectedTrack, guestsOf, importRoster, mostExpected, planned, shortenRoster, unexpectedOf } from './roster';

const joins = async (name: string, userName: string, mail: string | null = null) => {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  const person = await db().person.create({ data: { ...ids, name, userName, mail } });
  await db().enrolment.create({ data: { workshopId, personId: person.id } });
  return person;
};
const list = (...names: string[]) => ({
  listed: names.map((name, i) => ({ row: i + 2, name, userName: `${name.toLowerCase()}@x.example`, track: null })),
  refused: [],
});

let by: string;
let workshopId: string;
beforeEach(async () => {
  workshopId = randomUUID();
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  ({ id: by } = await db().person.create({ data: { ...ids, name: 'Olga', userName: 'olga@x.example' } }));
  await db().workshop.create({
    data: { id: workshopId, slug: workshopId, lab: 'a-lab', title: 'T', joinCode: workshopId, settings: {}, createdById: by },
  });
});
afterAll(() => db().$disconnect());

test('who has joined is known by the sign-in name in any case, or by the mail; the others are absent', async () => {
  await importRoster(workshopId, list('Ada', 'Bo', 'Cy', 'Di'), by);
  await joins('Ada L.', 'ADA@X.example', 'ada@x.example'); // both: once
  await joins('Bo', 'bo_x.example#EXT#@tenant.example', 'bo@x.example');
  await joins('Eve', 'eve@x.example');
  expect((await guestsOf(workshopId)).map((g) => [g.name, g.joinedAt !== null])).toEqual([
    ['Ada', true],
    ['Bo', true],
    ['Cy', false],
    ['Di', false],
  ]);
  expect(await absence(workshopId)).toEqual({ expected: 4, absent: 2 });
  expect((await unexpectedOf(workshopId)).map((p) => p.name)).toEqual(['Eve']);
});

test('whoever joined another workshop is absent in this one', async () => {
  await importRoster(workshopId, list('Ada'), by);
  const first = workshopId;
  workshopId = randomUUID();
  await db().workshop.create({ data: { id: workshopId, slug: workshopId, lab: 'a-lab', title: 'T', joinCode: workshopId, settings: {} } });
  await joins('Ada', 'ada@x.example');
  expect(await absence(first)).toEqual({ expected: 1, absent: 1 });
});

test('a preview writes nothing; an import adds and changes, removes nobody, and is on record', async () => {
  await importRoster(workshopId, list('Ada', 'Bo'), by);
  const again = { listed: [{ ...list('Ada').listed[0], name: 'Ada L.' }, ...list('Cy').listed] as never, refused: [] };
  expect(await planned(workshopId, again)).toMatchObject({ added: [{ name: 'Cy' }], changed: [{ to: { name: 'Ada L.' } }] });
  expect((await guestsOf(workshopId)).map((g) => g.name)).toEqual(['Ada', 'Bo']);
  await importRoster(workshopId, again, by);
  await importRoster(workshopId, again, by); // changes nothing, so it is no act
  expect((await guestsOf(workshopId)).map((g) => g.name)).toEqual(['Ada L.', 'Bo', 'Cy']);
  const acts = await db().auditEvent.findMany({ where: { workshopId }, orderBy: { id: 'asc' }, select: { detail: true } });
  expect(acts).toEqual([{ detail: { expected: { from: '0', to: '2' } } }, { detail: { expected: { from: '2', to: '3' } } }]);
});

test('two facilitators who import at once add nobody twice', async () => {
  await Promise.all([importRoster(workshopId, list('Ada', 'Bo'), by), importRoster(workshopId, list('Bo', 'Cy'), by)]);
  expect((await guestsOf(workshopId)).map((g) => g.name)).toEqual(['Ada', 'Bo', 'Cy']);
});

test('a workshop expects no more people than fit', async () => {
  const names = Array.from({ length: 1000 }, (_, i) => `p${i}`);
  await importRoster(workshopId, list(...names), by);
  await importRoster(workshopId, list(...names.map((n) => `q${n}`)), by);
  expect(await planned(workshopId, list('Ada'))).toBeNull();
  expect(await importRoster(workshopId, list('Ada'), by)).toBeNull();
  expect((await absence(workshopId)).expected).toBe(mostExpected);
});

test('somebody, or everybody, is taken off the list of this workshop alone', async () => {
  await importRoster(workshopId, list('Ada', 'Bo', 'Cy'), by);
  const [ada] = await guestsOf(workshopId);
  expect(await shortenRoster(randomUUID(), ada?.id ?? '', by)).toBe(0);
  expect(await shortenRoster(workshopId, ada?.id ?? '', by)).toBe(1);
  expect(await shortenRoster(workshopId, null, by)).toBe(2);
  expect(await absence(workshopId)).toEqual({ expected: 0, absent: 0 });
});

test('the track that somebody is expected on is offered to them', async () => {
  await importRoster(workshopId, { listed: [{ row: 2, name: 'Ada', userName: 'ada@x.example', track: 'model' }], refused: [] }, by);
  expect(await expectedTrack(workshopId, { userName: 'ADA@x.example', mail: null })).toBe('model');
  expect(await expectedTrack(workshopId, { userName: 'a@b', mail: 'ada@x.example' })).toBe('model');
  expect(await expectedTrack(workshopId, { userName: 'bo@x.example', mail: null })).toBeNull();
});
