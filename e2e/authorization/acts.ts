import { db } from '@/lib/db';
import { type ActionRow, Form } from './action-row';
import { runnersOnly } from './roles';

const file = 'app/facilitate/[workshop]/[attendee]/actions.ts';
const step = 'create-workspace';
const reason = 'They asked for it.';
const noAnswer = { at: 0, typed: {}, problems: {} };

interface ActOnOne {
  name: string;
  fields: Record<string, string>;
  before?: (enrolmentId: string) => Promise<unknown>;
  did: (enrolmentId: string) => Promise<boolean>;
}

/** What facilitators do to one attendee, and whether it was done. */
const acts: readonly ActOnOne[] = [
  {
    name: 'checkStep',
    fields: { step },
    did: async (enrolmentId) => (await db().attempt.count({ where: { enrolmentId, trigger: 'facilitator' } })) > 0,
  },
  {
    name: 'waiveStep',
    fields: { step, reason },
    did: async (enrolmentId) => (await db().stepPass.count({ where: { enrolmentId, how: 'waived' } })) > 0,
  },
  {
    name: 'reopenStep',
    fields: { step, reason },
    before: (enrolmentId) => db().stepPass.create({ data: { enrolmentId, step, how: 'waived', reason } }),
    did: async (enrolmentId) => (await db().stepPass.count({ where: { enrolmentId } })) === 0,
  },
  {
    name: 'correctValue',
    fields: { name: 'workspaceName', text: 'somebody-was-here', reason },
    did: async (enrolmentId) => (await db().value.count({ where: { enrolmentId, source: 'corrected' } })) > 0,
  },
  {
    name: 'changeTrack',
    fields: { track: 'model', reason },
    did: async (id) => (await db().enrolment.count({ where: { id, track: 'model' } })) > 0,
  },
];

/** As if nobody had done anything to an attendee. */
async function untouched(enrolmentId: string): Promise<void> {
  const where = { enrolmentId };
  await db().attempt.deleteMany({ where });
  await db().stepRun.deleteMany({ where });
  await db().standing.deleteMany({ where });
  await db().stepPass.deleteMany({ where });
  await db().value.deleteMany({ where });
  await db().enrolment.update({ where: { id: enrolmentId }, data: { track: 'whole' } });
}

const rowOf =
  (whose: 'enrolmentId' | 'foreignId') =>
  ({ name, fields, before, did }: ActOnOne): ActionRow => ({
    entry: `action ${file} ${name}`,
    page: ({ shop }) => `/facilitate/${shop.slug}/${shop.enrolmentId}`,
    args: ({ shop }) => [noAnswer, new Form({ workshop: shop.slug, attendee: shop[whose], ...fields })],
    before: async ({ shop }) => {
      await untouched(shop[whose]);
      await before?.(shop[whose]);
    },
    did: ({ shop }) => did(shop[whose]),
    after: ({ shop }) => untouched(shop[whose]),
    expected: runnersOnly(whose === 'enrolmentId' ? 'does it' : 'missing'),
  });

const everyone: ActionRow = {
  entry: 'action app/facilitate/[workshop]/step/[step]/actions.ts checkEveryone',
  page: ({ shop }) => `/facilitate/${shop.slug}/step/${step}`,
  args: ({ shop }) => [noAnswer, new Form({ workshop: shop.slug, step })],
  before: async ({ shop }) => {
    await untouched(shop.enrolmentId);
    await db().enrolment.update({ where: { id: shop.enrolmentId }, data: { step } });
  },
  did: async ({ shop }) => (await db().auditEvent.deleteMany({ where: { workshopId: shop.id, action: 'step.checked' } })).count > 0,
  expected: runnersOnly('does it'),
};

/** On an attendee of the workshop, on one of another, and on everybody at a step. */
export const actsOnAttendees: readonly ActionRow[] = [...acts.map(rowOf('enrolmentId')), ...acts.map(rowOf('foreignId')), everyone];
