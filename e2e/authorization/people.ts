import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import { digestOf } from '@/lib/people/invitation';
import { type ActionRow, Form } from './action-row';
import { anybodySignedIn, runnersOnly } from './roles';
import { guest } from './victims';
import type { Actor, Shop } from './world';

const people = 'app/facilitate/[workshop]/people/actions.ts';
const page = ({ shop }: Actor) => `/facilitate/${shop.slug}/people`;
const workshopOf = ({ id }: Shop) => db().workshop.findUniqueOrThrow({ where: { id } });
const setJoining = (joiningClosedAt: Date | null) => (actor: Actor) =>
  db().workshop.update({ where: { id: actor.shop.id }, data: { joiningClosedAt } });

const code = 'AUTH-ZCOD-EXYZ';
const invitations = ({ shop }: Actor) => db().invitation.findMany({ where: { workshopId: shop.id } });
const dropInvitations = ({ shop }: Actor) => db().invitation.deleteMany({ where: { workshopId: shop.id } });
const sendInvitation = async ({ shop }: Actor) => {
  await db().invitation.deleteMany({ where: { code: digestOf(code) } });
  const endsAt = new Date(Date.now() + 60_000);
  await db().invitation.create({ data: { id: invitationId, workshopId: shop.id, code: digestOf(code), endsAt } });
};
const invitationId = randomUUID();

const guestId = randomUUID();
const expectSomebody = async ({ shop }: Actor) => {
  await db().rosterEntry.deleteMany({ where: { id: guestId } });
  await db().rosterEntry.create({
    data: { id: guestId, workshopId: shop.id, name: 'Authz expected', userName: 'expected@practice.example' },
  });
};
const expectNobody = ({ shop }: Actor) => db().rosterEntry.deleteMany({ where: { workshopId: shop.id } });
const isExpected = async ({ shop }: Actor) => (await db().rosterEntry.count({ where: { workshopId: shop.id } })) > 0;

/** What the people page of a workshop can do, and what an invitation does. */
export const peopleActions: readonly ActionRow[] = [
  {
    entry: `action ${people} inviteFacilitator`,
    page,
    args: ({ shop }) => [shop.slug, {}],
    before: dropInvitations,
    did: async (actor) => (await invitations(actor)).length > 0,
    after: dropInvitations,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} withdrawInvitation`,
    page,
    args: ({ shop }) => [shop.slug, invitationId],
    before: sendInvitation,
    did: async (actor) => (await invitations(actor)).length === 0,
    after: dropInvitations,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} endFacilitation`,
    page,
    args: ({ shop }) => [shop.slug, guest.enrolmentId],
    before: async ({ shop }) => {
      await guest.arrives(shop.id);
      await db().enrolment.update({ where: { id: guest.enrolmentId }, data: { role: 'facilitator' } });
    },
    did: () => guest.hasLeft(),
    after: () => guest.goes(),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} endFacilitation`,
    page,
    args: ({ shop }) => [shop.slug, shop.foreignId],
    did: async ({ shop }) => (await db().enrolment.count({ where: { id: shop.foreignId } })) === 0,
    expected: runnersOnly('leads on'),
  },
  {
    entry: `action ${people} closeJoining`,
    page,
    args: ({ shop }) => [shop.slug],
    did: async ({ shop }) => (await workshopOf(shop)).joiningClosedAt !== null,
    after: setJoining(null),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} openJoining`,
    page,
    args: ({ shop }) => [shop.slug],
    before: setJoining(new Date()),
    did: async ({ shop }) => (await workshopOf(shop)).joiningClosedAt === null,
    after: setJoining(null),
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} sendRoster`,
    page,
    args: ({ shop }) => [shop.slug, { text: '' }, new Form({ text: 'email\nexpected@practice.example', press: 'import' })],
    before: expectNobody,
    did: isExpected,
    after: expectNobody,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} removeExpected`,
    page,
    args: ({ shop }) => [shop.slug, new Form({ id: guestId })],
    before: expectSomebody,
    did: async (actor) => !(await isExpected(actor)),
    after: expectNobody,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} clearExpected`,
    page,
    args: ({ shop }) => [shop.slug],
    before: expectSomebody,
    did: async (actor) => !(await isExpected(actor)),
    after: expectNobody,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${people} deleteData`,
    page,
    args: ({ shop }) => [shop.slug, { typed: '' }, new Form({ name: 'expected@practice.example' })],
    before: expectSomebody,
    did: async (actor) => !(await isExpected(actor)),
    after: expectNobody,
    expected: runnersOnly('does it'),
  },
  {
    entry: 'action app/(attendee)/invited/[code]/actions.ts becomeFacilitator',
    page: () => `/invited/${code}`,
    args: () => [code],
    before: sendInvitation,
    did: async ({ personId, shop }) =>
      (await db().enrolment.count({ where: { workshopId: shop.id, personId: personId ?? randomUUID(), role: 'facilitator' } })) > 0,
    after: async ({ role, personId, shop }) => {
      const place = { workshopId: shop.id, personId: personId ?? randomUUID() };
      if (role === 'attendee') await db().enrolment.updateMany({ where: place, data: { role: 'attendee' } });
      else await db().enrolment.deleteMany({ where: place });
    },
    // who made the workshop runs it by their role alone: the invitation's page tells them so
    expected: anybodySignedIn('does it', { facilitator: 'leads on', 'ex-facilitator': 'leads on' }),
  },
  {
    // nobody in this workshop is expected to have left anything behind: it says so, and begins nothing
    entry: 'action app/facilitate/[workshop]/report/actions.ts checkWhatIsLeft',
    page: ({ shop }) => `/facilitate/${shop.slug}/report`,
    args: ({ shop }) => [shop.slug, {}],
    expected: runnersOnly('opens'),
  },
];
