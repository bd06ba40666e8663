// What attendees and facilitators do with a request for help, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { facilitatorsOf } from '@/lib/people/facilitators';
import { leave } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import { roomOfPeople } from '@/lib/room/some-people';
import { hintsOf, openedHints, rememberHint } from './hints';
import { closedOf, queuedReplies, queueOf } from './read';
import { actOnHelp, actsPerMinute, addToHelp, askForHelp, endHelp, type HelpAct, mostReplies, mostRequests } from './write';

let room: Awaited<ReturnType<typeof roomOfPeople>>;
let at: { enrolmentId: string; workshopId: string };
beforeEach(async () => {
  room = await roomOfPeople(['Ada', 'Ben']);
  at = room.people[0]?.at ?? expect.unreachable();
});
afterAll(() => db().$disconnect());

const asked = {
  step: 'brew',
  text: 'Which pot?' as string | null,
  outcomes: [{ checkId: 'tea.hot', status: 'wrong', message: 'It is cold.' }],
};
const ask = (more: Partial<typeof asked> = {}) => askForHelp(at, { ...asked, ...more });
const queue = () => queueOf(room.workshop.id);
const first = async () => (await queue())[0] ?? expect.unreachable();
const act = async (personId: string, act: HelpAct) => actOnHelp(room.workshop.id, (await first()).id, personId, act);
const acts = async () =>
  (await db().auditEvent.findMany({ where: { workshopId: room.workshop.id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map((e) => [
    e.personId,
    e.action,
  ]);

describe('an attendee', () => {
  test('asks, and helpAt says since when', async () => {
    await ask();
    const { helpAt, help } = await progressOf(at.enrolmentId);
    expect(help).toMatchObject({ step: 'brew', text: 'Which pot?', takenBy: null, closedAt: null, replies: [], askedAt: helpAt });
    expect(await first()).toMatchObject({ name: 'Ada', outcomes: asked.outcomes, hints: 0, enrolmentId: at.enrolmentId });
  });

  test('who clicks twice at once asks once', async () => {
    await Promise.all([ask(), ask(), ask({ text: null })]);
    expect(await queue()).toHaveLength(1);
    expect(await first()).toMatchObject({ replies: [] });
    expect(await db().helpRequest.count({ where: { enrolmentId: at.enrolmentId } })).toBe(1);
  });

  test('what is asked in another tab meanwhile is added, and has waited since the first time', async () => {
    await ask();
    const { askedAt } = await first();
    await ask({ step: 'sip', text: 'And which cup?' });
    expect(await first()).toMatchObject({ step: 'brew', askedAt, replies: [{ by: 'attendee', name: 'Ada', text: 'And which cup?' }] });
  });

  test('ends it, and may ask again', async () => {
    await ask();
    await endHelp(at);
    expect(await progressOf(at.enrolmentId)).toMatchObject({ helpAt: null, help: null });
    expect(await queue()).toEqual([]);
    await ask({ text: null });
    expect(await queue()).toHaveLength(1);
    expect(await acts()).toEqual([]); // what attendees do is no act of a facilitator
  });

  test('adds to what is open, and to nothing else', async () => {
    expect(await addToHelp(at, 'Hello?')).toBe('closed');
    await ask();
    expect(await addToHelp(at, 'Hello?')).toBe('done');
    await endHelp(at);
    expect(await addToHelp(at, 'Hello?')).toBe('closed');
  });

  test('a talk ends somewhere', async () => {
    await ask();
    const { id: requestId } = await first();
    await db().helpReply.createMany({ data: Array.from({ length: mostReplies }, () => ({ requestId, by: 'attendee', text: 'x' })) });
    expect(await addToHelp(at, 'one more')).toBe('full');
    expect(await act(room.owner.id, { kind: 'answer', text: 'one more' })).toEqual({ kind: 'full' });
    expect(await act(room.owner.id, { kind: 'close', text: null })).toEqual({ kind: 'done' });
  });

  test('who asks and ends without a pause is told to wait, and may again a minute later', async () => {
    for (let i = 0; i < actsPerMinute / 2; i++) {
      expect(await ask()).toBe('done');
      expect(await endHelp(at)).toBe('done');
    }
    expect(await ask()).toBe('too-often');
    expect(await queue()).toEqual([]);
    const ago = new Date(Date.now() - 61_000);
    await db().helpRequest.updateMany({ where: { enrolmentId: at.enrolmentId }, data: { askedAt: ago, closedAt: ago } });
    expect(await ask()).toBe('done');
  });

  test('has a limit for what they add and end, too, which is theirs alone', async () => {
    await ask();
    for (let i = 1; i < actsPerMinute; i++) expect(await addToHelp(at, `Hello ${i}?`)).toBe('done');
    expect(await Promise.all([addToHelp(at, 'x'), ask({ text: 'y' }), endHelp(at)])).toEqual(['too-often', 'too-often', 'too-often']);
    expect(await askForHelp(room.people[1]?.at ?? expect.unreachable(), asked)).toBe('done');
    expect(await act(room.owner.id, { kind: 'answer', text: 'The blue one.' })).toEqual({ kind: 'done' });
    expect(await act(room.owner.id, { kind: 'close', text: null })).toEqual({ kind: 'done' });
  });

  test('whose acts arrive together does no more than one after another', async () => {
    await ask();
    const all = await Promise.all(Array.from({ length: actsPerMinute + 5 }, (_, i) => addToHelp(at, `Hello ${i}?`)));
    expect(all.filter((done) => done === 'done')).toHaveLength(actsPerMinute - 1);
  });

  test('who has asked as often as anybody may asks in person', async () => {
    const ago = new Date(Date.now() - 120_000);
    const past = { enrolmentId: at.enrolmentId, step: 'brew', askedAt: ago, closedAt: ago, closedBy: 'attendee' };
    await db().helpRequest.createMany({ data: Array.from({ length: mostRequests }, () => past) });
    expect(await ask()).toBe('many');
    expect(await queue()).toEqual([]);
  });

  test('of whose long talk the queue carries the end, and how long it is; they have all of it', async () => {
    await ask();
    const { id: requestId } = await first();
    const texts = Array.from({ length: 12 }, (_, i) => `Reply ${i}`);
    const at0 = Date.now() - 60_000;
    await db().helpReply.createMany({ data: texts.map((text, i) => ({ requestId, by: 'attendee', text, at: new Date(at0 + i) })) });
    const { replies, said } = await first();
    expect([replies.map((r) => r.text), said]).toEqual([texts.slice(-queuedReplies), 12]);
    expect((await progressOf(at.enrolmentId)).help?.replies).toHaveLength(12);
  });

  test('who asks again where a talk has ended is told so', async () => {
    await ask();
    const { id: requestId } = await first();
    await db().helpReply.createMany({ data: Array.from({ length: mostReplies }, () => ({ requestId, by: 'attendee', text: 'x' })) });
    expect(await ask({ text: 'one more' })).toBe('full');
  });

  test('of another workshop asks nothing here', async () => {
    await askForHelp({ ...at, workshopId: randomUUID() }, asked);
    expect(await queue()).toEqual([]);
  });

  test('whoever a facilitator answered and closed still reads it; whoever closed it themselves does not', async () => {
    await ask();
    await act(room.owner.id, { kind: 'close', text: 'The blue one.' });
    expect(await progressOf(at.enrolmentId)).toMatchObject({
      helpAt: null,
      help: { closedBy: 'facilitator', takenBy: 'Fay', replies: [{ text: 'The blue one.' }] },
    });
    await ask();
    await act(room.owner.id, { kind: 'answer', text: 'The blue one.' });
    await endHelp(at);
    expect((await progressOf(at.enrolmentId)).help).toBeNull();
    await db().helpRequest.updateMany({
      where: { closedBy: 'facilitator' },
      data: { askedAt: new Date(), closedAt: new Date(Date.now() - 31 * 60_000) },
    });
    expect((await progressOf(at.enrolmentId)).help).toBeNull();
  });
});

describe('a closed request', () => {
  const closedFirst = async () => (await closedOf(room.workshop.id)).closed[0] ?? expect.unreachable();
  const reopen = async () => actOnHelp(room.workshop.id, (await closedFirst()).id, room.second.id, { kind: 'reopen' });
  beforeEach(async () => {
    await ask();
    await act(room.owner.id, { kind: 'close', text: 'The blue one.' });
  });

  test('is listed with what was said, and opened again by whoever is then on it', async () => {
    expect(await closedOf(room.workshop.id)).toMatchObject({
      total: 1,
      closed: [{ name: 'Ada', enrolmentId: at.enrolmentId, closedBy: 'facilitator', replies: [{ name: 'Fay', text: 'The blue one.' }] }],
    });
    const { id } = await closedFirst();
    expect(await reopen()).toEqual({ kind: 'done' });
    expect(await first()).toMatchObject({ id, takenBy: 'Finn', closedAt: null, closedBy: null, replies: [{ text: 'The blue one.' }] });
    expect((await progressOf(at.enrolmentId)).helpAt).not.toBeNull();
    expect(await closedOf(room.workshop.id)).toEqual({ closed: [], total: 0 });
    expect(await actOnHelp(room.workshop.id, id, room.second.id, { kind: 'reopen' })).toEqual({ kind: 'done' }); // a second click
    expect((await acts()).map(([, what]) => what)).toEqual(['help.closed', 'help.reopened']);
  });

  test('that two open again at once is one’s, and the other hears who was first', async () => {
    const { id } = await closedFirst();
    const both = await Promise.all([room.owner, room.second].map((by) => actOnHelp(room.workshop.id, id, by.id, { kind: 'reopen' })));
    const { takenBy } = await first();
    expect(both.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(both.find(({ kind }) => kind !== 'done')).toMatchObject({ kind: 'taken', by: takenBy, at: expect.any(Date) });
    expect((await acts()).map(([, what]) => what)).toEqual(['help.closed', 'help.reopened']);
  });

  test('with a long talk carries the end of it, and how long it was', async () => {
    const { id: requestId } = await closedFirst();
    const at0 = Date.now();
    const texts = Array.from({ length: 12 }, (_, i) => `Reply ${i}`);
    await db().helpReply.createMany({ data: texts.map((text, i) => ({ requestId, by: 'attendee', text, at: new Date(at0 + i + 1) })) });
    const { replies, said } = await closedFirst();
    expect([replies.map((r) => r.text), said]).toEqual([texts.slice(-queuedReplies), 13]);
  });

  test('stays closed where they have asked again since', async () => {
    await ask({ text: 'And the cup?' });
    expect(await reopen()).toEqual({ kind: 'asked-again' });
    expect(await queue()).toMatchObject([{ text: 'And the cup?' }]);
  });

  test('of another workshop is neither listed nor opened', async () => {
    const other = await roomOfPeople(['Zoe']);
    expect(await closedOf(other.workshop.id)).toEqual({ closed: [], total: 0 });
    expect(await actOnHelp(other.workshop.id, (await closedFirst()).id, other.owner.id, { kind: 'reopen' })).toEqual({ kind: 'gone' });
    expect(await queue()).toEqual([]);
  });
});

describe('of several facilitators', () => {
  test('one takes it, and the other hears who was first', async () => {
    await ask();
    const both = await Promise.all([act(room.owner.id, { kind: 'take' }), act(room.second.id, { kind: 'take' })]);
    expect(both.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const { takenBy } = await first();
    expect(both.find(({ kind }) => kind !== 'done')).toMatchObject({ kind: 'taken', by: takenBy, at: expect.any(Date) });
    expect((await acts()).map(([, what]) => what)).toEqual(['help.taken']);
  });

  test('who takes it twice has it, and it is one act', async () => {
    await ask();
    expect(await act(room.owner.id, { kind: 'take' })).toEqual({ kind: 'done' });
    expect(await act(room.owner.id, { kind: 'take' })).toEqual({ kind: 'done' });
    expect(await acts()).toEqual([[room.owner.id, 'help.taken']]);
  });

  test('who answers is on it; another may answer as well, and takes it from nobody', async () => {
    await ask();
    await act(room.owner.id, { kind: 'answer', text: 'The blue one.' });
    await act(room.second.id, { kind: 'answer', text: 'Or the red one.' });
    expect(await first()).toMatchObject({
      takenBy: 'Fay',
      replies: [
        { by: 'facilitator', name: 'Fay', text: 'The blue one.' },
        { by: 'facilitator', name: 'Finn', text: 'Or the red one.' },
      ],
    });
  });

  test('it is put back, and handed over to facilitators of this workshop only', async () => {
    await ask();
    await act(room.owner.id, { kind: 'take' });
    expect(await act(room.owner.id, { kind: 'hand-over', to: room.stranger.id })).toEqual({ kind: 'stranger' });
    expect(await act(room.owner.id, { kind: 'hand-over', to: room.people[1]?.personId ?? '' })).toEqual({ kind: 'stranger' });
    expect((await first()).takenBy).toBe('Fay');
    expect(await act(room.owner.id, { kind: 'hand-over', to: room.second.id })).toEqual({ kind: 'done' });
    expect((await first()).takenBy).toBe('Finn');
    expect(await act(room.owner.id, { kind: 'put-back' })).toEqual({ kind: 'done' });
    expect(await act(room.owner.id, { kind: 'put-back' })).toEqual({ kind: 'done' });
    expect((await first()).takenBy).toBeNull();
    expect((await acts()).map(([, what]) => what)).toEqual(['help.taken', 'help.handed-over', 'help.handed-over']);
    expect((await facilitatorsOf(room.workshop.id)).map(({ name }) => name)).toEqual(['Fay', 'Finn']);
  });

  test('an answer that arrives after the attendee closed it is not lost without a word', async () => {
    await ask();
    const { id } = await first();
    await endHelp(at);
    expect(await actOnHelp(room.workshop.id, id, room.owner.id, { kind: 'answer', text: 'The blue one.' })).toMatchObject({
      kind: 'closed',
      by: 'attendee',
    });
    expect(await db().helpReply.count({ where: { requestId: id } })).toBe(0);
  });

  test('what closes and what answers at once never leaves an answer in a closed request unsaid', async () => {
    await ask();
    const { id } = await first();
    const [answer] = await Promise.all([
      actOnHelp(room.workshop.id, id, room.owner.id, { kind: 'answer', text: 'The blue one.' }),
      endHelp(at),
    ]);
    expect(await db().helpReply.count({ where: { requestId: id } })).toBe(answer.kind === 'done' ? 1 : 0);
    expect((await progressOf(at.enrolmentId)).helpAt).toBeNull();
  });

  test('a request of somebody who was removed, of another workshop, or of nobody, is gone', async () => {
    await ask();
    const { id } = await first();
    const other = await roomOfPeople([]);
    expect(await actOnHelp(other.workshop.id, id, other.owner.id, { kind: 'take' })).toEqual({ kind: 'gone' });
    expect((await first()).takenById).toBeNull();
    await leave(at);
    expect(await queue()).toEqual([]);
    expect(await actOnHelp(room.workshop.id, id, room.owner.id, { kind: 'take' })).toEqual({ kind: 'gone' });
    expect(await actOnHelp(room.workshop.id, randomUUID(), room.owner.id, { kind: 'take' })).toEqual({ kind: 'gone' });
  });

  test('the longest comes first', async () => {
    const [, ben] = room.people;
    await askForHelp(ben?.at ?? at, asked);
    await ask();
    expect((await queue()).map(({ name }) => name)).toEqual(['Ben', 'Ada']);
  });
});

test('a hint is opened once, and those of the step are counted', async () => {
  await Promise.all([rememberHint(at, 'brew', 1), rememberHint(at, 'brew', 1)]);
  await rememberHint(at, 'brew', 2);
  await rememberHint(at, 'sip', 1);
  await rememberHint({ ...at, enrolmentId: randomUUID() }, 'brew', 1); // they have left
  expect(await openedHints(at.enrolmentId, 'brew')).toEqual([1, 2]);
  expect((await hintsOf(at.enrolmentId)).map(({ step, hint }) => `${step} ${hint}`).sort()).toEqual(['brew 1', 'brew 2', 'sip 1']);
  await ask();
  expect((await first()).hints).toBe(2);
});
