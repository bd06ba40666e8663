// What a board's event stream tells, in a real PostgreSQL.
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { teaLab } from '@/lib/lab/tea';
import { roomOfPeople } from '@/lib/room/some-people';
import { boardStream } from './board-stream';
import { bus } from './bus';
import { heard } from './heard';
import { tellPlan } from './plan';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const lab = teaLab({ brew: {} });

/** A workshop with one attendee, and streams of it. */
async function room() {
  const { workshop, owner, people } = await roomOfPeople(['Ada Quill'], { lab: lab.id });
  const [{ at } = expect.unreachable()] = people;
  const gone = new AbortController();
  const hold = { personId: owner.id, until: Date.now() + 60_000, mayGoOn: async () => true };
  const listening = (isNameless: boolean) =>
    heard(boardStream(new Request('http://localhost/', { signal: gone.signal }), lab, workshop.id, hold, isNameless));
  return { at, listening, end: () => gone.abort() };
}

test('a screen that everybody sees hears how people stand and of the plan, and never who they are or what they ask', async () => {
  const { at, listening, end } = await room();
  const [facilitator, projector] = [listening(false), listening(true)];
  for (const screen of [facilitator, projector]) await screen.next('hello');
  await askForHelp(at, { step: 'brew', text: 'Which pot?', outcomes: [] });
  await facilitator.next('news', 'Ada Quill');
  await facilitator.next('aside', 'Which pot');
  await projector.next('news', at.enrolmentId);
  await db().workshop.update({ where: { id: at.workshopId }, data: { startsAt: new Date('2026-11-26T08:00:00Z') } });
  await db().$transaction((tx) => tellPlan(at.workshopId, tx));
  for (const screen of [facilitator, projector]) await screen.next('news', `"startsAt":${Date.parse('2026-11-26T08:00:00Z')}`);
  expect(projector.all()).not.toMatch(/ada|quill|pot|practice\.example|aside/i);
  end();
});
