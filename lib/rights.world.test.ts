// Who may go on seeing what, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from './db';
import { graceMs, roleMs } from './entra/role';
import { env } from './env';
import { tryCode } from './join-code';
import { leave } from './progress/change';
import { attendeeHold, boardHold, endOf, facilitationOf, personOf } from './rights';

const hourMs = 3_600_000;
const somebody = (more: Record<string, unknown> = {}) =>
  db().person.create({
    data: {
      tenantId: env().ENTRA_TENANT_ID,
      objectId: randomUUID(),
      name: 'Pia',
      userName: 'pia@practice.example',
      homeAccountId: randomUUID(),
      ...more,
    },
  });
const sessionOf = ({ id: personId }: { id: string }, agoMs = 1000) => ({ personId, signedInAt: Date.now() - agoMs });
const change = (id: string, data: Record<string, unknown>) => db().person.update({ where: { id }, data });

let owner: Awaited<ReturnType<typeof somebody>>;
let attendee: Awaited<ReturnType<typeof somebody>>;
let workshop: { id: string; slug: string; joinCode: string };
let enrolmentId: string;

beforeEach(async () => {
  owner = await somebody({ isFacilitator: true });
  attendee = await somebody();
  workshop = await db().workshop.create({
    data: { slug: randomUUID(), lab: 'a-lab', title: 'T', joinCode: randomUUID(), settings: {}, createdById: owner.id },
  });
  ({ id: enrolmentId } = await db().enrolment.create({ data: { workshopId: workshop.id, personId: attendee.id } }));
});
afterAll(() => db().$disconnect());

describe('a session', () => {
  test('is its person’s', async () => {
    expect(await personOf(sessionOf(attendee))).toMatchObject({ id: attendee.id });
  });
  test('ends twelve hours after the sign-in, whatever renewed its cookie', async () => {
    expect(await personOf(sessionOf(attendee, 12 * hourMs - 5000))).not.toBeNull();
    expect(await personOf(sessionOf(attendee, 12 * hourMs + 1))).toBeNull();
    expect(endOf({ personId: attendee.id, signedInAt: 0 })).toBe(12 * hourMs);
  });
  test('of before they signed out everywhere is over, one of after it is not', async () => {
    await change(attendee.id, { signedOutAt: new Date(Date.now() - 5000) });
    expect(await personOf(sessionOf(attendee, 10_000))).toBeNull();
    expect(await personOf(sessionOf(attendee, 1000))).not.toBeNull();
  });
  test('of another tenant is none, as after the portal was given to another one', async () => {
    await change(attendee.id, { tenantId: randomUUID() });
    expect(await personOf(sessionOf(attendee))).toBeNull();
  });
  test('of somebody whose data was deleted is none', async () => {
    await db().person.delete({ where: { id: attendee.id } });
    expect(await personOf(sessionOf(attendee))).toBeNull();
  });
});

describe('an attendee’s stream goes on', () => {
  const mayGoOn = (session = sessionOf(attendee)) => attendeeHold(session, enrolmentId).mayGoOn();
  test('as long as nothing changed', async () => {
    expect(await mayGoOn()).toBe(true);
  });
  test.each<[string, () => Promise<unknown>]>([
    ['they have signed out everywhere', () => change(attendee.id, { signedOutAt: new Date() })],
    ['they were removed from the workshop', () => leave({ enrolmentId, workshopId: workshop.id })],
    ['the workshop was deleted', () => db().workshop.delete({ where: { id: workshop.id } })],
    ['they are of another tenant', () => change(attendee.id, { tenantId: randomUUID() })],
  ])('not after %s', async (_, act) => {
    await act();
    expect(await mayGoOn()).toBe(false);
  });
  test('not with somebody else’s session, and not when the session is over', async () => {
    expect(await mayGoOn(sessionOf(owner))).toBe(false);
    expect(await mayGoOn(sessionOf(attendee, 12 * hourMs + 1))).toBe(false);
  });
  test('each of many that ask at once hears its own answer', async () => {
    const own = attendeeHold(sessionOf(attendee), enrolmentId);
    const foreign = attendeeHold(sessionOf(owner), enrolmentId);
    const answers = await Promise.all([own.mayGoOn(1000), ...Array.from({ length: 20 }, (_, i) => (i % 2 ? own : foreign).mayGoOn())]);
    expect(answers).toEqual([true, ...Array.from({ length: 20 }, (_, i) => i % 2 === 1)]);
  });
});

describe('a workshop is seen whole', () => {
  const kindFor = async (session = sessionOf(owner)) => {
    const me = await personOf(session);
    return me && (await facilitationOf(me, { slug: workshop.slug })).kind;
  };
  const board = () => boardHold(sessionOf(owner), workshop.id).mayGoOn();
  test('by its owner, a facilitator', async () => {
    expect(await kindFor()).toBe('granted');
    expect(await board()).toBe(true);
  });
  test('not by an owner whose role is gone: neither pages nor an open board', async () => {
    await change(owner.id, { isFacilitator: false });
    expect(await kindFor()).toBe('refused');
    expect(await board()).toBe(false);
  });
  test('not by an owner whose role Entra ID does not confirm: their sign-in there is over', async () => {
    await change(owner.id, { roleCheckedAt: new Date(Date.now() - roleMs - 1000) });
    expect(await kindFor()).toBe('unconfirmed');
    expect(await board()).toBe(false);
    await change(owner.id, { roleCheckedAt: new Date(Date.now() - graceMs - 1000) });
    expect(await kindFor()).toBe('unconfirmed');
  });
  test('not after they signed out everywhere', async () => {
    await change(owner.id, { signedOutAt: new Date() });
    expect(await board()).toBe(false);
  });
  test('by whoever is enrolled as its facilitator, without the role, until that is taken back', async () => {
    const helper = await somebody();
    const { id } = await db().enrolment.create({ data: { workshopId: workshop.id, personId: helper.id, role: 'facilitator' } });
    expect(await kindFor(sessionOf(helper))).toBe('granted');
    await leave({ enrolmentId: id, workshopId: workshop.id });
    expect(await kindFor(sessionOf(helper))).toBe('refused');
  });
  test('not by an owner whose role is gone, though they have a place as its facilitator', async () => {
    await db().enrolment.create({ data: { workshopId: workshop.id, personId: owner.id, role: 'facilitator' } });
    expect(await kindFor()).toBe('granted');
    await change(owner.id, { isFacilitator: false });
    expect(await kindFor()).toBe('refused');
    expect(await board()).toBe(false);
  });
  test('not by its attendees, nor by another facilitator', async () => {
    expect(await kindFor(sessionOf(attendee))).toBe('refused');
    expect(await kindFor(sessionOf(await somebody({ isFacilitator: true })))).toBe('refused');
  });
});

describe('join codes', () => {
  test('the right one is found; nobody but the guesser is counted', async () => {
    expect(await tryCode(attendee.id, workshop.joinCode)).toEqual({ id: workshop.id });
    expect(await tryCode(attendee.id, 'AAA-0000')).toBe('none');
    expect(await db().person.findUnique({ where: { id: owner.id }, select: { guesses: true } })).toEqual({ guesses: 0 });
  });
  test('twenty wrong ones a minute, also at once; then not even the right one, until the minute is over', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => tryCode(attendee.id, `AAA-${i}`)));
    expect(answers.filter((a) => a === 'none')).toHaveLength(20);
    expect(answers.filter((a) => a === 'too-often')).toHaveLength(10);
    expect(await tryCode(attendee.id, workshop.joinCode)).toBe('too-often');
    expect(await tryCode(owner.id, workshop.joinCode)).toEqual({ id: workshop.id });
    await change(attendee.id, { guessedSince: new Date(Date.now() - 61_000) });
    expect(await tryCode(attendee.id, workshop.joinCode)).toEqual({ id: workshop.id });
  });
});
