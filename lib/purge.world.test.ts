// What may be kept no longer, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { deletePerson } from '@/bin/people';
import { db } from './db';
import { env } from './env';
import { tracesOf } from './people/traces';
import { purge } from './purge';

const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs);

const somebody = (lastSignInAt = new Date()) =>
  db().person.create({
    data: {
      tenantId: env().ENTRA_TENANT_ID,
      objectId: randomUUID(),
      name: 'Pia',
      userName: `${randomUUID()}@practice.example`,
      homeAccountId: randomUUID(),
      lastSignInAt,
    },
  });

let owner: Awaited<ReturnType<typeof somebody>>;
let attendee: Awaited<ReturnType<typeof somebody>>;

beforeEach(async () => {
  owner = await somebody();
  attendee = await somebody();
});
afterAll(() => db().$disconnect());

/** A workshop with one attendee, of whom there is a row in every table. */
async function workshopThat(ends: { endsAt: Date | null; retentionDays?: number; closedAt?: Date }) {
  const id = randomUUID();
  const secrets = { aKey: { keyId: 'k1', sealed: 'c2VhbGVk' } };
  await db().workshop.create({
    data: { id, slug: id, lab: 'a-lab', title: 'T', joinCode: id, settings: {}, secrets, createdById: owner.id, ...ends },
  });
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: id, personId: attendee.id } });
  await db().value.create({ data: { enrolmentId, name: 'n', value: 'v', source: 'typed' } });
  await db().standing.create({ data: { enrolmentId, step: 's', checkId: 'c' } });
  await db().stepPass.create({ data: { enrolmentId, step: 's', how: 'waived', byPersonId: owner.id } });
  await db().stepRun.create({ data: { enrolmentId, step: 's', leaseUntil: new Date() } });
  await db().attempt.create({
    data: { enrolmentId, step: 's', trigger: 'click', durationMs: 1, passed: false, failed: false, outcomes: [] },
  });
  await db().helpRequest.create({
    data: { enrolmentId, step: 's', replies: { create: { by: 'attendee', text: 't', byPersonId: attendee.id } } },
  });
  await db().announcement.create({
    data: { workshopId: id, kind: 'news', text: 'Ada, ask Bo.', audience: 'listed', enrolmentIds: [enrolmentId] },
  });
  await db().rosterEntry.create({ data: { workshopId: id, name: attendee.name, userName: attendee.userName } });
  await db().invitation.create({ data: { workshopId: id, code: randomUUID(), endsAt: ago(-1) } });
  await db().auditEvent.create({
    data: {
      personId: owner.id,
      workshopId: id,
      action: 'attendee.step-waived',
      detail: { enrolment: enrolmentId, reason: 'Late.' },
    },
  });
  for (const personId of [owner.id, attendee.id]) await db().auditEvent.create({ data: { personId, workshopId: id, action: 'test' } });
  return { id, enrolmentId };
}
const tokensFor = ({ homeAccountId }: { homeAccountId: string }, updatedAt: Date) =>
  db().tokenCache.create({ data: { homeAccountId, keyId: 'k', sealed: new Uint8Array([1]), updatedAt } });
const workshopNow = (id: string) =>
  db().workshop.findUniqueOrThrow({
    where: { id },
    select: { secrets: true, enrolments: { select: { id: true } }, acts: { orderBy: { at: 'asc' } } },
  });

describe('the purge', () => {
  test('deletes tokens twelve hours after they were last renewed', async () => {
    await tokensFor(owner, ago(13 / 24));
    await tokensFor(attendee, ago(11 / 24));
    await purge();
    expect(await tracesOf(owner.homeAccountId)).toEqual(['Person']);
    expect(await tracesOf(attendee.homeAccountId)).toEqual(['Person', 'TokenCache']);
  });

  test('removes the keys of a workshop that has ended, says so once, and keeps its people as long as it said', async () => {
    const { id } = await workshopThat({ endsAt: ago(1), retentionDays: 2 });
    await purge();
    await purge();
    const { secrets, enrolments, acts } = await workshopNow(id);
    expect(secrets).toEqual({});
    expect(enrolments).toHaveLength(1);
    const told = acts.filter((a) => a.action === 'workshop.keys-removed');
    expect(told).toMatchObject([{ detail: { secrets: { aKey: 'removed' } }, personId: null }]);
  });

  test('deletes what is known about its people when the retention is over; what was done stays, without them', async () => {
    const { id, enrolmentId } = await workshopThat({ endsAt: ago(3), retentionDays: 2 });
    const detail = { enrolment: enrolmentId, step: 's', reason: 'Ada is ill.' };
    await db().auditEvent.create({ data: { workshopId: id, action: 'attendee.step-waived', detail } });
    await purge();
    expect(await tracesOf(enrolmentId)).toEqual([]);
    expect(await tracesOf('Ada is ill.')).toEqual([]);
    expect(await tracesOf(attendee.id)).toEqual(['Person']);
    expect(await tracesOf(attendee.userName)).toEqual(['Person']); // nor is it known who was expected
    expect(await tracesOf(id)).toEqual(['AuditEvent', 'Workshop']);
    const { acts } = await workshopNow(id);
    expect(acts.filter((a) => a.action === 'test')).toMatchObject([{ personId: null }, { personId: null }]);
    expect(acts.filter((a) => a.action === 'workshop.data-deleted')).toMatchObject([{ detail: { people: 1 } }]);
  });

  test.each<[string, Parameters<typeof workshopThat>[0]]>([
    ['goes on', { endsAt: ago(-1), retentionDays: 0 }],
    ['has no end', { endsAt: null, retentionDays: 0 }],
    ['was closed less than a day ago', { endsAt: ago(-9), retentionDays: 0, closedAt: ago(0.9) }],
    ['was closed less than a day ago, and has no end', { endsAt: null, retentionDays: 0, closedAt: ago(0.9) }],
  ])('leaves a workshop alone that %s', async (_, ends) => {
    const { id } = await workshopThat(ends);
    await purge();
    const { secrets, enrolments } = await workshopNow(id);
    expect(secrets).toHaveProperty('aKey');
    expect(enrolments).toHaveLength(1);
  });

  test.each<[string, Date | null]>([
    ['with a last day ahead', ago(-9)],
    ['without an end', null],
  ])('removes the keys of a workshop a day after it was closed, and the rest so many days later: one %s', async (_, endsAt) => {
    const [young, old] = [
      await workshopThat({ endsAt, retentionDays: 2, closedAt: ago(1.1) }),
      await workshopThat({ endsAt, retentionDays: 2, closedAt: ago(3.1) }),
    ];
    await purge();
    for (const { id } of [young, old]) {
      const { secrets, acts } = await workshopNow(id);
      expect(secrets).toEqual({});
      expect(acts.filter((a) => a.action === 'workshop.keys-removed')).toHaveLength(1);
    }
    expect((await workshopNow(young.id)).enrolments).toHaveLength(1);
    expect(await tracesOf(old.enrolmentId)).toEqual([]);
  });

  test('leaves all of a workshop that was closed by mistake and reopened', async () => {
    const { id } = await workshopThat({ endsAt: null, retentionDays: 0, closedAt: ago(0.9) });
    await purge();
    await db().workshop.update({ where: { id }, data: { closedAt: null } });
    await purge();
    const { secrets, enrolments } = await workshopNow(id);
    expect(secrets).toHaveProperty('aKey');
    expect(enrolments).toHaveLength(1);
  });

  test('forgets whoever is in no workshop and has not signed in for a month', async () => {
    const [old, fresh, ownerOfOne] = [await somebody(ago(31)), await somebody(ago(29)), await somebody(ago(31))];
    await db().workshop.create({
      data: { slug: randomUUID(), lab: 'a-lab', title: 'T', joinCode: randomUUID(), settings: {}, createdById: ownerOfOne.id },
    });
    await purge();
    expect(await Promise.all([old, fresh, ownerOfOne].map((p) => tracesOf(p.id)))).toEqual([[], ['Person'], ['Person', 'Workshop']]);
  });

  test.each<[string, number, number, boolean]>([
    ['younger than that stay', 7, 6.9, true],
    ['older than that go', 7, 7.1, false],
    ['go at once where none are wanted anymore', 0, 0, false],
    ['stay where a workshop wants them longer', 30, 29, true],
  ])('keeps what attempts judged as long as the workshop says, and the attempts longer: answers %s', async (_, answerDays, age, isKept) => {
    const { id, enrolmentId } = await workshopThat({ endsAt: null });
    await db().workshop.update({ where: { id }, data: { answerDays } });
    await db().attempt.updateMany({ where: { enrolmentId }, data: { answers: 'kept', at: ago(age) } });
    const purged = await purge();
    expect(purged?.answers).toBe(isKept ? 0 : 1);
    expect(await db().attempt.findMany({ where: { enrolmentId } })).toMatchObject([{ answers: isKept ? 'kept' : null, outcomes: [] }]);
  });

  test('goes on until nothing is left, however much there was', async () => {
    const people = Array.from({ length: 450 }, () => ({
      ...{ tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name: 'Old', userName: 'old', homeAccountId: randomUUID() },
      lastSignInAt: ago(40),
    }));
    await db().person.createMany({ data: people });
    await db().tokenCache.createMany({
      data: people.map(({ homeAccountId }) => ({ homeAccountId, keyId: 'k', sealed: new Uint8Array([1]), updatedAt: ago(1) })),
    });
    const purged = await purge();
    expect(purged?.people).toBeGreaterThanOrEqual(450);
    expect(purged?.tokens).toBeGreaterThanOrEqual(450);
    expect(await db().person.count({ where: { objectId: { in: people.map((p) => p.objectId) } } })).toBe(0);
  });

  test('is done by one instance at a time', async () => {
    const held = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(81263911)::text`;
      return purge();
    });
    expect(held).toBeNull();
    expect(await purge()).not.toBeNull();
  });
});

describe('deleting', () => {
  const url = () => env().DATABASE_URL;

  test('a person takes all their rows; what they did and gave stays, without them', async () => {
    const { id, enrolmentId } = await workshopThat({ endsAt: null });
    await tokensFor(attendee, new Date());
    expect(await deletePerson(url(), attendee.userName.toUpperCase())).toMatchObject({ deleted: { id: attendee.id }, workshops: [] });
    for (const trace of [attendee.id, attendee.homeAccountId, attendee.userName, enrolmentId]) expect(await tracesOf(trace)).toEqual([]);
    expect((await workshopNow(id)).acts.map((a) => a.personId)).toEqual([owner.id, owner.id, null]);
  });

  test('an owner leaves their workshop to its attendees and to its end', async () => {
    const { id, enrolmentId } = await workshopThat({ endsAt: ago(-1) });
    expect(await deletePerson(url(), owner.objectId)).toMatchObject({ workshops: ['T'] });
    expect(await tracesOf(owner.id)).toEqual([]);
    expect((await workshopNow(id)).enrolments).toEqual([{ id: enrolmentId }]);
    expect(await db().stepPass.findMany({ where: { enrolmentId } })).toMatchObject([{ how: 'waived', byPersonId: null }]);
  });

  test('a workshop takes all its rows', async () => {
    const { id, enrolmentId } = await workshopThat({ endsAt: null });
    await db().workshop.delete({ where: { id } });
    expect(await tracesOf(id)).toEqual([]);
    expect(await tracesOf(enrolmentId)).toEqual([]);
  });

  test('nobody by that name, or several, is one sentence', async () => {
    await expect(deletePerson(url(), 'nobody@practice.example')).rejects.toThrow('knows nobody called nobody@practice.example');
    await db().person.update({ where: { id: owner.id }, data: { userName: attendee.userName } });
    await expect(deletePerson(url(), attendee.userName)).rejects.toThrow('Several people are called');
  });
});
