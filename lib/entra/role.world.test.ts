// The app role, as the practice Entra ID states it at a forced silent redemption.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { practiceCloud } from '@/prisma/practice';
import { graceMs, roleMs, roleOf } from './role';

let cloud: Awaited<ReturnType<typeof practiceCloud>>;
let member: { name: string; upn: string };
let id: string;

beforeAll(async () => {
  cloud = await practiceCloud();
});
beforeEach(async () => {
  const newcomer = await cloud.newcomer(`Rolf Role ${randomUUID().slice(0, 8)}`, { appRoles: ['Facilitator'] });
  member = newcomer;
  ({ id } = await cloud.person(newcomer));
});
afterAll(async () => {
  await cloud.practice('/faults/clear');
  await db().$disconnect();
});

/** The person, last asked about so long ago. */
const asked = (agoMs: number) => db().person.update({ where: { id }, data: { roleCheckedAt: new Date(Date.now() - agoMs) } });
const take = () => cloud.newcomer(member.name, { appRoles: [] });
const stored = () => db().person.findUniqueOrThrow({ where: { id }, select: { isFacilitator: true, roleCheckedAt: true } });

test('whoever still has the role keeps it, and is asked about again only after 15 minutes', async () => {
  const before = await asked(roleMs + 1000);
  expect(await roleOf(before)).toBe('facilitator');
  expect((await stored()).roleCheckedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('within 15 minutes of an answer nothing is asked', async () => {
  await take();
  expect(await roleOf(await asked(roleMs - 60_000))).toBe('facilitator');
});

test('a role that was taken away is gone with the next answer', async () => {
  await take();
  expect(await roleOf(await asked(roleMs + 1000))).toBe('none');
  expect(await stored()).toMatchObject({ isFacilitator: false });
});

test('many pages and streams at once make one question, which needs no consent to any API', async () => {
  await cloud.practice('/consent/withdraw', { upn: member.upn });
  const person = await asked(roleMs + 1000);
  const first = (await stored()).roleCheckedAt;
  expect(await Promise.all(Array.from({ length: 20 }, () => roleOf(person)))).toEqual(Array(20).fill('facilitator'));
  expect((await stored()).roleCheckedAt).not.toEqual(first);
});

test('a sign-in that Entra ID has revoked confirms nothing', async () => {
  await cloud.practice('/revoke', { upn: member.upn });
  expect(await roleOf(await asked(roleMs + 1000))).toBe('unconfirmed');
  expect(await stored()).toMatchObject({ isFacilitator: true });
});

test('nor does one whose tokens are gone', async () => {
  const { homeAccountId } = await asked(0);
  await db().tokenCache.delete({ where: { homeAccountId } });
  expect(await roleOf(await asked(roleMs + 1000))).toBe('unconfirmed');
});

test('while Entra ID cannot be asked the role is kept for an hour, and no longer', async () => {
  await cloud.practice('/faults', { host: 'login.microsoftonline.com', status: 503, times: 100 });
  expect(await roleOf(await asked(graceMs - 60_000))).toBe('facilitator');
  expect(await roleOf(await asked(graceMs + 1000))).toBe('unconfirmed');
  await cloud.practice('/faults/clear');
});

test('an attendee is not asked about', async () => {
  const person = await db().person.update({ where: { id }, data: { isFacilitator: false, roleCheckedAt: new Date(0) } });
  expect(await roleOf(person)).toBe('none');
  expect((await stored()).roleCheckedAt).toEqual(new Date(0));
});
