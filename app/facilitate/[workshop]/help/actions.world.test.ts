// What the forms of the help page do.
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { noAnswer } from '@/components/help/answer';
import { allLabs } from '@/labs';
import { standingIn } from '@/lib/announcements/read';
import { db } from '@/lib/db';
import { queueOf } from '@/lib/help/read';
import { askForHelp } from '@/lib/help/write';
import { allSteps } from '@/lib/lab/lab';
import type { Outcome } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';
import { roomNow } from '@/lib/room/room';
import { roomOfPeople } from '@/lib/room/some-people';
import { requireFacilitator } from '@/lib/session';
import { actOnRequest, endSaid, say, tellThem } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }));

const lab = allLabs()[0] ?? expect.unreachable();
const [first = expect.unreachable(), second = expect.unreachable()] = allSteps(lab);
let room: Awaited<ReturnType<typeof roomOfPeople>>;
beforeEach(async () => {
  room = await roomOfPeople(['Ada', 'Ben', 'Cid'], { lab: lab.id, step: first.slug });
  actAs(room.owner);
});
afterAll(() => db().$disconnect());

const actAs = (person: { id: string }) => vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop: room.workshop } as never); // what the actions read of it
const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const secret = ['dapi', '0123456789abcdef'.repeat(2)].join('');
const standing = async () => (await standingIn(room.workshop.id)).all;
const cold: Outcome = { status: 'wrong', message: 'It is cold.', expected: 'hot', found: 'cold', remedy: 'Heat it.' };
const fails = async (who = room.people, step = first.slug, outcome: Outcome = cold) => {
  for (const { at } of who) {
    const report = { step, durationMs: 1, findings: [{ checkId: 'tea.hot', outcome, evidence: [] }], learnt: {} };
    await change(at, { attempt: { trigger: 'click', report } });
  }
};

describe('a request', () => {
  beforeEach(() => askForHelp(room.people[0]?.at ?? expect.unreachable(), { step: first.slug, text: null, outcomes: [] }));
  const queue = () => queueOf(room.workshop.id);
  const act = async (fields: Record<string, string>) =>
    actOnRequest(room.workshop.slug, (await queue())[0]?.id ?? room.workshop.id, noAnswer, form(fields));

  test('is taken by one, and the other is told who was first', async () => {
    expect(await act({ act: 'take' })).toEqual({ at: expect.any(Number) });
    actAs(room.second);
    expect(await act({ act: 'take' })).toMatchObject({
      tone: 'bad',
      note: expect.stringMatching(/^Fay was first and took it \d+ s ago\.$/),
      onIt: 'Fay', // once somebody else is, the page drops the note
    });
  });

  test('is taken over from whoever is on it', async () => {
    await act({ act: 'take' });
    actAs(room.second);
    expect(await act({ act: 'take-over' })).toEqual({ at: expect.any(Number) });
    expect(await queue()).toMatchObject([{ takenById: room.second.id }]);
  });

  test('is answered, and closed with a last word', async () => {
    await act({ act: 'answer', text: ' The blue one. ' });
    expect(await queue()).toMatchObject([{ takenBy: 'Fay', replies: [{ text: 'The blue one.' }] }]);
    const [{ id } = expect.unreachable()] = await queue();
    await act({ act: 'close', text: 'Done.' });
    expect(await queue()).toEqual([]);
    expect(await db().helpReply.count({ where: { requestId: id } })).toBe(2);
  });

  test.each([
    ['no answer', { act: 'answer', text: ' ' }, 'Write an answer first.'],
    ['a secret', { act: 'answer', text: `Use ${secret}` }, 'seems to contain an access token'],
    ['a secret as the last word', { act: 'close', text: secret }, 'seems to contain an access token'],
    ['a novel', { act: 'answer', text: 'a '.repeat(300) }, 'Keep it to 500 characters'],
  ])('is not answered with %s', async (_, fields, problem) => {
    expect(await act(fields)).toMatchObject({ problem: expect.stringContaining(problem) });
    expect(await queue()).toMatchObject([{ replies: [] }]);
    expect(await db().auditEvent.count({ where: { workshopId: room.workshop.id } })).toBe(0);
  });

  test('that is gone is told', async () => {
    await db().enrolment.deleteMany({ where: { workshopId: room.workshop.id, role: 'attendee' } });
    expect(await act({ act: 'take' })).toMatchObject({ note: 'The person who asked is no longer in this workshop.' });
  });
});

describe('an announcement', () => {
  const announce = (fields: Record<string, string>) =>
    say(room.workshop.slug, noAnswer, form({ kind: 'news', audience: 'everybody', step: '', text: 'Lunch.', ...fields }));

  test('is made, and ended', async () => {
    expect(await announce({})).toMatchObject({ note: 'Announced.', tone: 'done' });
    const [{ id } = expect.unreachable()] = await standing();
    await endSaid(room.workshop.slug, id);
    expect(await standing()).toEqual([]);
  });

  test.each([
    ['nothing to say', { text: ' ' }, { problem: 'Write what you want to say.' }],
    ['a secret', { text: secret }, { problem: expect.stringContaining('an access token') }],
    ['no step to be on', { audience: 'step' }, { note: 'Choose a step.' }],
    ['no step to stay at', { kind: 'hold', step: 'no-such-step' }, { note: 'Choose a step.' }],
    ['nobody who is stuck', { audience: 'stuck' }, { note: 'Nobody is stuck right now, so nothing was announced.' }],
  ])('with %s is not made, and what was typed stays', async (_, fields, answer) => {
    expect(await announce(fields)).toMatchObject({ ...answer, typed: fields });
    expect(await standing()).toEqual([]);
  });

  test('to stay at a step needs no words', async () => {
    await announce({ kind: 'hold', audience: 'step', step: second.slug, text: '' });
    expect(await standing()).toMatchObject([{ kind: 'hold', step: second.slug, isForStep: true, text: '' }]);
  });

  test('to the stuck is for those who are it now, whoever asked for help among them', async () => {
    const [ada = expect.unreachable(), ben = expect.unreachable()] = room.people;
    await fails([ada, ben]);
    await askForHelp(ada.at, { step: first.slug, text: null, outcomes: [] });
    const where = { id: { in: [ada.enrolmentId, ben.enrolmentId] } };
    await db().enrolment.updateMany({ where, data: { stepSince: new Date(Date.now() - 11 * 60_000) } });
    expect(await announce({ audience: 'stuck' })).toMatchObject({ note: 'Announced to 2 people.' });
    expect([...((await standing())[0]?.for ?? [])].sort()).toEqual([ada.enrolmentId, ben.enrolmentId].sort());
  });

  test('to the stuck is for nobody whose time on the step was a break, as on the board', async () => {
    const [ada = expect.unreachable()] = room.people;
    await fails([ada]);
    const since = Date.now() - 11 * 60_000;
    await db().enrolment.update({ where: { id: ada.enrolmentId }, data: { stepSince: new Date(since) } });
    const breaks = [{ from: new Date(since).toISOString(), to: new Date(since + 9 * 60_000).toISOString() }];
    await db().workshop.update({ where: { id: room.workshop.id }, data: { breaks } });
    expect(await announce({ audience: 'stuck' })).toMatchObject({ note: 'Nobody is stuck right now, so nothing was announced.' });
    expect(await standing()).toEqual([]);
  });
});

describe('a failure of several', () => {
  test('that is ours is told to exactly those who have it, and that it’s us', async () => {
    await fails(room.people, first.slug, { ...cold, whose: 'workshop' });
    const [line = expect.unreachable()] = (await roomNow(room.workshop.id)).together;
    expect(await tellThem(room.workshop.slug, line.key, noAnswer, form({}))).toMatchObject({ note: 'Announced to 3 people.' });
    expect(await standing()).toMatchObject([
      { kind: 'ours', people: 3, step: null, text: expect.stringContaining(`${first.number} ${first.title} fails for several of you`) },
    ]);
    expect((await roomNow(room.workshop.id)).together[0]?.toldAt).toEqual(expect.any(String));
  });

  test('that is theirs to fix is told with what to do, and never that it’s us', async () => {
    await fails(room.people, first.slug, { ...cold, message: 'The kettle failed.', found: 'KETTLE7000215: no.', whose: 'attendee' });
    const [line = expect.unreachable()] = (await roomNow(room.workshop.id)).together;
    await tellThem(room.workshop.slug, line.key, noAnswer, form({}));
    const text = `Several of you have this at ${first.number} ${first.title}: The kettle failed (KETTLE7000215). Heat it.`;
    expect(await standing()).toMatchObject([{ kind: 'news', people: 3, text }]);
  });

  test('that is a service’s is told so', async () => {
    const away: Outcome = {
      status: 'unreachable',
      cloud: 'Kettles',
      trouble: 'throttled',
      message: 'It’s them, not you.',
      remedy: 'Wait.',
    };
    await fails(room.people, first.slug, away);
    const [line = expect.unreachable()] = (await roomNow(room.workshop.id)).together;
    await tellThem(room.workshop.slug, line.key, noAnswer, form({}));
    expect(await standing()).toMatchObject([{ kind: 'ours', text: expect.stringContaining('Kettles can’t be checked right now.') }]);
  });

  test('is told to nobody when they have it no more', async () => {
    await fails();
    const [line = expect.unreachable()] = (await roomNow(room.workshop.id)).together;
    await db().standing.deleteMany({ where: { enrolment: { workshopId: room.workshop.id } } });
    expect(await tellThem(room.workshop.slug, line.key, noAnswer, form({}))).toMatchObject({ tone: 'bad' });
    expect(await standing()).toEqual([]);
  });
});
