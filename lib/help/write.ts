import type { Prisma } from '@/generated/prisma/client';
import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import type { At } from '@/lib/progress/change';
import { touch } from '@/lib/progress/touch';
import type { Outcome } from './view';

/** What an attendee asks. */
export interface Asked {
  step: string;
  text: string | null;
  outcomes: readonly Outcome[];
}

/** Limits replies per request: longer conversations belong in person. */
export const mostReplies = 60;
/** Limits requests per attendee and workshop: somebody who asks more often is better helped in person. */
export const mostRequests = 50;
/** Limits an attendee's requests, replies and closings per minute, over all workshops: each of them is pushed to every board. */
export const actsPerMinute = 20;

type Tx = Prisma.TransactionClient;
type By = 'attendee' | 'facilitator';

/**
 * Does something with an enrolment's requests for help, one act after another. `Enrolment.helpAt` is updated in the same transaction, and
 * every page that shows it is told.
 * @param act is given the person whose enrolment it is, and answers null if it changed nothing
 * @param by the browser tab that asked for it
 * @returns null also where the enrolment is gone
 */
function alone<T>(at: At, act: (tx: Tx, personId: string) => Promise<T | null>, by?: string): Promise<T | null> {
  return db().$transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ personId: string }[]>`
      SELECT "personId" FROM "Enrolment" WHERE "id" = ${at.enrolmentId}::uuid AND "workshopId" = ${at.workshopId}::uuid FOR NO KEY UPDATE`;
    if (!locked) return null;
    const done = await act(tx, locked.personId);
    if (done === null) return null;
    await tx.$executeRaw`
      UPDATE "Enrolment" SET "helpAt" = (SELECT min("askedAt") FROM "HelpRequest" WHERE "enrolmentId" = ${at.enrolmentId}::uuid AND "closedAt" IS NULL)
      WHERE "id" = ${at.enrolmentId}::uuid`;
    await touch(tx, at, by);
    return done;
  });
}

const openOf = (tx: Tx, { enrolmentId }: At) =>
  tx.helpRequest.findFirst({ where: { enrolmentId, closedAt: null }, select: { id: true, text: true, step: true } });

/** Whether an attendee has done so much in the last minute that their next act has to wait. */
async function isTooOften(tx: Tx, personId: string): Promise<boolean> {
  const gte = new Date(Date.now() - 60_000);
  const enrolment = { personId };
  const asked = await tx.helpRequest.count({ where: { enrolment, askedAt: { gte } } });
  const ended = await tx.helpRequest.count({ where: { enrolment, closedBy: 'attendee', closedAt: { gte } } });
  const said = await tx.helpReply.count({ where: { byPersonId: personId, by: 'attendee', at: { gte } } });
  return asked + ended + said >= actsPerMinute;
}

/** Why an attendee's act was not done: too many requests, too many replies in one, or too much within a minute. */
export type Refused = 'many' | 'full' | 'too-often';

/**
 * Asks for help. There is only one open request at a time. Asking again, in another tab or with a second click, keeps the first waiting
 * time and adds the new words to the request.
 */
export async function askForHelp(at: At, { step, text, outcomes }: Asked, by?: string): Promise<'done' | Refused> {
  let refused: Refused | null = null;
  const refuse = (why: Refused) => {
    refused = why;
    return null;
  };
  await alone(
    at,
    async (tx, personId) => {
      const open = await openOf(tx, at);
      if (open && (text === null || text === open.text)) return null;
      if (await isTooOften(tx, personId)) return refuse('too-often');
      if (open) {
        if (!(await hasRoom(tx, open.id))) return refuse('full');
        await tx.helpReply.create({ data: { requestId: open.id, byPersonId: personId, by: 'attendee', text: text ?? '' } });
        return true;
      }
      if ((await tx.helpRequest.count({ where: { enrolmentId: at.enrolmentId } })) >= mostRequests) return refuse('many');
      await tx.helpRequest.create({ data: { enrolmentId: at.enrolmentId, step, text, outcomes: outcomes.map((o) => ({ ...o })) } });
      return true;
    },
    by,
  );
  return refused ?? 'done';
}

const hasRoom = async (tx: Tx, requestId: string) => (await tx.helpReply.count({ where: { requestId } })) < mostReplies;

/** The attendee adds something. @returns `closed` if no request is open anymore */
export async function addToHelp(at: At, text: string, by?: string): Promise<'done' | 'closed' | 'full' | 'too-often'> {
  let refused: 'full' | 'too-often' | 'closed' = 'closed';
  const done = await alone(
    at,
    async (tx, personId) => {
      const open = await openOf(tx, at);
      if (!open) return null;
      refused = !(await hasRoom(tx, open.id)) ? 'full' : (await isTooOften(tx, personId)) ? 'too-often' : 'closed';
      if (refused !== 'closed') return null;
      await tx.helpReply.create({ data: { requestId: open.id, byPersonId: personId, by: 'attendee', text } });
      return true;
    },
    by,
  );
  return done ? 'done' : refused;
}

/** The attendee closes their open request, if any. */
export async function endHelp(at: At, by?: string): Promise<'done' | 'too-often'> {
  let isRefused = false;
  await alone(
    at,
    async (tx, personId) => {
      const open = await openOf(tx, at);
      if (!open) return null;
      isRefused = await isTooOften(tx, personId);
      if (isRefused) return null;
      await close(tx, open.id, 'attendee');
      return true;
    },
    by,
  );
  return isRefused ? 'too-often' : 'done';
}

const close = (tx: Tx, id: string, closedBy: By) => tx.helpRequest.update({ where: { id }, data: { closedAt: new Date(), closedBy } });
const detail = ({ enrolmentId }: At, { id, step }: { id: string; step: string }) => ({ enrolment: enrolmentId, request: id, step });

/** What a facilitator does with a request. */
export type HelpAct =
  | { kind: 'take' | 'put-back' }
  /** Opens a closed one again. Whoever does is on it. */
  | { kind: 'reopen' }
  | { kind: 'answer'; text: string }
  /** Closes it, with a last message if they like. */
  | { kind: 'close'; text: string | null }
  | { kind: 'hand-over'; to: string };

/** The result. If two take a request at once, one gets it and the other is told who did. */
export type HelpDone =
  | { kind: 'done' }
  | { kind: 'taken'; by: string | null; at: Date }
  | { kind: 'closed'; by: By; at: Date }
  /** The person who asked was removed, or the request isn't from this workshop. */
  | { kind: 'gone' }
  | { kind: 'full' }
  /** They have asked again since: a person has one open request. */
  | { kind: 'asked-again' }
  /** The person it should go to isn't a facilitator of this workshop. */
  | { kind: 'stranger' };

const done: HelpDone = { kind: 'done' };

/** One act by a facilitator, recorded together with the change itself. */
export async function actOnHelp(workshopId: string, requestId: string, personId: string, act: HelpAct): Promise<HelpDone> {
  const found = await db().helpRequest.findFirst({ where: { id: requestId, enrolment: { workshopId } }, select: { enrolmentId: true } });
  if (!found) return { kind: 'gone' };
  const at = { enrolmentId: found.enrolmentId, workshopId };
  let result: HelpDone = { kind: 'gone' };
  await alone(at, async (tx) => {
    const request = await tx.helpRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { id: true, step: true, takenById: true, takenAt: true, closedAt: true, closedBy: true, takenBy: { select: { name: true } } },
    });
    if (request.closedAt && act.kind !== 'reopen') {
      result = { kind: 'closed', by: request.closedBy === 'attendee' ? 'attendee' : 'facilitator', at: request.closedAt };
      return null;
    }
    const mine = { takenById: personId, takenAt: new Date() };
    const reply = (text: string) => tx.helpReply.create({ data: { requestId, byPersonId: personId, by: 'facilitator', text } });
    const taken = (data: { takenById: string | null; takenAt: Date | null }) => tx.helpRequest.update({ where: { id: requestId }, data });
    const record = (act: Parameters<typeof audit>[0]['act'], more = {}) =>
      audit({ act, personId, workshopId, detail: { ...detail(at, request), ...more } }, tx);
    const isOthers = request.takenById !== null && request.takenById !== personId;
    const others: HelpDone = { kind: 'taken', by: request.takenBy?.name ?? null, at: request.takenAt ?? new Date() };
    result = done;
    switch (act.kind) {
      case 'take':
        if (isOthers) result = others;
        if (request.takenById !== null) return null; // or a second click
        await taken(mine);
        await record('help.taken');
        return true;
      case 'answer':
        if (!(await hasRoom(tx, requestId))) {
          result = { kind: 'full' };
          return null;
        }
        await reply(act.text);
        if (!request.takenById) await taken(mine); // answering takes it
        await record('help.answered');
        return true;
      case 'put-back':
        if (!request.takenById) return null;
        await taken({ takenById: null, takenAt: null });
        await record('help.handed-over');
        return true;
      case 'hand-over':
        if (!(await isFacilitator(tx, workshopId, act.to))) {
          result = { kind: 'stranger' };
          return null;
        }
        await taken({ takenById: act.to, takenAt: new Date() });
        await record('help.handed-over', { to: act.to });
        return true;
      case 'reopen':
        if (!request.closedAt) {
          if (isOthers) result = others; // who opened it first
          return null; // or a second click
        }
        if (await openOf(tx, at)) {
          result = { kind: 'asked-again' };
          return null;
        }
        await tx.helpRequest.update({ where: { id: requestId }, data: { closedAt: null, closedBy: null, ...mine } });
        await record('help.reopened');
        return true;
      case 'close':
        if (act.text !== null) await reply(act.text);
        if (!request.takenById) await taken(mine);
        await close(tx, requestId, 'facilitator');
        await record('help.closed');
        return true;
      default:
        return act satisfies never;
    }
  });
  return result;
}

/**
 * Puts back the open requests that somebody has taken, when they stop being a facilitator of the workshop: nobody else would take a request
 * that seems taken.
 */
export async function putBackAll(tx: Tx, workshopId: string, personId: string, by: string): Promise<void> {
  // as in `alone`, and always in the same order, so that two of these don't wait for each other
  await tx.$queryRaw`
    SELECT 1 FROM "Enrolment" e WHERE e."workshopId" = ${workshopId}::uuid AND EXISTS (SELECT 1 FROM "HelpRequest" h
      WHERE h."enrolmentId" = e."id" AND h."takenById" = ${personId}::uuid AND h."closedAt" IS NULL) ORDER BY e."id" FOR NO KEY UPDATE`;
  const theirs = await tx.helpRequest.updateManyAndReturn({
    where: { takenById: personId, closedAt: null, enrolment: { workshopId } },
    data: { takenById: null, takenAt: null },
    select: { id: true, step: true, enrolmentId: true },
  });
  for (const request of theirs) {
    const at = { enrolmentId: request.enrolmentId, workshopId };
    await audit({ act: 'help.handed-over', personId: by, workshopId, detail: detail(at, request) }, tx);
    await touch(tx, at);
  }
}

const isFacilitator = async (tx: Tx, workshopId: string, personId: string): Promise<boolean> =>
  (await tx.workshop.count({
    where: { id: workshopId, OR: [{ createdById: personId }, { enrolments: { some: { personId, role: 'facilitator' } } }] },
  })) > 0;
