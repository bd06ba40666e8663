import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { Hands } from '../hands';
import { misjudgedStatus } from '../misjudged';
import { type ActionRow, Form } from './action-row';
import { actsOnAttendees } from './acts';
import { forgetHelp, helpActions } from './help';
import { peopleActions } from './people';
import { anybodySignedIn, attendeesOnly, everybody, facilitatorsOnly, runnersOnly } from './roles';
import { guest, listed, victim } from './victims';
import type { Actor, Shop } from './world';

/** Undoes something of whoever came; a stranger leaves nothing. */
const ofPerson =
  (act: (personId: string, actor: Actor) => Promise<unknown>) =>
  (actor: Actor): Promise<unknown> =>
    actor.personId === null ? Promise.resolve() : act(actor.personId, actor);

const step = 'create-workspace';
const stepPage = ({ shop }: Actor) => `/w/${shop.slug}/${step}`;
const enrolmentOf = ({ personId, shop }: Actor) =>
  personId === null
    ? Promise.resolve(null)
    : db().enrolment.findUnique({ where: { workshopId_personId: { workshopId: shop.id, personId } } });
const setEnrolments = (data: Parameters<ReturnType<typeof db>['enrolment']['updateMany']>[0]['data']) => (actor: Actor) =>
  db().enrolment.updateMany({ where: { workshopId: actor.shop.id }, data });
const workshopForm = (hands: Hands, title: string, lastDay: string) =>
  new Form({ title, lab: 'databricks-dss', lastDay, retentionDays: '30', ...hands.settings });
const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const renamed = 'Somebody was here';
const titled = (actor: Actor) =>
  db().workshop.findMany({ where: { title: renamed, ...(actor.personId ? { createdById: actor.personId } : {}) } });
const people = 'app/(attendee)/actions.ts';
const runs = 'app/facilitate/actions.ts';
const settings = 'app/facilitate/[workshop]/actions.ts';
const replay = 'app/facilitate/[workshop]/replay/actions.ts';
const stepSolve = 'app/(attendee)/w/[workshop]/[step]/solve-actions.ts';
const offers = 'app/facilitate/[workshop]/[attendee]/solve-actions.ts';
const offerId = randomUUID();
const before = { at: 0, did: null, problems: {}, typed: {} };

const settingsPage = ({ shop }: Actor) => `/facilitate/${shop.slug}/settings`;
const workshopIdOf = async (enrolmentId: string) => (await db().enrolment.findUniqueOrThrow({ where: { id: enrolmentId } })).workshopId;
const workshopOf = ({ id }: Shop) => db().workshop.findUniqueOrThrow({ where: { id } });

/** Every server action, and what it does for whom. */
export const actions: readonly ActionRow[] = [
  {
    entry: 'action app/sign-in/actions.ts signIn',
    page: () => '/sign-in',
    args: () => [new Form({ to: '/' })],
    expected: everybody('leads on'),
  },
  {
    entry: `action ${people} lookUpCode`,
    page: () => '/',
    args: ({ shop }) => [{}, new Form({ code: shop.joinCode })],
    expected: anybodySignedIn('leads on'),
  },
  {
    entry: `action ${people} joinWorkshop`,
    page: ({ shop }) => `/join/${shop.joinCode}`,
    args: ({ shop }) => [new Form({ code: shop.joinCode, track: 'whole' })],
    did: async (actor) => (await enrolmentOf(actor)) !== null,
    after: ofPerson((personId, { role, shop }) =>
      role === 'attendee' ? Promise.resolve() : db().enrolment.deleteMany({ where: { workshopId: shop.id, personId } }),
    ),
    expected: anybodySignedIn('does it'),
  },
  {
    entry: 'action app/(attendee)/w/[workshop]/[step]/actions.ts noteStep',
    page: stepPage,
    args: ({ shop }) => [shop.slug, step],
    before: setEnrolments({ step: null }),
    did: async ({ shop }) => (await db().enrolment.count({ where: { workshopId: shop.id, step } })) > 0,
    expected: attendeesOnly('does it'),
  },
  {
    entry: 'action app/(attendee)/w/[workshop]/[step]/actions.ts pressPanel',
    page: stepPage,
    args: ({ shop }) => [before, new Form({ workshop: shop.slug, step, press: JSON.stringify({ kind: 'ask-for-help' }) })],
    before: ({ shop }) => forgetHelp(shop.enrolmentId),
    did: async ({ shop }) => (await db().enrolment.count({ where: { workshopId: shop.id, helpAt: { not: null } } })) > 0,
    expected: { ...attendeesOnly('does it'), stranger: 'session over' },
  },
  {
    entry: 'POST /api/press',
    page: () => '/api/press',
    args: ({ shop }) => [{ workshop: shop.slug, step, press: JSON.stringify({ kind: 'ask-for-help' }) }],
    before: ({ shop }) => forgetHelp(shop.enrolmentId),
    did: async ({ shop }) => (await db().enrolment.count({ where: { workshopId: shop.id, helpAt: { not: null } } })) > 0,
    expected: { ...attendeesOnly('does it'), stranger: 'session over' },
  },
  {
    entry: `action ${stepSolve} answerSolve`,
    page: stepPage,
    args: ({ shop }) => [{ at: 0, note: '' }, new Form({ workshop: shop.slug, step, solve: offerId, answer: 'decline' })],
    before: ({ shop }) => db().solveRequest.create({ data: { id: offerId, enrolmentId: shop.enrolmentId, step } }),
    did: async () => (await db().solveRequest.count({ where: { id: offerId, isAgreed: false } })) > 0,
    after: () => db().solveRequest.deleteMany({ where: { id: offerId } }),
    expected: attendeesOnly('does it'),
  },
  {
    entry: `action ${stepSolve} answerSolve`,
    page: stepPage,
    args: ({ shop }) => [{ at: 0, note: '' }, new Form({ workshop: shop.slug, step, solve: offerId, answer: 'decline' })],
    before: ({ shop }) => db().solveRequest.create({ data: { id: offerId, enrolmentId: shop.foreignId, step } }),
    did: async () => (await db().solveRequest.count({ where: { id: offerId, isAgreed: false } })) > 0,
    after: () => db().solveRequest.deleteMany({ where: { id: offerId } }),
    expected: attendeesOnly('opens'),
  },
  {
    entry: `action ${offers} offerSolve`,
    page: ({ shop }) => `/facilitate/${shop.slug}/${shop.enrolmentId}`,
    args: ({ shop }) => [shop.slug, shop.enrolmentId, step],
    did: async ({ shop }) => (await db().solveRequest.count({ where: { enrolmentId: shop.enrolmentId } })) > 0,
    after: ({ shop }) => db().solveRequest.deleteMany({ where: { enrolmentId: shop.enrolmentId } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${offers} offerSolve`,
    page: ({ shop }) => `/facilitate/${shop.slug}/${shop.enrolmentId}`,
    args: ({ shop }) => [shop.slug, shop.foreignId, step],
    did: async ({ shop }) => (await db().solveRequest.count({ where: { enrolmentId: shop.foreignId } })) > 0,
    after: ({ shop }) => db().solveRequest.deleteMany({ where: { enrolmentId: shop.foreignId } }),
    expected: runnersOnly('leads on'),
  },
  {
    entry: 'action app/(attendee)/w/[workshop]/actions.ts switchTrack',
    page: ({ shop }) => `/w/${shop.slug}`,
    args: ({ shop }) => [new Form({ workshop: shop.slug, track: 'model' })],
    before: setEnrolments({ track: 'whole' }),
    did: async ({ shop }) => (await db().enrolment.count({ where: { workshopId: shop.id, track: 'model' } })) > 0,
    after: setEnrolments({ track: 'whole' }),
    expected: attendeesOnly('does it'),
  },
  {
    entry: `action ${runs} createWorkshop`,
    page: () => '/facilitate/new',
    args: (_, hands) => [{ typed: {}, problems: {} }, workshopForm(hands, renamed, nextWeek())],
    did: async (actor) => (await titled(actor)).length > 0,
    after: ofPerson((personId) => db().workshop.deleteMany({ where: { title: renamed, createdById: personId } })),
    expected: facilitatorsOnly('does it'),
  },
  {
    entry: `action ${runs} changeWorkshop`,
    page: ({ shop }) => `/facilitate/${shop.slug}/settings`,
    args: ({ shop }, hands) => [shop.slug, { typed: {}, problems: {} }, workshopForm(hands, renamed, '')],
    did: async ({ shop }) => (await db().workshop.findUniqueOrThrow({ where: { id: shop.id } })).title === renamed,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { title: shop.title } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: 'action app/facilitate/[workshop]/schedule/actions.ts planRoom',
    page: ({ shop }) => `/facilitate/${shop.slug}/schedule`,
    args: ({ shop }) => [shop.slug, { typed: {}, problems: {} }, new Form({ zone: 'UTC', startsAt: '2026-11-26T09:00' })],
    did: async ({ shop }) => (await workshopOf(shop)).startsAt !== null,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { startsAt: null } }),
    expected: runnersOnly('does it'),
  },
  ...helpActions,
  {
    entry: `action ${settings} closeWorkshop`,
    page: settingsPage,
    args: ({ shop }) => [shop.slug],
    did: async ({ shop }) => (await workshopOf(shop)).closedAt !== null,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { closedAt: null } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${settings} reopenWorkshop`,
    page: settingsPage,
    args: ({ shop }) => [shop.slug],
    before: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { closedAt: new Date() } }),
    did: async ({ shop }) => (await workshopOf(shop)).closedAt === null,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { closedAt: null } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${settings} renewJoinCode`,
    page: settingsPage,
    args: ({ shop }) => [shop.slug],
    did: async ({ shop }) => (await workshopOf(shop)).joinCode !== shop.joinCode,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { joinCode: shop.joinCode } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${settings} removeAttendee`,
    page: ({ shop }) => `/facilitate/${shop.slug}/${shop.enrolmentId}`,
    args: ({ shop }) => [shop.slug, guest.enrolmentId],
    before: async ({ shop }) => void (await guest.arrives(shop.id)),
    did: () => guest.hasLeft(),
    after: () => guest.goes(),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${settings} removeAttendee`,
    page: ({ shop }) => `/facilitate/${shop.slug}/${shop.enrolmentId}`,
    args: ({ shop }) => [shop.slug, shop.foreignId],
    did: async ({ shop }) => (await db().enrolment.count({ where: { id: shop.foreignId } })) === 0,
    expected: runnersOnly('leads on'),
  },
  ...actsOnAttendees,
  {
    entry: `action ${settings} deleteWorkshop`,
    page: settingsPage,
    args: () => [victim.slug],
    before: async ({ shop }) => void (await victim.opens((await workshopOf(shop)).createdById)),
    did: () => victim.isGone(),
    expected: runnersOnly('does it'),
  },
  ...peopleActions,
  {
    entry: `action ${replay} keepAnswers`,
    page: settingsPage,
    args: ({ shop }) => [shop.slug, { at: 0 }, new Form({ answerDays: '3' })],
    did: async ({ shop }) => (await workshopOf(shop)).answerDays === 3,
    after: ({ shop }) => db().workshop.update({ where: { id: shop.id }, data: { answerDays: 7 } }),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${replay} changeVerdicts`,
    page: ({ shop }) => `/facilitate/${shop.slug}/replay`,
    args: ({ shop }) => [shop.slug, { changed: null, notes: [] }, new Form({ key: listed.key })],
    before: async ({ shop }) => void (await listed.of(shop.id, shop.enrolmentId)),
    did: async ({ shop }) => (await misjudgedStatus(shop.enrolmentId)) === 'pass',
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${replay} changeVerdicts`,
    page: ({ shop }) => `/facilitate/${shop.slug}/replay`,
    args: ({ shop }) => [shop.slug, { changed: null, notes: [] }, new Form({ key: listed.key })],
    before: async ({ shop }) => void (await listed.of(await workshopIdOf(shop.foreignId), shop.foreignId)),
    did: async ({ shop }) => (await misjudgedStatus(shop.foreignId)) === 'pass',
    expected: runnersOnly('opens'),
  },
  {
    entry: 'action app/sign-in/actions.ts signOut',
    page: () => '/',
    args: () => [],
    did: async ({ personId }) =>
      personId !== null && (await db().person.count({ where: { id: personId, signedOutAt: { not: null } } })) > 0,
    after: ofPerson((id) => db().person.update({ where: { id }, data: { signedOutAt: null } })),
    expected: { ...everybody('does it'), stranger: 'leads on' },
  },
];
