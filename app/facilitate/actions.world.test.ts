// What the settings form does to a workshop that has a key.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { requireFacilitator } from '@/lib/session';
import { sealSecrets, workshopNow } from '@/lib/workshop-secrets';
import { changeWorkshop } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));

const lab = findLab('databricks-dss');
const ids = ['tenantId', 'subscriptionId', 'appClientId'].map((name) => [name, '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58']);
const before: Record<string, string> = {
  ...Object.fromEntries(Object.entries(lab.settings).map(([name, { preset }]) => [name, preset])),
  ...Object.fromEntries(ids),
  subscriptionName: 'Demo',
  dssUrl: 'https://dss.practice.example',
};
const elsewhere = 'https://elsewhere.practice.example';
let id: string;

beforeEach(async () => {
  id = randomUUID();
  const words = { name: 'Fay', userName: 'fay@practice.example', homeAccountId: 'x' };
  const person = await db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
  const secrets = sealSecrets(lab, id, before, { dssAdminKey: 'the-key' });
  const { fastWritePath: _, ...stored } = before; // as if the lab had gained it since
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
const keyNow = async () => (await workshopNow(lab, id)).open('dssAdminKey')?.key ?? null;

test('another URL is not saved while its key would go without a word', async () => {
  const result = await save({ dssUrl: elsewhere });
  expect(result).toMatchObject({
    problems: { dssAdminKey: expect.stringContaining(`entered for https://dss.practice.example. Enter it again for ${elsewhere}`) },
    typed: { dssUrl: elsewhere },
    losing: ['dssAdminKey'],
  });
  expect(JSON.stringify(result)).not.toContain('the-key');
  expect(await keyNow()).toBe('the-key');
  expect(await db().auditEvent.count({ where: { workshopId: id } })).toBe(0);
});

test.each([
  ['the key is entered again', { dssAdminKey: 'new-key' }, 'new-key', 'replaced'],
  ['somebody agrees to save without it', { drop: 'dssAdminKey' }, null, 'removed'],
])('it is saved when %s', async (_, more, key, told) => {
  await expect(save({ dssUrl: elsewhere, ...more })).rejects.toMatchObject(saved());
  expect(await keyNow()).toBe(key);
  const { detail } = await db().auditEvent.findFirstOrThrow({ where: { workshopId: id } });
  expect(detail).toEqual({ dssUrl: { from: before['dssUrl'], to: elsewhere }, secrets: { dssAdminKey: told } });
});

test('who changes nothing is not told to have changed what the lab has gained', async () => {
  await expect(save({})).rejects.toMatchObject(saved());
  expect(await keyNow()).toBe('the-key');
  expect(await db().auditEvent.findFirstOrThrow({ where: { workshopId: id } })).toMatchObject({ detail: { secrets: {} } });
});
