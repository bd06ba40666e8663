// What an attendee's presses for help do, in a real PostgreSQL.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { queueOf } from '@/lib/help/read';
import { actOnHelp, actsPerMinute } from '@/lib/help/write';
import { findStep } from '@/lib/lab/lab';
import type { Outcome } from '@/lib/lab/outcome';
import { teaLab } from '@/lib/lab/tea';
import { change } from '@/lib/progress/change';
import { roomOfPeople } from '@/lib/room/some-people';
import { findEnrolled } from './find';
import { inLab } from './in-lab';
import { type Press, pressed } from './press';

const checks = ['tea.hot', 'tea.sweet', 'tea.strong', 'tea.here'];
const lab = teaLab({ brew: { checks } });
const { step } = findStep(lab, 'all', 'brew') ?? expect.unreachable();

let room: Awaited<ReturnType<typeof roomOfPeople>>;
let ada: (typeof room)['people'][number];
beforeEach(async () => {
  room = await roomOfPeople(['Ada']);
  ada = room.people[0] ?? expect.unreachable();
});
afterAll(() => db().$disconnect());

async function press(kind: Press['kind'], typed: Record<string, string> = {}) {
  const found = await findEnrolled({ personId: ada.personId, signedInAt: Date.now() }, room.workshop.slug, null);
  const attendee = inLab(found?.attendee ?? expect.unreachable(), lab);
  return pressed(attendee, step, { press: { kind } as Press, typed, secrets: {} });
}
const queue = () => queueOf(room.workshop.id);

test('what the step’s checks said goes with a request, and the answer shows it', async () => {
  const outcomes: Outcome[] = [
    { status: 'wrong', message: `It is cold.${'!'.repeat(900)}`, expected: 'hot', found: 'cold', remedy: 'Heat it.' },
    { status: 'pass', message: 'Sweet.' },
    { status: 'waiting', on: 'the leaves' },
  ];
  const findings = outcomes.map((outcome, i) => ({ checkId: step.checks[i]?.id ?? '', outcome, evidence: [] }));
  await change(ada.at, { attempt: { trigger: 'click', report: { step: 'brew', durationMs: 1, findings, learnt: {} } } });
  const { state, problems } = await press('ask-for-help', { 'help-text': ' Why is it cold? ' });
  expect(problems).toEqual({});
  expect(state).toMatchObject({ helpAt: expect.any(String), help: { request: { text: 'Why is it cold?', step: 'brew' } } });
  const [{ outcomes: kept } = expect.unreachable()] = await queue();
  expect(kept.map(({ checkId, status }) => [checkId, status])).toEqual([
    ['tea.hot', 'wrong'],
    ['tea.sweet', 'pass'],
    ['tea.strong', 'waiting'],
  ]);
  expect(kept[0]).toMatchObject({ message: expect.stringMatching(/^.{400}$/), expected: 'hot', found: 'cold' });
  expect(kept[2]?.message).toBe('the leaves');
});

test('no secret goes with it, in a first message or in a later one', async () => {
  const secret = ['dapi', '0123456789abcdef'.repeat(2)].join('');
  const first = await press('ask-for-help', { 'help-text': `Is it ${secret}?` });
  expect(first.problems).toEqual({ 'help-text': expect.stringContaining('seems to contain an access token') });
  expect(first.state?.help?.request).toBeNull();
  expect(await queue()).toEqual([]);
  await press('ask-for-help');
  const more = await press('add-to-help', { 'help-more': secret });
  expect(more.problems).toEqual({ 'help-more': expect.any(String) });
  expect(JSON.stringify([await queue(), more.state])).not.toContain(secret);
});

test('what is added is part of the request; nothing is no message', async () => {
  await press('ask-for-help', { 'help-text': '' });
  expect((await press('add-to-help', { 'help-more': ' ' })).problems).toEqual({ 'help-more': 'Write something first.' });
  const { state } = await press('add-to-help', { 'help-more': 'Hello?' });
  expect(state?.help?.request?.replies).toMatchObject([{ by: 'attendee', text: 'Hello?' }]);
});

test('who adds to a request that was closed meanwhile is told so', async () => {
  await press('ask-for-help');
  const [{ id } = expect.unreachable()] = await queue();
  await actOnHelp(room.workshop.id, id, room.owner.id, { kind: 'close', text: null });
  expect(await press('add-to-help', { 'help-more': 'Hello?' })).toMatchObject({
    tone: 'bad',
    note: expect.stringContaining('was closed meanwhile'),
  });
});

test('it is lowered again', async () => {
  await press('ask-for-help');
  const { state } = await press('end-help');
  expect(state).toMatchObject({ helpAt: null, help: { request: null } });
});

test('in a workshop that is over nobody is asked', async () => {
  await db().workshop.update({ where: { id: room.workshop.id }, data: { closedAt: new Date() } });
  expect(await press('ask-for-help', { 'help-text': 'Hello?' })).toMatchObject({ isFailure: true });
  expect(await queue()).toEqual([]);
});

test('whose messages are too many for a minute is told to wait', async () => {
  await press('ask-for-help');
  for (let i = 1; i < actsPerMinute; i++) await press('add-to-help', { 'help-more': `Hello ${i}?` });
  const wait = { tone: 'bad', note: expect.stringContaining('Wait a moment') };
  expect(await press('add-to-help', { 'help-more': 'Hello?' })).toMatchObject(wait);
  expect(await press('end-help')).toMatchObject({ ...wait, state: { helpAt: expect.any(String) } });
});
