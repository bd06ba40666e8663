import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { type ActionRow, Form } from './action-row';
import { attendeesOnly, runnersOnly } from './roles';
import type { Actor } from './world';

const step = 'create-workspace';
const helpPage = ({ shop }: Actor) => `/facilitate/${shop.slug}/help`;
const help = 'app/facilitate/[workshop]/help/actions.ts';
const nothing = { at: 0 };

/** An open request of somebody, and an announcement of some workshop. */
let request = '';
let announcement = '';

/** Nothing was ever asked by somebody: this table asks more often than one person may. */
export async function forgetHelp(enrolmentId: string): Promise<void> {
  await db().helpRequest.deleteMany({ where: { enrolmentId } });
  await db().enrolment.update({ where: { id: enrolmentId }, data: { helpAt: null } });
}

const asks = (enrolmentOf: (actor: Actor) => string) => async (actor: Actor) => {
  const enrolmentId = enrolmentOf(actor);
  const { workshopId } = await db().enrolment.findUniqueOrThrow({ where: { id: enrolmentId } });
  await forgetHelp(enrolmentId);
  await askForHelp({ enrolmentId, workshopId }, { step, text: null, outcomes: [] });
  request = (await db().helpRequest.findFirstOrThrow({ where: { enrolmentId, closedAt: null } })).id;
};
const closes = (enrolmentOf: (actor: Actor) => string) => async (actor: Actor) => {
  await asks(enrolmentOf)(actor);
  await db().helpRequest.update({ where: { id: request }, data: { closedAt: new Date(), closedBy: 'facilitator' } });
};
const isOpen = async () => (await db().helpRequest.count({ where: { id: request, closedAt: null } })) > 0;
const isTaken = async () => (await db().helpRequest.count({ where: { id: request, takenById: { not: null } } })) > 0;
const says = (workshopOf: (actor: Actor) => Promise<string>) => async (actor: Actor) => {
  const words = { kind: 'news', text: 'x', audience: 'everybody' };
  announcement = (await db().announcement.create({ data: { workshopId: await workshopOf(actor), ...words } })).id;
};
const isEnded = async () => (await db().announcement.count({ where: { id: announcement, endedAt: { not: null } } })) > 0;
const foreign = async ({ shop }: Actor) => (await db().enrolment.findUniqueOrThrow({ where: { id: shop.foreignId } })).workshopId;
const standing = async ({ shop }: Actor) => (await db().announcement.count({ where: { workshopId: shop.id } })) > 0;
const clear = ({ shop }: Actor) => db().announcement.deleteMany({ where: { workshopId: shop.id } });

/** What facilitators do about help and announcements, and the hints that attendees open. */
export const helpActions: readonly ActionRow[] = [
  {
    entry: `action ${help} actOnRequest`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, request, nothing, new Form({ act: 'take' })],
    before: asks(({ shop }) => shop.enrolmentId),
    did: isTaken,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${help} actOnRequest`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, request, nothing, new Form({ act: 'take' })],
    before: asks(({ shop }) => shop.foreignId),
    did: isTaken,
    expected: runnersOnly('opens'),
  },
  ...[
    { of: ({ shop }: Actor) => shop.enrolmentId, word: 'does it' as const },
    { of: ({ shop }: Actor) => shop.foreignId, word: 'opens' as const },
  ].map(
    ({ of, word }): ActionRow => ({
      entry: `action ${help} actOnRequest`,
      page: helpPage,
      args: ({ shop }) => [shop.slug, request, nothing, new Form({ act: 'reopen' })],
      before: closes(of),
      did: isOpen,
      expected: runnersOnly(word),
    }),
  ),
  {
    entry: `action ${help} say`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, nothing, new Form({ kind: 'news', audience: 'everybody', step: '', text: 'Hello' })],
    before: clear,
    did: standing,
    after: clear,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${help} tellThem`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, 'nothing they have in common', nothing, new Form({})],
    before: clear,
    did: standing,
    expected: runnersOnly('opens'),
  },
  {
    entry: `action ${help} endSaid`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, announcement],
    before: says(async ({ shop }) => shop.id),
    did: isEnded,
    after: clear,
    expected: runnersOnly('does it'),
  },
  {
    entry: `action ${help} endSaid`,
    page: helpPage,
    args: ({ shop }) => [shop.slug, announcement],
    before: says(foreign),
    did: isEnded,
    expected: runnersOnly('opens'),
  },
  {
    entry: 'action app/(attendee)/w/[workshop]/[step]/actions.ts noteHint',
    page: ({ shop }) => `/w/${shop.slug}/connect-cluster`,
    args: ({ shop }) => [shop.slug, 'connect-cluster', 1],
    before: ({ shop }) => db().hintOpened.deleteMany({ where: { enrolment: { workshopId: shop.id } } }),
    did: async ({ shop }) => (await db().hintOpened.count({ where: { enrolment: { workshopId: shop.id } } })) > 0,
    expected: attendeesOnly('does it'),
  },
];
