// Who runs a workshop, and who is forgotten, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db, statement } from '@/lib/db';
import { env } from '@/lib/env';
import { boardEntries } from '@/lib/progress/board';
import { boardHold, facilitationOf, personOf } from '@/lib/rights';
import { facilitatorsOf, removeFacilitator } from './facilitators';
import { forget } from './forget';
import { acceptInvitation, findInvitation, invitationCodeIn, invite, openInvitations, withdraw } from './invitation';
import { tracesOf } from './traces';

const somebody = (name: string, more: Record<string, unknown> = {}) =>
  db().person.create({
    data: {
      ...{ tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name, homeAccountId: randomUUID() },
      ...{ userName: `${name}.${randomUUID()}@Practice.example`, ...more },
    },
  });
type Somebody = Awaited<ReturnType<typeof somebody>>;
const sessionOf = ({ id: personId }: Somebody) => ({ personId, signedInAt: Date.now() - 1000 });

let owner: Somebody;
let bo: Somebody;
let workshopId: string;

const newWorkshop = async () => {
  const id = randomUUID();
  await db().workshop.create({ data: { id, slug: id, lab: 'a-lab', title: 'T', joinCode: id, settings: {}, createdById: owner.id } });
  return id;
};
beforeEach(async () => {
  owner = await somebody('Olga', { isFacilitator: true });
  bo = await somebody('Bo');
  workshopId = await newWorkshop();
});
afterAll(() => db().$disconnect());

const kindFor = async (them: Somebody) => {
  const me = (await personOf(sessionOf(them))) ?? expect.unreachable();
  return (await facilitationOf(me, { id: workshopId })).kind;
};
const opened = async (them: Somebody, code: string) => {
  const found = await findInvitation(them.id, code);
  return typeof found === 'string' ? expect.unreachable(found) : found;
};
const joined = async (them: Somebody) => {
  const { code } = await invite(workshopId, owner.id);
  expect(await acceptInvitation(await opened(them, code), them.id)).toBe(true);
  const { id } = await db().enrolment.findFirstOrThrow({ where: { workshopId, personId: them.id } });
  return id;
};
const actsOf = async () => (await db().auditEvent.findMany({ where: { workshopId }, orderBy: { id: 'asc' } })).map((a) => a.action);

describe('an invitation', () => {
  test('makes one person a facilitator of this workshop, and of no other', async () => {
    const other = await newWorkshop();
    await joined(bo);
    expect(await kindFor(bo)).toBe('granted');
    const me = (await personOf(sessionOf(bo))) ?? expect.unreachable();
    expect((await facilitationOf(me, { id: other })).kind).toBe('refused');
    expect(await actsOf()).toEqual(['facilitator.invited', 'facilitator.joined']);
  });

  test('opens once, also for two at once', async () => {
    const { code } = await invite(workshopId, owner.id);
    const people = await Promise.all(['Cy', 'Di', 'Ed'].map((name) => somebody(name)));
    const found = await opened(bo, code);
    const answers = await Promise.all(people.map((p) => acceptInvitation(found, p.id)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await db().enrolment.count({ where: { workshopId } })).toBe(1);
    expect(await opened(bo, code)).toMatchObject({ over: 'used' });
  });

  test('gives nothing to whoever made the workshop, whose right is their role, and stays for somebody else', async () => {
    const { code } = await invite(workshopId, owner.id);
    const found = await opened(owner, code);
    expect(found).toMatchObject({ over: null, isOwn: true });
    expect(await acceptInvitation(found, owner.id)).toBe(false);
    expect(await db().enrolment.count({ where: { workshopId } })).toBe(0);
    await db().person.update({ where: { id: owner.id }, data: { isFacilitator: false } });
    expect(await kindFor(owner)).toBe('refused');
    expect(await acceptInvitation(await opened(bo, code), bo.id)).toBe(true);
  });

  test('is not used up by being looked at', async () => {
    const { code } = await invite(workshopId, owner.id);
    for (const them of [bo, owner, bo]) expect(await opened(them, code)).toMatchObject({ over: null });
  });

  test('ends after seven days', async () => {
    const { code, endsAt } = await invite(workshopId, owner.id);
    expect(endsAt.getTime() - Date.now()).toBeGreaterThan(6.99 * 86_400_000);
    const found = await opened(bo, code);
    await db().invitation.update({ where: { id: found.id }, data: { endsAt: new Date(Date.now() - 1) } });
    expect(await opened(bo, code)).toMatchObject({ over: 'ended' });
    expect(await acceptInvitation(found, bo.id)).toBe(false);
    expect(await kindFor(bo)).toBe('refused');
    expect(await openInvitations(workshopId)).toEqual([]);
  });

  test('can be withdrawn, by this workshop alone', async () => {
    const { code } = await invite(workshopId, owner.id);
    const found = await opened(bo, code);
    expect(await withdraw(await newWorkshop(), found.id, owner.id)).toBe(false);
    expect(await withdraw(workshopId, found.id, owner.id)).toBe(true);
    expect(await acceptInvitation(found, bo.id)).toBe(false);
    expect(await findInvitation(bo.id, code)).toBe('none');
  });

  test('is not in the database as it was sent', async () => {
    const { code } = await invite(workshopId, owner.id);
    const rows = await statement<{ row: string }>('SELECT i::text AS row FROM "Invitation" i WHERE "workshopId" = $1::uuid', [workshopId]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(code);
    expect(rows[0]?.row).not.toContain(code.replaceAll('-', ''));
  });

  test('is guessed no more often than join codes are, and together with them', async () => {
    const { code } = await invite(workshopId, owner.id);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => findInvitation(bo.id, `AAAA-AAAA-${i}`)));
    expect(answers.filter((a) => a === 'too-often')).toHaveLength(10);
    expect(await findInvitation(bo.id, code)).toBe('too-often');
    expect(await opened(owner, code)).toMatchObject({ over: null });
  });

  test('keeps what an attendee did, and takes them off the board', async () => {
    const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId, personId: bo.id, track: 'x', helpAt: new Date() } });
    await db().stepPass.create({ data: { enrolmentId, step: 's', how: 'verified' } });
    expect(await boardEntries(workshopId)).toHaveLength(1);
    expect(await joined(bo)).toBe(enrolmentId);
    expect(await boardEntries(workshopId)).toEqual([]);
    expect(await db().stepPass.count({ where: { enrolmentId } })).toBe(1);
  });

  test.each([
    ['abcd-efgh-jkmn', 'ABCD-EFGH-JKMN'],
    [' ABCDEFGHJKMN.', 'ABCD-EFGH-JKMN'],
    ['ABCD%20EFGH', 'ABCD-20EF-GH'],
    ['', '--'],
    ['A'.repeat(100_000), 'AAAA-AAAA-AAAA'],
  ])('is read as people send it on: %j', (text, code) => {
    expect(invitationCodeIn(text)).toBe(code);
  });
});

describe('a facilitator who is removed', () => {
  test('sees nothing of the workshop anymore, and an open board of theirs ends', async () => {
    const enrolmentId = await joined(bo);
    const hold = boardHold(sessionOf(bo), workshopId);
    expect(await hold.mayGoOn()).toBe(true);
    expect(await removeFacilitator(workshopId, enrolmentId, owner.id)).toBe('removed');
    expect(await kindFor(bo)).toBe('refused');
    await expect.poll(() => hold.mayGoOn(), { timeout: 5000 }).toBe(false);
    expect(await db().enrolment.count({ where: { workshopId } })).toBe(0);
    expect(await actsOf()).toContain('facilitator.removed');
  });

  test('comes back by no invitation that was open', async () => {
    const { code } = await invite(workshopId, owner.id);
    const enrolmentId = await joined(bo);
    await removeFacilitator(workshopId, enrolmentId, owner.id);
    expect(await findInvitation(bo.id, code)).toBe('none');
  });

  test('is an attendee again if they did a part of the lab', async () => {
    const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId, personId: bo.id } });
    await db().value.create({ data: { enrolmentId, name: 'n', value: 'v', source: 'typed' } });
    await joined(bo);
    expect(await facilitatorsOf(workshopId)).toMatchObject([
      { name: 'Olga', enrolmentId: null },
      { name: 'Bo', hasDone: true },
    ]);
    await removeFacilitator(workshopId, enrolmentId, bo.id);
    expect(await db().enrolment.findUnique({ where: { id: enrolmentId } })).toMatchObject({ role: 'attendee' });
    expect(await db().value.count({ where: { enrolmentId } })).toBe(1);
    expect(await actsOf()).toContain('facilitator.left');
  });

  const taken = async (at: string, them: Somebody, more = {}) => {
    const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: at, personId: (await somebody('Ada')).id } });
    const data = { enrolmentId, step: 's', text: 'help', takenById: them.id, takenAt: new Date(), ...more };
    return (await db().helpRequest.create({ data })).id;
  };
  const takenBy = async (id: string) => (await db().helpRequest.findUniqueOrThrow({ where: { id } })).takenById;

  test.each([['leaves'], ['is an attendee again']])('is on no open request for help anymore: one who %s', async (what) => {
    const enrolmentId = await joined(bo);
    if (what !== 'leaves') await db().value.create({ data: { enrolmentId, name: 'n', value: 'v', source: 'typed' } });
    const [one, two] = [await taken(workshopId, bo), await taken(workshopId, bo)];
    const kept = [
      await taken(workshopId, bo, { closedAt: new Date(), closedBy: 'facilitator' }),
      await taken(await newWorkshop(), bo),
      await taken(workshopId, owner),
    ];
    const revisionOf = async () =>
      (await db().helpRequest.findUniqueOrThrow({ where: { id: one }, select: { enrolment: true } })).enrolment;
    const before = await revisionOf();
    expect(await removeFacilitator(workshopId, enrolmentId, owner.id)).toBe('removed');
    for (const id of [one, two])
      expect(await db().helpRequest.findUnique({ where: { id } })).toMatchObject({ takenById: null, takenAt: null, closedAt: null });
    expect(await Promise.all(kept.map(takenBy))).toEqual([bo.id, bo.id, owner.id]);
    expect((await revisionOf()).revision).toBeGreaterThan(before.revision); // pages that show it are told
    expect((await actsOf()).filter((act) => act === 'help.handed-over')).toHaveLength(2);
  });

  test('is removed whole or not at all', async () => {
    const enrolmentId = await joined(bo);
    const request = await taken(workshopId, bo);
    const { code } = await invite(workshopId, owner.id);
    const refuse = `CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'not now'; END $$ LANGUAGE plpgsql`;
    await db().$executeRawUnsafe(refuse);
    await db().$executeRawUnsafe(
      `CREATE TRIGGER refuse BEFORE DELETE ON "Enrolment" FOR EACH ROW WHEN (OLD."id" = '${enrolmentId}') EXECUTE FUNCTION refuse()`,
    );
    try {
      await expect(removeFacilitator(workshopId, enrolmentId, owner.id)).rejects.toThrow('not now');
    } finally {
      await db().$executeRawUnsafe('DROP FUNCTION refuse CASCADE');
    }
    expect(await kindFor(bo)).toBe('granted');
    expect(await takenBy(request)).toBe(bo.id);
    expect(await opened(owner, code)).toMatchObject({ over: null });
    expect(await actsOf()).not.toContain('facilitator.removed');
  });

  test('is one of this workshop, and no attendee', async () => {
    const enrolmentId = await joined(bo);
    expect(await removeFacilitator(await newWorkshop(), enrolmentId, owner.id)).toBe('absent');
    const { id } = await db().enrolment.create({ data: { workshopId, personId: (await somebody('Cy')).id } });
    expect(await removeFacilitator(workshopId, id, owner.id)).toBe('absent');
    expect(await db().enrolment.count({ where: { workshopId } })).toBe(2);
  });

  test('is never the owner, nor the last one where the owner is gone', async () => {
    const own = await db().enrolment.create({ data: { workshopId, personId: owner.id, role: 'facilitator' } });
    expect(await removeFacilitator(workshopId, own.id, bo.id)).toBe('absent');
    await db().enrolment.delete({ where: { id: own.id } });
    const [first, second] = [await joined(bo), await joined(await somebody('Cy'))];
    await db().workshop.update({ where: { id: workshopId }, data: { createdById: null } });
    const answers = await Promise.all([first, second].map((id) => removeFacilitator(workshopId, id, bo.id)));
    expect(answers.sort()).toEqual(['last', 'removed']);
  });
});

describe('deleting what is known about somebody', () => {
  const attends = async (them: Somebody, at = workshopId) => {
    const { id } = await db().enrolment.create({ data: { workshopId: at, personId: them.id } });
    await db().value.create({ data: { enrolmentId: id, name: 'n', value: 'v', source: 'typed' } });
    await db().helpRequest.create({ data: { enrolmentId: id, step: 's', text: 'help' } });
    await db().announcement.create({
      data: { workshopId: at, kind: 'ours', text: 'Hold on.', audience: 'listed', enrolmentIds: [id, randomUUID()] },
    });
    await db().auditEvent.create({ data: { workshopId: at, personId: them.id, action: 'test' } });
    const detail = { enrolment: id, reason: `${them.userName} was late.` };
    await db().auditEvent.create({ data: { workshopId: at, personId: owner.id, action: 'attendee.step-waived', detail } });
    return id;
  };
  const expected = (userName: string) => db().rosterEntry.create({ data: { workshopId, name: 'Bo', userName } });

  test('leaves nothing, where they were in no other workshop: neither their sign-in nor that they were expected', async () => {
    const enrolmentId = await attends(bo);
    await expected(bo.userName.toLowerCase());
    await db().tokenCache.create({ data: { homeAccountId: bo.homeAccountId, keyId: 'k', sealed: new Uint8Array([1]) } });
    expect(await forget(workshopId, bo.userName.toLowerCase(), owner.id)).toBe('everywhere');
    for (const trace of [bo.id, enrolmentId, bo.userName, bo.homeAccountId]) expect(await tracesOf(trace)).toEqual([]);
    expect(await personOf(sessionOf(bo))).toBeNull();
    expect(await actsOf()).toEqual(['test', 'attendee.step-waived', 'attendee.data-deleted']);
  });

  test('finds them by mail as well, and their line by either', async () => {
    await db().person.update({ where: { id: bo.id }, data: { mail: 'bo@mail.example' } });
    await attends(bo);
    await expected('bo@mail.example');
    await expected(bo.userName.toLowerCase());
    expect(await forget(workshopId, 'bo@mail.example', owner.id)).toBe('everywhere');
    expect(await db().rosterEntry.count({ where: { workshopId } })).toBe(0);
  });

  test('leaves what another workshop knows, and their sign-in', async () => {
    const other = await newWorkshop();
    const [here, there] = [await attends(bo), await attends(bo, other)];
    expect(await forget(workshopId, bo.userName.toLowerCase(), owner.id)).toBe('here');
    expect(await tracesOf(here)).toEqual([]);
    expect(await db().enrolment.count({ where: { id: there } })).toBe(1);
    expect(await personOf(sessionOf(bo))).not.toBeNull();
  });

  test('is of one who was expected and never came, too', async () => {
    await expected('absent@practice.example');
    expect(await forget(workshopId, 'absent@practice.example', owner.id)).toBe('everywhere');
    expect(await tracesOf('absent@practice.example')).toEqual([]);
  });

  test('is not of somebody in another workshop, of a facilitator, or of one of two', async () => {
    await attends(bo, await newWorkshop());
    expect(await forget(workshopId, bo.userName.toLowerCase(), owner.id)).toBe('absent');
    await joined(bo);
    expect(await forget(workshopId, bo.userName.toLowerCase(), owner.id)).toBe('facilitator');
    for (const name of ['Cy', 'Di']) await attends(await somebody(name, { mail: 'shared@mail.example' }));
    expect(await forget(workshopId, 'shared@mail.example', owner.id)).toBe('several');
    expect(await db().enrolment.count({ where: { workshopId } })).toBe(3);
  });
});
