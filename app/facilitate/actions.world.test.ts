// What the settings form does to a workshop that has a key.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { sealedIn } from '@/lib/lab/settings';
import type { Sealed } from '@/lib/lab/vocabulary';
import { practiceSettings } from '@/lib/practice';
import { requireFacilitator } from '@/lib/session';
import { sealSecrets, workshopNow } from '@/lib/workshop-secrets';
import { changeWorkshop } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));

const lab = allLabs().find((l) => sealedIn(l).length > 0) ?? expect.unreachable();
const [[key, { for: url }]] = sealedIn(lab) as [[string, Sealed]]; // it has one
const [first, elsewhere] = ['https://first.practice.example', 'https://elsewhere.practice.example'];
const presets = Object.fromEntries(Object.entries(lab.settings).map(([name, { preset }]) => [name, preset]));
const [gained] = Object.entries(presets).flatMap(([name, preset]) => (preset ? [name] : []));
let before: Record<string, string>;
let id: string;

beforeEach(async () => {
  id = randomUUID();
  before = { ...presets, ...(await practiceSettings(lab)).settings, [url]: first };
  const words = { name: 'Fay', userName: 'fay@practice.example', homeAccountId: 'x' };
  const person = await db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
  const secrets = sealSecrets(lab, id, before, { [key]: 'the-key' });
  const stored = Object.fromEntries(Object.entries(before).filter(([name]) => name !== gained)); // as if the lab had gained one since
  if (gained) before[gained] = presets[gained] ?? '';
  const workshop = await db().workshop.create({
    data: { id, slug: id, lab: lab.id, title: 'Tuesday', joinCode: id, settings: stored, secrets, createdById: person.id },
  });
  vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop } as never); // what the action reads of it
});
afterAll(() => db().$disconnect());

function save(more: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...before, title: 'Tuesday', lastDay: '', retentionDays: '30', ...more }))
    form.set(name, value);
  return changeWorkshop(id, { problems: {}, typed: {} }, form);
}
const saved = () => ({ digest: expect.stringContaining(`/facilitate/${id}?saved`) });
const keyNow = async () => (await workshopNow(lab, id)).open(key)?.key ?? null;

test('another URL is not saved while its key would go without a word', async () => {
  const result = await save({ [url]: elsewhere });
  expect(result).toMatchObject({
    problems: { [key]: expect.stringContaining(`entered for ${first}. Enter it again for ${elsewhere}`) },
    typed: { [url]: elsewhere },
    losing: [key],
  });
  expect(JSON.stringify(result)).not.toContain('the-key');
  expect(await keyNow()).toBe('the-key');
  expect(await db().auditEvent.count({ where: { workshopId: id } })).toBe(0);
});

test.each([
  ['the key is entered again', { [key]: 'new-key' }, 'new-key', 'replaced'],
  ['somebody agrees to save without it', { drop: key }, null, 'removed'],
])('it is saved when %s', async (_, more, keyThen, told) => {
  await expect(save({ [url]: elsewhere, ...more })).rejects.toMatchObject(saved());
  expect(await keyNow()).toBe(keyThen);
  const { detail } = await db().auditEvent.findFirstOrThrow({ where: { workshopId: id } });
  expect(detail).toEqual({ [url]: { from: first, to: elsewhere }, secrets: { [key]: told } });
});

test('who changes nothing is not told to have changed what the lab has gained', async () => {
  await expect(save({})).rejects.toMatchObject(saved());
  expect(await keyNow()).toBe('the-key');
  expect(await db().auditEvent.findFirstOrThrow({ where: { workshopId: id } })).toMatchObject({ detail: { secrets: {} } });
});
