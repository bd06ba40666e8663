// What a facilitator's page of one attendee shows, and what its event stream tells, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { rememberHint } from '@/lib/help/hints';
import { actOnHelp, askForHelp } from '@/lib/help/write';
import type { Outcome } from '@/lib/lab/outcome';
import { pass } from '@/lib/lab/outcome';
import { teaLab } from '@/lib/lab/tea';
import { bus } from '@/lib/progress/bus';
import { change, leave, type Writes } from '@/lib/progress/change';
import { heard } from '@/lib/progress/heard';
import type { CloseUp, CloseUpNews } from '@/lib/room/close-up';
import { closeUpStream } from '@/lib/room/close-up-stream';
import { roomOfPeople } from '@/lib/room/some-people';
import { closeUpOf } from './close-up';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const lab = teaLab({ boil: {}, brew: {} }, { long: { title: 'Long', forWhom: '' }, short: { title: 'Short', forWhom: '' } });

const cold: Outcome = { status: 'wrong', message: 'It is cold.', expected: 'hot', found: 'cold', remedy: 'Heat it.' };
const attemptAt = (step: string, outcome: Outcome): Writes => ({
  attempt: { trigger: 'click', report: { step, durationMs: 1, findings: [{ checkId: `tea.${step}`, outcome, evidence: [] }], learnt: {} } },
});

/** A room's first attendee, with the stream of a page that shows them. */
async function watched() {
  const room = await roomOfPeople(['Ada', 'Ben']);
  const [ada = expect.unreachable(), ben = expect.unreachable()] = room.people;
  const read = () => closeUpOf(room.workshop.id, lab, ada.enrolmentId);
  const over = new AbortController();
  let mayGoOn = true;
  const hold = { personId: room.owner.id, until: Date.now() + 60_000, mayGoOn: async () => mayGoOn };
  const hear = heard(closeUpStream(new Request('http://localhost/', { signal: over.signal }), ada.enrolmentId, hold, read));
  const next = async (event: 'hello' | 'news'): Promise<CloseUpNews> => JSON.parse(await hear.next(event));
  const refuse = () => {
    mayGoOn = false;
  };
  return { room, ada, ben, read, next, refuse, end: () => over.abort() };
}

test('a page hears what an attendee does, and of it only what it has not been told', async () => {
  const { ada, next, read, end } = await watched();
  const { revision } = await next('hello');
  expect(revision).toBe((await read())?.revision);
  await change(ada.at, attemptAt('boil', pass('Hot.')));
  expect(await next('news')).toMatchObject({
    passed: [{ step: 'boil', how: 'verified' }],
    standings: { boil: [{ checkId: 'tea.boil' }] },
    attempts: [{ step: '1.1', passed: true }],
  });
  await change(ada.at, attemptAt('brew', cold));
  const { passed, values, acts, standings, attempts } = await next('news');
  expect([passed, values, acts]).toEqual([undefined, undefined, undefined]);
  expect(Object.keys(standings ?? {})).toEqual(['brew']);
  expect(attempts).toMatchObject([{ step: '1.2', findings: [{ outcome: { status: 'wrong' } }] }]);
  end();
});

test('a page hears what another facilitator does for them, and of an offer', async () => {
  const { room, ada, next, end } = await watched();
  await next('hello');
  const act = { act: 'attendee.step-waived', personId: room.second.id, detail: { step: 'brew', reason: 'No pot.' } } as const;
  await change(ada.at, { waived: { step: 'brew', reason: 'No pot.' }, act });
  expect(await next('news')).toMatchObject({
    passed: [{ step: 'brew', how: 'waived', reason: 'No pot.' }],
    acts: [{ by: 'Finn', act: 'Step waived', changes: ['1.2 Brew', 'Why: No pot.'] }],
  });
  await db().solveRequest.create({ data: { enrolmentId: ada.enrolmentId, step: 'boil', byPersonId: room.owner.id } });
  await change(ada.at, {});
  expect(await next('news')).toMatchObject({ solves: [{ slug: 'boil', solve: { by: 'Fay' } }] });
  end();
});

test('a page hears of a hint that they open, once', async () => {
  const { ada, next, end } = await watched();
  const { revision } = await next('hello');
  await rememberHint(ada.at, 'brew', 1);
  const news = await next('news');
  expect(news).toMatchObject({ hints: [{ step: 'brew', hint: 1 }] });
  expect(BigInt(news.revision)).toBeGreaterThan(BigInt(revision)); // a page that has missed it asks for it
  await rememberHint(ada.at, 'brew', 1);
  await change(ada.at, { opened: 'brew' });
  const { hints, at } = await next('news');
  expect([hints, at]).toEqual([undefined, 'brew']);
  end();
});

test('a page is told nothing of anybody else', async () => {
  const { ada, ben, next, end } = await watched();
  await next('hello');
  await change(ben.at, attemptAt('boil', cold));
  await change(ada.at, { opened: 'brew' });
  expect(await next('news')).toMatchObject({ at: 'brew', attempts: [], standings: {} });
  end();
});

test('a page ends when they leave, and when whoever looks no longer runs the workshop', async () => {
  const left = await watched();
  await left.next('hello');
  await leave(left.ada.at);
  await expect(left.next('news')).rejects.toThrow('The stream has ended.');
  expect(await left.read()).toBeNull();
  const refused = await watched();
  await refused.next('hello');
  refused.refuse();
  await change(refused.ada.at, attemptAt('boil', cold));
  await expect(refused.next('news')).rejects.toThrow('The stream has ended.');
});

test('nobody is seen by way of another workshop, nor a facilitator as an attendee', async () => {
  const [room, other] = [await roomOfPeople(['Ada']), await roomOfPeople(['Zoe'])];
  const of = (enrolmentId: string | undefined): Promise<CloseUp | null> => closeUpOf(room.workshop.id, lab, enrolmentId ?? randomUUID());
  expect(await of(room.people[0]?.enrolmentId)).toMatchObject({ name: 'Ada', track: 'long' });
  expect(await of(other.people[0]?.enrolmentId)).toBeNull();
  const [finn] = await db().enrolment.findMany({ where: { workshopId: room.workshop.id, role: 'facilitator' } });
  expect(await of(finn?.id)).toBeNull();
  expect(await of(undefined)).toBeNull();
});

test('nothing is offered in a workshop that is over', async () => {
  const room = await roomOfPeople(['Ada']);
  const [ada = expect.unreachable()] = room.people;
  const solvable = { ...lab, sections: lab.sections.map((s) => ({ ...s, steps: s.steps.map((one) => ({ ...one, parts: [part] })) })) };
  const offers = async () => (await closeUpOf(room.workshop.id, solvable, ada.enrolmentId))?.solves.filter((s) => s.mayOffer);
  expect(await offers()).toHaveLength(2);
  await db().workshop.update({ where: { id: room.workshop.id }, data: { closedAt: new Date() } });
  expect(await offers()).toEqual([]);
});
const part = {
  ...{ id: 'pour', what: 'Pour', turns: [], details: {}, needs: [], uses: [], secrets: [], records: [] },
  act: async () => ({ how: 'done', said: 'Poured.' }) as const,
};

test('a page hears what they ask, what is said about it, and that it is closed', async () => {
  const { room, ada, ben, next, read, end } = await watched();
  await next('hello');
  await askForHelp(ben.at, { step: 'boil', text: 'Not mine.', outcomes: [] });
  await askForHelp(ada.at, { step: 'boil', text: 'Is it hot?', outcomes: [] });
  const { help } = await next('news');
  expect(help).toMatchObject({ text: 'Is it hot?', takenBy: null, replies: [] });
  await actOnHelp(room.workshop.id, help?.id ?? '', room.owner.id, { kind: 'answer', text: 'Yes.' });
  expect((await next('news')).help).toMatchObject({ takenById: room.owner.id, replies: [{ text: 'Yes.' }] });
  await actOnHelp(room.workshop.id, help?.id ?? '', room.owner.id, { kind: 'close', text: null });
  expect((await next('news')).help).toBeNull();
  expect((await read())?.help).toBeNull();
  end();
});
