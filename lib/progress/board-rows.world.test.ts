import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { somebody } from '@/lib/room/some-people';
import { boardEntries, boardRow } from './board';
import { boardRows } from './board-rows';
import { change, enrol, leave } from './change';

const lab = { tracks: { whole: {} }, sections: [] } as unknown as Lab; // what a row is made with
let workshopId: string;

async function join(name: string): Promise<{ personId: string; enrolmentId: string; workshopId: string }> {
  const { id: personId } = await somebody(name);
  await enrol(workshopId, personId, 'whole');
  const { id } = await db().enrolment.findUniqueOrThrow({ where: { workshopId_personId: { workshopId, personId } } });
  return { personId, enrolmentId: id, workshopId };
}
const asRead = async () => (await boardEntries(workshopId)).map((entry) => boardRow(lab, entry));
const names = async () => (await boardRows(lab, workshopId)).map(({ name }) => name);

beforeEach(async () => {
  workshopId = randomUUID();
  await db().workshop.create({
    data: {
      id: workshopId,
      slug: workshopId,
      lab: 'x',
      title: 'Tuesday',
      joinCode: workshopId,
      settings: {},
      createdById: (await somebody('Fay')).id,
    },
  });
});
afterAll(() => db().$disconnect());

test('all rows by name, as a reading of everything finds them, whoever comes, moves on or leaves', async () => {
  expect(await boardRows(lab, workshopId)).toEqual([]);
  const [bo, ada] = [await join('Bo'), await join('Ada')];
  expect(await names()).toEqual(['Ada', 'Bo']);
  await change(ada, { opened: 'make' });
  expect((await boardRows(lab, workshopId))[0]).toMatchObject({ name: 'Ada', step: 'make' });
  expect(await boardRows(lab, workshopId)).toEqual(await asRead());
  await leave(bo);
  expect(await names()).toEqual(['Ada']);
  await join('Al');
  expect(await names()).toEqual(['Ada', 'Al']);
  expect(await boardRows(lab, workshopId)).toEqual(await asRead());
});

test('a new name is seen, though it changes nothing of their progress', async () => {
  const { personId } = await join('Cid');
  expect(await names()).toEqual(['Cid']);
  await db().person.update({ where: { id: personId }, data: { name: 'Cidney' } });
  expect(await names()).toEqual(['Cidney']);
});

test('a row is read again only once it has a new revision', async () => {
  const at = await join('Dee');
  const [before] = await boardRows(lab, workshopId);
  await db().enrolment.update({ where: { id: at.enrolmentId }, data: { step: 'behind its back' } });
  expect((await boardRows(lab, workshopId))[0]).toBe(before);
  await change(at, { opened: 'make' });
  expect((await boardRows(lab, workshopId))[0]).toMatchObject({ step: 'make' });
});

test('rows of one lab are not shown as another’s', async () => {
  await join('Eve');
  const [row] = await boardRows(lab, workshopId);
  expect((await boardRows({ ...lab }, workshopId))[0]).not.toBe(row);
});
