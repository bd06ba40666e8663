import { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '@/lib/db';
import { afterwardsMs, type Closed, type HelpView, type Queued } from './view';

/** For Prisma's `select`: a request with what was said in it. */
const columns = {
  id: true,
  step: true,
  text: true,
  askedAt: true,
  closedAt: true,
  closedBy: true,
  takenBy: { select: { name: true } },
  replies: { select: { id: true, by: true, text: true, at: true, byPerson: { select: { name: true } } }, orderBy: { at: 'asc' } },
} as const;

/** The same for an enrolment: its last request. */
export const lastHelp = { select: columns, orderBy: { askedAt: 'desc' }, take: 1 } as const;

interface Row {
  id: string;
  step: string;
  text: string | null;
  askedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  takenBy: { name: string } | null;
  replies: { id: string; by: string; text: string; at: Date; byPerson: { name: string } | null }[];
}

const who = (by: string | null) => (by === 'attendee' ? 'attendee' : 'facilitator');

function viewOf(row: Row): HelpView {
  return {
    id: row.id,
    step: row.step,
    text: row.text,
    askedAt: row.askedAt.toISOString(),
    takenBy: row.takenBy?.name ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedAt && who(row.closedBy),
    replies: row.replies.map(({ id, by, text, at, byPerson }) => ({
      id,
      by: who(by),
      name: byPerson?.name ?? null,
      text,
      at: at.toISOString(),
    })),
  };
}

/** What an attendee sees of their last request: while it is open, and for a while after a facilitator closed it with an answer. */
export function shownHelp([last]: readonly Row[], now = Date.now()): HelpView | null {
  if (!last) return null;
  const isAnswered = last.closedBy === 'facilitator' && last.replies.some(({ by }) => by === 'facilitator');
  if (last.closedAt && !(isAnswered && now - last.closedAt.getTime() < afterwardsMs)) return null;
  return viewOf(last);
}

const Outcomes = z
  .array(
    z.object({
      checkId: z.string(),
      status: z.string(),
      message: z.string(),
      expected: z.string().optional(),
      found: z.string().optional(),
    }),
  )
  .catch([]);

/** As many as anybody would read. */
const longestQueue = 200;
/** The number of last replies that each request carries: every change of the queue goes to every board, and a page lists many closed ones. */
export const queuedReplies = 5;
const lastReplies = {
  replies: { ...columns.replies, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: queuedReplies },
  _count: { select: { replies: true } },
} satisfies Prisma.HelpRequestSelect;

/** As many closed requests as a page lists. */
const shownClosed = 50;

/** A workshop's closed requests, the last closed first, with how many there are in all. */
export async function closedOf(workshopId: string): Promise<{ closed: Closed[]; total: number }> {
  const where = { closedAt: { not: null }, enrolment: { workshopId } };
  const [rows, total] = await Promise.all([
    db().helpRequest.findMany({
      where,
      select: { ...columns, ...lastReplies, enrolmentId: true, enrolment: { select: { person: { select: { name: true } } } } },
      orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
      take: shownClosed,
    }),
    db().helpRequest.count({ where }),
  ]);
  const closed = rows.map((row) => ({
    ...viewOf({ ...row, replies: row.replies.toReversed() }),
    said: row._count.replies,
    enrolmentId: row.enrolmentId,
    name: row.enrolment.person.name,
  }));
  return { closed, total };
}

/** Who waits for help in a workshop, the longest first; of one attendee, what they wait for. One query. */
export async function queueOf(workshopId: string, enrolmentId?: string): Promise<Queued[]> {
  const rows = await db().helpRequest.findMany({
    where: { closedAt: null, enrolment: { workshopId, ...(enrolmentId ? { id: enrolmentId } : {}) } },
    select: {
      ...columns,
      ...lastReplies,
      enrolmentId: true,
      outcomes: true,
      takenById: true,
      takenAt: true,
      enrolment: { select: { person: { select: { name: true } }, hints: { select: { step: true } } } },
    },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: longestQueue,
  });
  return rows.map((row) => ({
    ...viewOf({ ...row, replies: row.replies.toReversed() }),
    said: row._count.replies,
    enrolmentId: row.enrolmentId,
    name: row.enrolment.person.name,
    outcomes: Outcomes.parse(row.outcomes),
    hints: row.enrolment.hints.filter(({ step }) => step === row.step).length,
    takenById: row.takenById,
    takenAt: row.takenAt?.toISOString() ?? null,
  }));
}
