// What was done in a workshop, as its settings say it: with what was announced, and for whom a step was done.
import { afterAll, expect, test } from 'vitest';
import { allLabs } from '@/labs';
import { announce, endAnnouncement } from '@/lib/announcements/write';
import { db } from '@/lib/db';
import { allSteps } from '@/lib/lab/lab';
import type { PartResult } from '@/lib/lab/solve';
import { bus } from '@/lib/progress/bus';
import { change } from '@/lib/progress/change';
import { agree, endSolve, offerSolve, solvesOf } from '@/lib/progress/solves';
import { roomOfPeople } from '@/lib/room/some-people';
import { actsOf, reasonedActs } from './acts';

const [lab = expect.unreachable()] = allLabs();
const [step = expect.unreachable()] = allSteps(lab);

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

test('an announcement is told with its kind, its audience and its words, which are cut', async () => {
  const { workshop, owner } = await roomOfPeople([]);
  const text = `Tea is ready. ${'Really. '.repeat(40)}`;
  await announce(workshop.id, owner.id, { kind: 'ours', text, audience: 'everybody', step: null, enrolmentIds: [] });
  const [{ id } = expect.unreachable()] = await db().announcement.findMany({ where: { workshopId: workshop.id } });
  await endAnnouncement(workshop.id, owner.id, id);
  const [ended, made] = await actsOf(lab, workshop.id);
  for (const [act, said] of [
    [made, 'Announcement made'],
    [ended, 'Announcement ended'],
  ] as const) {
    expect(act).toMatchObject({ act: said, changes: ['It’s us, hold on, to everybody', expect.stringMatching(/^“Tea is ready\. .*…”$/)] });
    expect(act?.changes.join(' ').length).toBeLessThan(250);
  }
});

const part = (how: PartResult['how']): PartResult => ({ id: 'project', what: 'Create a project', how, said: '' });
test.each([
  ['done', [part('done')], 'Step done for an attendee'],
  ['left in part', [part('done'), part('person')], 'Step done for an attendee, except what only they can do'],
  ['failed', [part('failed')], 'Step couldn’t be done for an attendee'],
  ['stopped', [part('not-tried')], 'Step ended before it was done for an attendee'],
])('of a step that was %s, it says so, for whom, and which step', async (_, parts, said) => {
  const { workshop, owner, people } = await roomOfPeople(['Ada']);
  const [ada = expect.unreachable()] = people;
  const at = { enrolmentId: ada.enrolmentId, workshopId: workshop.id };
  await offerSolve(at, step.slug, owner.id);
  const [{ id } = expect.unreachable()] = await solvesOf(at.enrolmentId);
  await agree(at, id, step.slug, ada.personId);
  await endSolve(at, id, ada.personId, parts);
  const acts = await actsOf(lab, workshop.id);
  expect(acts.map(({ act }) => act)).toEqual([said, 'Attendee accepted help with a step', 'Offered to do a step for an attendee']);
  for (const { changes } of acts) expect(changes).toEqual([expect.stringContaining('Ada'), `${step.number} ${step.title}`]);
  expect((await actsOf(lab, workshop.id, at.enrolmentId)).length).toBe(3);
});

test('an attendee is told of what was done about them, and why, and of nothing else', async () => {
  const { workshop, owner, people } = await roomOfPeople(['Ada', 'Ben']);
  const [ada = expect.unreachable(), ben = expect.unreachable()] = people;
  const by = (act: 'attendee.step-waived' | 'attendee.step-reopened', reason: string) => ({
    act: { act, personId: owner.id, detail: { step: step.slug, reason } },
  });
  for (const { at } of [ada, ben]) {
    await change(at, { waived: { step: step.slug, reason: 'No time.' }, ...by('attendee.step-waived', 'No time.') });
    await offerSolve(at, allSteps(lab)[1]?.slug ?? '', owner.id);
  }
  await change(ada.at, { reopened: step.slug, ...by('attendee.step-reopened', 'Time after all.') });
  const where = `${step.number} ${step.title}`;
  expect(await actsOf(lab, workshop.id, ada.enrolmentId, reasonedActs)).toMatchObject([
    { act: 'Step reopened', changes: [where, 'Why: Time after all.'] },
    { act: 'Step waived', changes: [where, 'Why: No time.'] },
  ]);
});
