import type { Prisma } from '@/generated/prisma/client';
import { db } from '@/lib/db';
import { lastHelp, shownHelp } from '@/lib/help/read';
import type { HelpView } from '@/lib/help/view';
import { standingColumns, standingOf } from './rows';
import { type Solve, solvesOf } from './solves';
import type { How, Standing } from './standing';

/** Everything known about an attendee's progress. Times are ISO 8601. */
export interface Progress {
  track: string;
  /** By step slug. */
  standings: Record<string, Standing[]>;
  passed: { step: string; at: string; how: How; reason: string | null }[];
  values: Record<string, string>;
  /** Of these, the ones that a facilitator corrected. */
  corrected: Record<string, string>;
  revision: string;
  /** The step last opened. */
  at: string | null;
  /** When they asked for help. */
  helpAt: string | null;
  /** Their last request for help, if it still concerns them. */
  help: HelpView | null;
}

/** With the offers to do a step for them, the latest of each step. */
export interface ProgressWithOffers extends Progress {
  solves: Solve[];
}

/** Null if they aren’t in the workshop anymore. Offers are read after the rest, because they are made before the revision grows. */
export async function findProgressWithOffers(enrolmentId: string): Promise<ProgressWithOffers | null> {
  const progress = await findProgress(enrolmentId);
  return progress && { ...progress, solves: await solvesOf(enrolmentId) };
}

/** For Prisma's `select`: what `progressIn` makes an attendee's progress of. */
export const progressColumns = {
  track: true,
  revision: true,
  step: true,
  helpAt: true,
  help: lastHelp,
  values: { select: { name: true, value: true, source: true }, orderBy: { name: 'asc' } },
  standings: { select: standingColumns },
  passes: { select: { step: true, at: true, how: true, reason: true } },
} as const;

/** Everything about one enrolment, read in one query and therefore at one moment. Null if they aren’t in the workshop anymore. */
export async function findProgress(id: string): Promise<Progress | null> {
  const found = await db().enrolment.findUnique({ where: { id }, select: progressColumns });
  return found && progressIn(found);
}

/** The same, of somebody who is in the workshop. */
export async function progressOf(enrolmentId: string): Promise<Progress> {
  const progress = await findProgress(enrolmentId);
  if (!progress) throw new Error(`There is no enrolment ${enrolmentId}.`);
  return progress;
}

/** The progress in an enrolment that was read with these columns. */
export function progressIn(found: Prisma.EnrolmentGetPayload<{ select: typeof progressColumns }>): Progress {
  const standings: Record<string, Standing[]> = {};
  for (const row of found.standings) {
    standings[row.step] ??= [];
    standings[row.step]?.push(standingOf(row));
  }
  return {
    track: found.track,
    standings,
    passed: found.passes.map((p) => ({ ...p, how: p.how as How, at: p.at.toISOString() })), // one of the words that `change` writes
    values: Object.fromEntries(found.values.map((v) => [v.name, v.value])),
    corrected: Object.fromEntries(found.values.flatMap((v) => (v.source === 'corrected' ? [[v.name, v.value]] : []))),
    revision: String(found.revision),
    at: found.step,
    helpAt: found.helpAt?.toISOString() ?? null,
    help: shownHelp(found.help),
  };
}
