// What attendees' open pages hear of announcements, and what that asks of the database.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { findEnrolled } from '@/lib/attendee/find';
import { inLab } from '@/lib/attendee/in-lab';
import type { Told } from '@/lib/attendee/state';
import { attendeeStream } from '@/lib/attendee/stream';
import { db } from '@/lib/db';
import { teaLab } from '@/lib/lab/tea';
import { bus } from '@/lib/progress/bus';
import { leave } from '@/lib/progress/change';
import { roomOfPeople } from '@/lib/room/some-people';
import { standingIn, tellsThem } from './read';
import type { Kind } from './view';
import { announce, endAnnouncement, type ToSay } from './write';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const lab = teaLab({ brew: {} });

type Room = Awaited<ReturnType<typeof roomOfPeople>>;
type Person = Room['people'][number];

/** One of somebody's open pages. */
async function pageOf({ workshop }: Room, { personId }: Person) {
  const found = await findEnrolled({ personId, signedInAt: Date.now() }, workshop.slug, null);
  const gone = new AbortController();
  const request = new Request('http://localhost/', { signal: gone.signal });
  const hold = { personId, until: Date.now() + 60_000, mayGoOn: async () => true };
  const { body } = attendeeStream(request, inLab(found?.attendee ?? expect.unreachable(), lab), randomUUID(), hold);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** The data of the next event of a name; what comes before it of another name stays. */
  async function next(pattern: RegExp): Promise<unknown> {
    for (;;) {
      const event = pattern.exec(text);
      if (event) {
        text = text.replace(event[0], '');
        return JSON.parse(event[1] ?? '');
      }
      text += (await reader?.read())?.value ?? '';
    }
  }
  return {
    begun: () => next(/event: hello\ndata: ([^\n]*)\n\n/),
    next: async () => ((await next(/event: aside\ndata: ([^\n]*)\n\n/)) as Told).told,
    end: () => gone.abort(),
  };
}

const say = ({ workshop, owner }: Room, more: Partial<ToSay> = {}) =>
  announce(workshop.id, owner.id, { kind: 'news', text: 'Tea is ready.', audience: 'everybody', step: null, enrolmentIds: [], ...more });
const standing = async ({ workshop }: Room) => (await standingIn(workshop.id)).all;
const toldTo = async ({ workshop }: Room, { enrolmentId }: Person) => tellsThem(await standingIn(workshop.id), enrolmentId).all;
const idsOf = (room: Room) => room.people.map(({ enrolmentId }) => enrolmentId);

describe('an announcement', () => {
  test('arrives on an open page, with who said it, and goes when it is ended', async () => {
    const room = await roomOfPeople(['Ada']);
    const page = await pageOf(room, room.people[0] ?? expect.unreachable());
    expect((await page.next()).all).toEqual([]);
    await say(room);
    const [told] = (await page.next()).all;
    expect(told).toMatchObject({ kind: 'news', text: 'Tea is ready.', by: 'Fay', step: null, isForStep: false });
    expect(await endAnnouncement(room.workshop.id, room.owner.id, told?.id ?? '')).toBe(true);
    expect((await page.next()).all).toEqual([]);
    expect(await endAnnouncement(room.workshop.id, room.owner.id, told?.id ?? '')).toBe(false);
    page.end();
  });

  test('that was made or ended while a page was away is what the page is told first', async () => {
    const room = await roomOfPeople(['Ada']);
    const [ada = expect.unreachable()] = room.people;
    await say(room);
    const page = await pageOf(room, ada);
    const [told] = (await page.next()).all;
    page.end();
    await endAnnouncement(room.workshop.id, room.owner.id, told?.id ?? '');
    const again = await pageOf(room, ada);
    expect((await again.next()).all).toEqual([]);
    again.end();
  });

  test('is told again after the database was away, whatever was said meanwhile', async () => {
    const room = await roomOfPeople(['Ada']);
    const page = await pageOf(room, room.people[0] ?? expect.unreachable());
    await page.next();
    const back = new Promise<void>((done) => bus().once('gap', done));
    await bus()['client']?.end(); // as when the database restarts
    await say(room);
    await back;
    const last = await page.next();
    expect((last.all.length > 0 ? last : await page.next()).all).toHaveLength(1);
    page.end();
  });

  test('of another workshop reaches nobody here, and is not ended from here', async () => {
    const [room, other] = [await roomOfPeople(['Ada']), await roomOfPeople(['Zoe'])];
    await say(other);
    const [{ id } = expect.unreachable()] = await standing(other);
    expect(await toldTo(room, room.people[0] ?? expect.unreachable())).toEqual([]);
    expect(await endAnnouncement(room.workshop.id, room.owner.id, id)).toBe(false);
    expect(await standing(other)).toHaveLength(1);
    expect(await db().auditEvent.count({ where: { workshopId: room.workshop.id } })).toBe(0);
  });

  test('to people is told to those, and to no facilitator and nobody of another workshop', async () => {
    const [room, other] = [await roomOfPeople(['Ada', 'Ben']), await roomOfPeople(['Zoe'])];
    const [ada = expect.unreachable(), ben = expect.unreachable()] = room.people;
    const finn = await db().enrolment.findFirstOrThrow({ where: { workshopId: room.workshop.id, role: 'facilitator' } });
    expect(await say(room, { audience: 'listed', enrolmentIds: [ada.enrolmentId, finn.id, ...idsOf(other)] })).toBe(1);
    expect(await toldTo(room, ada)).toHaveLength(1);
    expect(await toldTo(room, ben)).toEqual([]);
    expect(JSON.stringify(await toldTo(room, ada))).not.toContain(ada.enrolmentId); // nobody learns who else it is for
  });

  test('that two facilitators make in the same moment stands once', async () => {
    const room = await roomOfPeople(['Ada', 'Ben']);
    const ours = { kind: 'ours', audience: 'listed', enrolmentIds: idsOf(room) } as const;
    expect(await Promise.all([say(room, ours), say(room, ours), say(room, { ...ours, enrolmentIds: idsOf(room).slice(1) })])).toEqual([
      2, 2, 1,
    ]);
    await Promise.all([say(room), say(room)]);
    expect((await standing(room)).filter(({ kind }) => kind === 'news')).toHaveLength(1);
    expect((await standing(room)).filter(({ people }) => people === 2)).toHaveLength(1);
  });

  test('of a failure that more people have since reaches each of them once, and one end ends it for all', async () => {
    const room = await roomOfPeople(['Ada', 'Ben', 'Cid']);
    const [ada = expect.unreachable(), , cid = expect.unreachable()] = room.people;
    const ours = { kind: 'ours', audience: 'listed', about: 'kettles' } as const;
    await say(room, { ...ours, enrolmentIds: idsOf(room).slice(0, 1) });
    await say(room, { ...ours, enrolmentIds: idsOf(room).slice(0, 2) });
    await say(room, { ...ours, enrolmentIds: idsOf(room) });
    expect((await standing(room)).map(({ people }) => people)).toEqual([3]);
    expect([await toldTo(room, ada), await toldTo(room, cid)]).toMatchObject([[{ kind: 'ours' }], [{ kind: 'ours' }]]);
    // said in other words since: whoever was told isn't told again
    await say(room, { ...ours, text: 'Other words.', enrolmentIds: idsOf(room) });
    expect(await standing(room)).toHaveLength(1);
    const made = await db().auditEvent.findMany({ where: { workshopId: room.workshop.id }, orderBy: { at: 'asc' } });
    expect(made).toMatchObject([{ detail: { people: 1 } }, { detail: { people: 1 } }, { detail: { people: 1 } }]);
    const [{ id } = expect.unreachable()] = await standing(room);
    await endAnnouncement(room.workshop.id, room.owner.id, id);
    expect(await toldTo(room, cid)).toEqual([]);
  });

  test('to nobody is not made', async () => {
    const room = await roomOfPeople(['Ada']);
    await leave(room.people[0]?.at ?? expect.unreachable());
    expect(await say(room, { audience: 'listed', enrolmentIds: idsOf(room) })).toBe(0);
    expect(await standing(room)).toEqual([]);
  });

  test.each<[Kind, Kind]>([
    ['hold', 'go-on'],
    ['go-on', 'hold'],
    ['hold', 'hold'],
  ])('%s at a step is over with %s of the same step', async (first, second) => {
    const room = await roomOfPeople([]);
    await say(room, { kind: first, audience: 'step', step: 'brew', text: 'one' });
    await say(room, { kind: 'news', audience: 'step', step: 'brew', text: 'news' });
    await say(room, { kind: first, audience: 'step', step: 'sip', text: 'other' });
    await say(room, { kind: second, audience: 'everybody', step: 'brew', text: 'two' });
    expect((await standing(room)).map(({ text }) => text)).toEqual(['two', 'other', 'news']);
  });

  test('is on record with who made and ended it, and without its words', async () => {
    const room = await roomOfPeople(['Ada']);
    await say(room, { kind: 'ours', audience: 'listed', enrolmentIds: idsOf(room) });
    const [{ id } = expect.unreachable()] = await standing(room);
    await endAnnouncement(room.workshop.id, room.second.id, id);
    const acts = await db().auditEvent.findMany({ where: { workshopId: room.workshop.id }, orderBy: { at: 'asc' } });
    expect(acts).toMatchObject([
      { personId: room.owner.id, action: 'announcement.made', detail: { kind: 'ours', people: 1 } },
      { personId: room.second.id, action: 'announcement.ended' },
    ]);
    expect(JSON.stringify(acts)).not.toContain('Tea is ready.');
  });
});

/** Until this process asks nothing of the database anymore. */
async function idle(): Promise<void> {
  const { guidepostPool: pool } = globalThis as { guidepostPool?: pg.Pool };
  for (let turns = 0; turns < 20; turns++) {
    await new Promise((done) => setImmediate(done));
    if (pool && pool.idleCount < pool.totalCount) turns = 0;
  }
}

/** What this process asks of the database until all of a room's pages have heard an announcement. */
async function statementsFor(pages: number): Promise<string[]> {
  const room = await roomOfPeople(Array.from({ length: pages }, (_, i) => `Guest${i}`));
  const open = await Promise.all(room.people.map((person) => pageOf(room, person)));
  for (const page of open) {
    await page.begun();
    await page.next();
  }
  await idle();
  const asked: string[] = [];
  const query = vi.spyOn(pg.Client.prototype, 'query');
  query.mockClear();
  await say(room);
  for (const page of open) expect((await page.next()).all).toHaveLength(1);
  for (const [what] of query.mock.calls as unknown as [string | { text: string }][]) {
    const text = typeof what === 'string' ? what : what.text;
    if (!text.includes('pg_notify($1, $2)')) asked.push(text); // the bus asks itself whether it still hears
  }
  query.mockRestore();
  for (const page of open) page.end();
  return asked;
}

test('two hundred open pages hear an announcement, and ask the database no more than one does', async () => {
  const [one, many] = [await statementsFor(1), await statementsFor(200)];
  expect(many.filter((text) => text.includes('FROM (SELECT 1) AS one'))).toHaveLength(1);
  expect(many).toHaveLength(one.length);
});
