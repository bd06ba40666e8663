// What boards hear beside their rows, from standings and requests in a real PostgreSQL.
import { afterAll, describe, expect, test } from 'vitest';
import { announce } from '@/lib/announcements/write';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import type { Outcome } from '@/lib/lab/outcome';
import { bus } from '@/lib/progress/bus';
import { change, leave } from '@/lib/progress/change';
import { roomOfPeople } from '@/lib/room/some-people';
import { togetherIn } from '@/lib/together/read';
import { listenToRoom } from './feed';
import { type Room, roomNow } from './room';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

type People = Awaited<ReturnType<typeof roomOfPeople>>;
const cold: Outcome = { status: 'wrong', message: 'It is cold.', expected: 'hot', found: 'cold', remedy: 'Heat it.' };
const away: Outcome = {
  status: 'unreachable',
  cloud: 'Kettles',
  trouble: 'unavailable',
  message: 'Kettles is down.',
  remedy: '',
  code: 'E503',
};
const hot: Outcome = { status: 'pass', message: 'Hot.' };

/** Everybody of a room verifies a step, with this outcome of its one check. */
async function verify({ people }: People, outcome: Outcome, step = 'brew', who = people): Promise<void> {
  for (const { at } of who) {
    const report = { step, durationMs: 1, findings: [{ checkId: 'tea.hot', outcome, evidence: [] }], learnt: {} };
    await change(at, { attempt: { trigger: 'click', report } });
  }
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('what three have just found wrong is one line; what they found long ago, or mended, is none', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid', 'Dan'], { step: 'brew' });
  await verify(room, cold, 'brew', room.people.slice(0, 3));
  expect(await togetherIn(room.workshop.id)).toMatchObject([
    { kind: 'same', step: 'brew', checkId: 'tea.hot', of: 4, people: [{ name: 'Ada' }, { name: 'Ben' }, { name: 'Cid' }] },
  ]);
  await verify(room, hot, 'brew', room.people.slice(0, 1));
  expect((await togetherIn(room.workshop.id))[0]?.people).toHaveLength(2);
  await db().standing.updateMany({ where: { enrolment: { workshopId: room.workshop.id } }, data: { checkedAt: ago(16) } });
  expect(await togetherIn(room.workshop.id)).toEqual([]);
});

test('what is theirs alone does not keep them apart', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  for (const { at, name } of room.people) {
    await change(at, { values: { set: { pot: `pot-of-${name}` }, source: 'typed' } });
    const outcome = { ...cold, message: `pot-of-${name} is cold.` };
    const report = { step: 'brew', durationMs: 1, findings: [{ checkId: 'tea.hot', outcome, evidence: [] }], learnt: {} };
    await change(at, { attempt: { trigger: 'click', report } });
  }
  expect(await togetherIn(room.workshop.id)).toMatchObject([
    { message: '… is cold.', people: [{ name: 'Ada' }, { name: 'Ben' }, { name: 'Cid' }] },
  ]);
});

test('an outage is one line over all steps, since the first attempt after the last verdict', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  const [ada = expect.unreachable(), ben = expect.unreachable(), cid = expect.unreachable()] = room.people;
  const [before, verdictAt] = [ago(12), ago(14)];
  await verify(room, cold, 'brew', [ada]); // a verdict, and then trouble: what was known stays, and counts no more
  await db().standing.updateMany({ where: { enrolmentId: ada.enrolmentId }, data: { checkedAt: verdictAt } });
  await db().attempt.updateMany({ where: { enrolmentId: ada.enrolmentId }, data: { at: verdictAt } });
  await verify(room, away, 'brew', [ada]);
  await db().attempt.updateMany({ where: { enrolmentId: ada.enrolmentId, at: { gt: ago(13) } }, data: { at: before } });
  await verify(room, away, 'brew', [ada, ben]);
  await verify(room, away, 'sip', [cid]);
  expect(await togetherIn(room.workshop.id)).toMatchObject([
    {
      kind: 'outage',
      cloud: 'Kettles',
      step: null,
      code: 'E503',
      of: 3,
      side: 'service',
      since: before.toISOString(),
      people: [{ name: 'Ada' }, { name: 'Ben' }, { name: 'Cid' }],
    },
  ]);
});

test('trouble with what had passed does not count, nor do facilitators and other workshops', async () => {
  const [room, other] = [await roomOfPeople(['Ada', 'Ben', 'Cid']), await roomOfPeople(['Zoe', 'Yan', 'Xia'])];
  await verify(room, hot);
  await verify(room, away);
  await verify(other, cold);
  expect(await togetherIn(room.workshop.id)).toEqual([]);
});

test('of people who fail on many steps at once, the three steps that were checked last are told', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  for (const step of ['boil', 'brew', 'pour', 'sip']) await verify(room, cold, step);
  const steps = async () => (await togetherIn(room.workshop.id)).map(({ step }) => step).sort();
  for (const [first, left] of [
    ['boil', ['brew', 'pour', 'sip']],
    ['pour', ['boil', 'brew', 'sip']],
  ] as const) {
    const at = Math.floor(Date.now() / 1000);
    const stands = Object.fromEntries(['boil', 'brew', 'pour', 'sip'].map((s) => [s, `0 wrong tea.hot ${s === first ? at - 60 : at}`]));
    await db().enrolment.updateMany({ where: { workshopId: room.workshop.id }, data: { stands } });
    expect(await steps()).toEqual(left);
  }
});

test('a step that was waived fails for nobody', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  await verify(room, cold);
  for (const { at } of room.people.slice(0, 2)) {
    const act = { act: 'attendee.step-waived' as const, personId: room.owner.id };
    await change(at, { waived: { step: 'brew', reason: 'No time.' }, act });
  }
  expect(await togetherIn(room.workshop.id)).toEqual([]);
});

test('what a service’s sentence is the cause of is told apart, with its code', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid', 'Dan', 'Eve', 'Fin'], { step: 'brew' });
  const failed = (found: string): Outcome => ({ ...cold, message: 'The kettle failed.', found, whose: 'attendee' });
  await verify(room, failed('KETTLE7000215: wrong water.'), 'brew', room.people.slice(0, 4));
  await verify(room, failed('KETTLE7000222: old water.'), 'brew', room.people.slice(4));
  expect((await togetherIn(room.workshop.id)).map(({ people, code, side, remedy }) => [people.length, code, side, remedy])).toEqual([
    [4, 'KETTLE7000215', 'theirs', 'Heat it.'],
    [2, 'KETTLE7000222', 'theirs', 'Heat it.'],
  ]);
});

describe('what isn’t done yet', () => {
  const absent: Outcome = { status: 'missing', message: 'No cup yet.', remedy: 'Take one.' };
  const unknown: Outcome = { ...away, trouble: 'stranger', message: 'Kettles doesn’t know you yet.' };
  const earlier = async ({ workshop }: People, minutes: number) => {
    const [where, at] = [{ enrolment: { workshopId: workshop.id } }, ago(minutes)];
    await db().attempt.updateMany({ where, data: { at } });
    await db().standing.updateMany({ where: { ...where, since: { not: null } }, data: { since: at } });
  };

  test.each([
    ['missing', absent],
    ['not known to the service', unknown],
  ])('(%s) counts once they have pressed twice over some minutes, and nothing has changed', async (_, outcome) => {
    const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
    await verify(room, outcome);
    expect(await togetherIn(room.workshop.id)).toEqual([]);
    await verify(room, outcome);
    expect(await togetherIn(room.workshop.id)).toEqual([]); // at once
    await earlier(room, 4);
    await verify(room, outcome);
    expect(await togetherIn(room.workshop.id)).toMatchObject([{ kind: 'same', step: 'brew', people: [{}, {}, {}], side: 'theirs' }]);
  });

  test('doesn’t count while the step gets further', async () => {
    const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
    await verify(room, absent);
    await earlier(room, 4);
    await verify(room, absent);
    for (const { at } of room.people) {
      const findings = [{ checkId: 'tea.pot', outcome: hot, evidence: [] }];
      await change(at, { attempt: { trigger: 'click', report: { step: 'brew', durationMs: 1, findings, learnt: {} } } });
    }
    expect(await togetherIn(room.workshop.id)).toEqual([]);
  });
});

test('a step that only a facilitator checked fails for nobody', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  for (const { at } of room.people) {
    const report = { step: 'pour', durationMs: 1, findings: [{ checkId: 'tea.hot', outcome: away, evidence: [] }], learnt: {} };
    await change(at, { attempt: { trigger: 'facilitator', report } });
  }
  expect(await togetherIn(room.workshop.id)).toEqual([]);
  await verify(room, away, 'pour');
  expect(await togetherIn(room.workshop.id)).toHaveLength(1);
});

test('a service that is down for one person is a line after their second look, out of those who asked it', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid', 'Dan'], { step: 'brew' });
  await verify(room, hot, 'brew', room.people.slice(1, 3));
  await verify(room, cold, 'pour', room.people.slice(3));
  const [ada = expect.unreachable()] = room.people;
  await verify(room, away, 'brew', [ada]);
  expect(await togetherIn(room.workshop.id)).toEqual([]);
  await db().attempt.updateMany({ where: { enrolmentId: ada.enrolmentId }, data: { at: ago(1) } });
  await verify(room, away, 'brew', [ada]);
  expect(await togetherIn(room.workshop.id)).toMatchObject([{ kind: 'outage', of: 3, people: [{ name: 'Ada' }], side: 'service' }]);
});

test('a line says that exactly they were told about it, as long as that stands', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  await verify(room, cold);
  const ids = room.people.map(({ enrolmentId }) => enrolmentId);
  await verify(room, cold, 'pour');
  const lines = async () => new Map((await roomNow(room.workshop.id)).together.map((line) => [line.step, line]));
  const about = (await lines()).get('brew')?.key ?? expect.unreachable();
  const say = (enrolmentIds: string[]) =>
    announce(room.workshop.id, room.owner.id, { kind: 'ours', text: 'x', audience: 'listed', step: null, enrolmentIds, about });
  const toldAt = async () => (await lines()).get('brew')?.toldAt;
  expect(await toldAt()).toBeNull();
  await say(ids.slice(1));
  expect(await toldAt()).toBeNull();
  expect((await lines()).get('brew')).toMatchObject({ told: 2, count: 3 });
  await say(ids);
  expect(await toldAt()).toEqual(expect.any(String));
  expect((await lines()).get('pour')?.toldAt).toBeNull(); // the same people, and nobody told them about that
  const isOver = async () => (await roomNow(room.workshop.id)).standing.map((said) => said.isOver === true);
  expect(await isOver()).toEqual([false]);
  await verify(room, hot);
  expect(await isOver()).toEqual([true]);
});

test('of those who share a failure the first forty are named, and all are counted', async () => {
  const room = await roomOfPeople(
    Array.from({ length: 43 }, (_, n) => `P${n}`),
    { step: 'brew' },
  );
  await verify(room, cold);
  expect((await roomNow(room.workshop.id)).together.map(({ count, people }) => [count, people.length])).toEqual([[43, 40]]);
});

test('all boards of a workshop hear of help, of who leaves, and of failures, from one reading each', async () => {
  const room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { step: 'brew' });
  const [ada = expect.unreachable()] = room.people;
  const heard: Room[][] = [[], []];
  let wake: () => unknown = () => null;
  const ends = heard.map((rooms) =>
    listenToRoom(room.workshop.id, (now) => {
      rooms.push(now);
      wake();
    }),
  );
  const until = (is: (now: Room) => boolean) =>
    new Promise<void>((done) => {
      wake = () => heard.every((rooms) => rooms.some(is)) && done();
      wake();
    });
  await until(({ help, together }) => help.length === 0 && together.length === 0);
  await askForHelp(ada.at, { step: 'brew', text: null, outcomes: [] });
  await until(({ help }) => help[0]?.name === 'Ada');
  await verify(room, cold);
  await until(({ together }) => together[0]?.people.length === 3);
  await leave(ada.at);
  await until(({ help, together }) => help.length === 0 && together[0]?.people.length === 2);
  expect(heard[1]?.every((now, i) => now === heard[0]?.[i])).toBe(true);
  for (const end of ends) end();
});
