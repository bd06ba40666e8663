// Who is found in a workshop, and what one that is over still gives.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { vocabulary } from '@/lib/lab/build';
import { allSteps } from '@/lib/lab/lab';
import { pass } from '@/lib/lab/outcome';
import { inTab, value } from '@/lib/lab/vocabulary';
import { bus } from '@/lib/progress/bus';
import { isOpen } from '@/lib/workshop-end';
import { findEnrolled } from './find';
import { inLab } from './in-lab';
import { type Press, pressed } from './press';

const words = vocabulary({
  clouds: {},
  settings: {},
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  learns: {},
  credentials: { pin: inTab({ label: 'PIN', hint: '' }) },
  tracks: { all: { title: 'All', forWhom: '' } },
});
const steps = {
  s: words.step({
    title: 'S',
    minutes: 1,
    collects: ['leaf'],
    fill: words.fill({ label: 'Fill in', read: async () => ({ values: { leaf: 'black' }, note: 'Filled in.' }) }),
    probes: [words.probe({ credential: 'pin', label: 'Try it', needs: [], attempt: async () => pass('It fits.') })],
    checks: [words.check({ id: 'tea.hot', title: 'Hot', needs: [], ask: async () => null, judge: () => pass('') })],
  }),
};
const lab = words.lab({ id: 'a-lab', folder: '', title: 'Tea', summary: '', goals: [], sections: [{ title: 'One', steps }] });
const step = allSteps(lab)[0] ?? expect.unreachable();

let personId: string;
let slug: string;

beforeEach(async () => {
  const person = await db().person.create({
    data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name: 'Pia', userName: 'pia@practice.example', homeAccountId: 'x' },
  });
  personId = person.id;
  slug = randomUUID();
  await db().workshop.create({
    data: {
      slug,
      lab: 'a-lab',
      title: 'T',
      joinCode: slug,
      settings: {},
      createdById: personId,
      endsAt: new Date(Date.now() + 60_000),
      enrolments: { create: { personId } },
    },
  });
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const find = () => findEnrolled({ personId, signedInAt: Date.now() }, slug, 's');
const set = (data: Record<string, unknown>) => db().workshop.update({ where: { slug }, data });

test('in an open workshop a run of a step is theirs to have', async () => {
  const found = await find();
  expect(found?.lease.kind).toBe('taken');
  expect(found && isOpen(found.attendee.workshop)).toBe(true);
});

test.each([
  ['has ended', { endsAt: new Date(Date.now() - 1000) }],
  ['is closed', { closedAt: new Date() }],
])('an attendee of a workshop that %s is still found, with no run of a step', async (_, data) => {
  await set(data);
  const found = await find();
  expect(found?.lease.kind).toBe('busy');
  expect(found && isOpen(found.attendee.workshop)).toBe(false);
  expect(await db().stepRun.count({ where: { enrolment: { personId } } })).toBe(0);
});

test('somebody of another tenant is not found', async () => {
  await db().person.update({ where: { id: personId }, data: { tenantId: randomUUID() } });
  expect(await find()).toBeNull();
});

test('whoever is taken out in the very moment of a press is refused in a sentence, and breaks nothing', async () => {
  const { id: enrolmentId } = await db().enrolment.findFirstOrThrow({ where: { personId } });
  const waiters = async () =>
    (
      await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE "wait_event_type" = 'Lock' AND "query" LIKE '%found AS MATERIALIZED%'`
    )[0]?.n;
  let pressing: ReturnType<typeof find> | undefined;
  await db().$transaction(async (tx) => {
    await tx.enrolment.delete({ where: { id: enrolmentId } });
    pressing = find(); // it sees the place, and waits for what becomes of it
    await expect.poll(waiters).toBe(1);
  });
  const found = (await pressing) ?? expect.unreachable();
  expect(found.lease.kind).toBe('busy');
  const answer = await pressed(inLab(found.attendee, lab), step, { press: { kind: 'verify' }, typed: {}, secrets: {}, lease: found.lease });
  expect(answer).toMatchObject({ isFailure: true, note: 'You’re no longer in this workshop. Ask your facilitator.' });
  expect(await find()).toBeNull();
});

test.each<Press>([
  { kind: 'verify' },
  { kind: 'save' },
  { kind: 'fill' },
  { kind: 'forget', name: 'leaf' },
  { kind: 'probe', name: 'pin' },
  { kind: 'ask-for-help' },
  { kind: 'add-to-help' },
  { kind: 'end-help' },
])('a press by somebody who was taken out since the page was there is told so: %o', async (press) => {
  const found = (await findEnrolled({ personId, signedInAt: Date.now() }, slug, null)) ?? expect.unreachable();
  await db().enrolment.deleteMany({ where: { personId } });
  const typed = { leaf: 'green', 'help-text': 'Which pot?', 'help-more': 'This one?' };
  const secrets = { pin: { text: '1234', origin: null } };
  const answer = await pressed(inLab(found.attendee, lab), step, { press, typed, secrets });
  expect(answer).toMatchObject({ isFailure: true, tone: 'bad', note: 'You’re no longer in this workshop. Ask your facilitator.', typed });
});

test('an answer repeats the facts only to a page that has others', async () => {
  const press = async (typed: Record<string, string>, held?: string) => {
    const found = (await findEnrolled({ personId, signedInAt: Date.now() }, slug, null)) ?? expect.unreachable();
    const { state } = await pressed(inLab(found.attendee, lab), step, { press: { kind: 'save' }, typed, secrets: {}, held });
    return state ?? expect.unreachable();
  };
  const { factsId, ...whole } = await press({ leaf: 'green' });
  expect(whole).toMatchObject({ values: { leaf: 'green' }, links: {}, origins: {} });
  const brief = await press({ leaf: 'green' }, factsId);
  expect(brief).toMatchObject({ factsId, steps: {} });
  for (const fact of ['values', 'links', 'origins']) expect(brief).not.toHaveProperty(fact);
  const next = await press({ leaf: 'black' }, factsId);
  expect(next).toMatchObject({ values: { leaf: 'black' } });
  expect(next.factsId).not.toBe(factsId);
  expect(await press({}, 'of another page')).toMatchObject({ factsId: next.factsId, values: { leaf: 'black' } });
});
