// What the people page does, for a facilitator of this workshop and of no other.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { acceptInvitation, findInvitation, openInvitations } from '@/lib/people/invitation';
import { somebody } from '@/lib/room/some-people';
import { guestsOf } from '@/lib/roster/roster';
import { requireFacilitator } from '@/lib/session';
import {
  clearExpected,
  closeJoining,
  deleteData,
  endFacilitation,
  inviteFacilitator,
  openJoining,
  removeExpected,
  sendRoster,
  withdrawInvitation,
} from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }));

const lab = allLabs()[0] ?? expect.unreachable();
let me: Awaited<ReturnType<typeof somebody>>;
let id: string;
let otherId: string;

beforeEach(async () => {
  me = await somebody('Olga');
  [id, otherId] = [randomUUID(), randomUUID()];
  for (const one of [id, otherId])
    await db().workshop.create({
      data: { id: one, slug: one, lab: lab.id, title: 'T', joinCode: one, settings: {}, createdById: me.id },
    });
  const workshop = await db().workshop.findUniqueOrThrow({ where: { id } });
  vi.mocked(requireFacilitator).mockResolvedValue({ person: me, workshop } as never); // what the actions read of it
});
afterAll(() => db().$disconnect());

const leadsTo = (path: string) => ({ digest: expect.stringContaining(`${path};`) });
const people = () => leadsTo(`/facilitate/${id}/people`);
const form = (fields: Record<string, string | File>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const actsOf = async () => (await db().auditEvent.findMany({ where: { workshopId: id }, orderBy: { id: 'asc' } })).map((a) => a.action);

test('each asks for a facilitator of the workshop that it was sent, before anything else', async () => {
  const other = randomUUID();
  const all = [
    () => inviteFacilitator(other, {}),
    () => withdrawInvitation(other, randomUUID()),
    () => endFacilitation(other, randomUUID()),
    () => closeJoining(other),
    () => openJoining(other),
    () => sendRoster(other, { text: '' }, form({ text: 'email\na@x.example', press: 'import' })),
    () => removeExpected(other, form({ id: randomUUID() })),
    () => clearExpected(other),
    () => deleteData(other, { typed: '' }, form({ name: me.userName })),
  ];
  vi.mocked(requireFacilitator).mockRejectedValue(new Error('not yours'));
  for (const act of all) await expect(act()).rejects.toThrow('not yours');
  expect(vi.mocked(requireFacilitator).mock.lastCall).toEqual([other]);
  expect(await db().rosterEntry.count({ where: { workshopId: id } })).toBe(0);
});

test('an invitation’s link opens, is told once, and can be withdrawn', async () => {
  const { link = '' } = await inviteFacilitator(id, {});
  expect(link).toMatch(/\/invited\/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  const bo = await somebody('Bo');
  const found = await findInvitation(bo.id, link.split('/').at(-1) ?? '');
  expect(found).toMatchObject({ workshop: { id }, over: null });
  const [open] = await openInvitations(id);
  await expect(withdrawInvitation(id, open?.id ?? '')).rejects.toMatchObject(people());
  expect(typeof found === 'object' && (await acceptInvitation(found, bo.id))).toBe(false);
});

test('who leaves is led home, who removes another stays on the page', async () => {
  const [mine, theirs] = await Promise.all(
    [me, await somebody('Bo')].map((p) => db().enrolment.create({ data: { workshopId: id, personId: p.id, role: 'facilitator' } })),
  );
  await expect(endFacilitation(id, theirs?.id ?? '')).rejects.toMatchObject(people());
  await db().workshop.update({ where: { id }, data: { createdById: null } });
  await expect(endFacilitation(id, mine?.id ?? '')).rejects.toMatchObject(leadsTo(`/facilitate/${id}/people?last`));
  await db().enrolment.create({ data: { workshopId: id, personId: (await somebody('Cy')).id, role: 'facilitator' } });
  await expect(endFacilitation(id, mine?.id ?? '')).rejects.toMatchObject(leadsTo('/'));
});

test('joining is closed and opened, once each however often it is asked', async () => {
  const isClosed = async () => (await db().workshop.findUniqueOrThrow({ where: { id } })).joiningClosedAt !== null;
  for (const _ of [1, 2]) await expect(closeJoining(id)).rejects.toMatchObject(people());
  expect(await isClosed()).toBe(true);
  for (const _ of [1, 2]) await expect(openJoining(id)).rejects.toMatchObject(people());
  expect(await isClosed()).toBe(false);
  expect(await actsOf()).toEqual(['joining.closed', 'joining.opened']);
});

test('a list is shown first, and imported when that is pressed', async () => {
  const text = 'name,email,track\nAda,ada@x.example,\nBo,bo@x,no-such-track';
  const shown = await sendRoster(id, { text: '' }, form({ text, press: 'preview' }));
  expect(shown).toMatchObject({
    text,
    preview: { added: ['Ada · ada@x.example'], refused: [expect.stringMatching(/^Row 3: There is no such track/)] },
  });
  expect(await guestsOf(id)).toEqual([]);
  const done = await sendRoster(id, { text: '' }, form({ text, press: 'import' }));
  expect(done).toMatchObject({ text: '', done: { added: ['Ada · ada@x.example'] } });
  expect(await guestsOf(id)).toMatchObject([{ name: 'Ada', userName: 'ada@x.example' }]);
});

test('a file counts more than the text, and is bounded before it is read', async () => {
  const file = new File(['\uFEFFName;E-Mail\r\nZoë;zoe@x.example\r\n'], 'list.csv');
  expect(await sendRoster(id, { text: '' }, form({ file, text: 'email\na@x.example', press: 'preview' }))).toMatchObject({
    preview: { added: ['Zoë · zoe@x.example'] },
  });
  const empty = new File([], '');
  expect(await sendRoster(id, { text: '' }, form({ file: empty, text: 'email\na@x.example' }))).toMatchObject({
    preview: { added: ['a@x.example · a@x.example'] },
  });
  const long = new File(['x'.repeat(200_001)], 'list.csv');
  const read = vi.spyOn(long, 'text');
  expect(await sendRoster(id, { text: '' }, form({ file: long }))).toMatchObject({ problem: expect.stringContaining('at most 200 kB') });
  expect(read).not.toHaveBeenCalled();
});

test.each(['preview', 'import'])('a file that a spreadsheet saved as Unicode text is answered in a sentence: %s', async (press) => {
  const file = new File([Buffer.from('\uFEFFname\temail\r\nAda\tada@x.example\r\n', 'utf16le')], 'list.txt');
  const why = { problem: expect.stringContaining('Save it as CSV UTF-8') };
  expect(await sendRoster(id, { text: '' }, form({ file, press }))).toMatchObject(why);
  const nul = 'email\na\0da@x.example';
  expect(await sendRoster(id, { text: '' }, form({ text: nul, press }))).toMatchObject(why);
});

test('a form that is sent without JavaScript, a thousand people in it, is let in by the gate', async () => {
  const { isTooComplex } = await import('@/bin/body');
  const rows = Array.from({ length: 1000 }, (_, i) => `"Person, ${i}",p${i}@x.example,`);
  const text = ['name,email,track', ...rows].join('\n');
  const result = await sendRoster(id, { text: '' }, form({ text, press: 'preview' }));
  const body = Buffer.from(`${JSON.stringify([id, result])}\n${text}`);
  expect(isTooComplex(body, { items: 10_000, depth: 100, parts: 1000 })).toBe(false);
});

test('somebody expected is taken off the list of this workshop only', async () => {
  for (const workshopId of [id, otherId])
    await db().rosterEntry.createMany({ data: ['ada', 'bo'].map((name) => ({ workshopId, name, userName: `${name}@x.example` })) });
  const [there] = await guestsOf(otherId);
  await expect(removeExpected(id, form({ id: there?.id ?? '' }))).rejects.toMatchObject(leadsTo('#expected'));
  const [here] = await guestsOf(id);
  await expect(removeExpected(id, form({ id: here?.id ?? '' }))).rejects.toMatchObject(leadsTo('#expected'));
  expect(await guestsOf(id)).toMatchObject([{ name: 'bo' }]);
  await expect(clearExpected(id)).rejects.toMatchObject(leadsTo('#expected'));
  expect([(await guestsOf(id)).length, (await guestsOf(otherId)).length]).toEqual([0, 2]);
});

test.each([
  ['', 'Enter a sign-in name or an email address.'],
  ['x'.repeat(300), 'Enter a sign-in name or an email address.'],
  ['ada\0@x.example', 'Enter a sign-in name or an email address.'],
  ['ada@x\n.example', 'Enter a sign-in name or an email address.'],
  ['nobody@x.example', 'Nobody here has the sign-in name or email nobody@x.example.'],
])('deleting %j is answered in a sentence', async (name, problem) => {
  expect(await deleteData(id, { typed: '' }, form({ name }))).toMatchObject({ problem: expect.stringContaining(problem) });
});

test('deleting somebody’s data says what is left of them', async () => {
  const [ada, bo] = [await somebody('Ada'), await somebody('Bo')];
  for (const [workshopId, personId] of [
    [id, ada.id],
    [id, bo.id],
    [otherId, bo.id],
  ] as const)
    await db().enrolment.create({ data: { workshopId, personId } });
  const upper = form({ name: ` ${ada.userName.toUpperCase()} ` });
  expect(await deleteData(id, { typed: '' }, upper)).toMatchObject({
    done: expect.stringContaining('Guidepost no longer holds any of their data'),
  });
  expect(await deleteData(id, { typed: '' }, form({ name: bo.userName }))).toMatchObject({
    done: expect.stringContaining('another workshop'),
  });
  expect(await db().person.count({ where: { id: { in: [ada.id, bo.id] } } })).toBe(1);
});
