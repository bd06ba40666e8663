import type { PrismaClient } from '@/generated/prisma/client';
import { db } from './db';
import type { Lab } from './lab/lab';
import { settingsOf } from './lab/settings';
import { log } from './log';

/** The acts that others may ask about later. */
export type Act =
  | 'workshop.created'
  | 'workshop.changed'
  | 'workshop.scheduled'
  | 'workshop.closed'
  | 'workshop.reopened'
  | 'workshop.code-renewed'
  | 'workshop.deleted'
  | 'workshop.keys-removed'
  | 'workshop.data-deleted'
  | 'attendee.removed'
  | 'attendee.data-deleted'
  | 'facilitator.invited'
  | 'facilitator.invitation-withdrawn'
  | 'facilitator.joined'
  | 'facilitator.removed'
  | 'facilitator.left'
  | 'joining.closed'
  | 'joining.opened'
  | 'roster.imported'
  | 'roster.shortened'
  | 'table.downloaded'
  | 'leftovers.checked'
  | 'help.taken'
  | 'help.answered'
  | 'help.handed-over'
  | 'help.closed'
  | 'help.reopened'
  | 'announcement.made'
  | 'announcement.ended'
  | 'attendee.checked'
  | 'step.checked'
  | 'attendee.step-waived'
  | 'attendee.step-reopened'
  | 'attendee.value-corrected'
  | 'attendee.track-changed'
  | 'attempt.rejudged'
  | 'solve.offered'
  | 'solve.agreed'
  | 'solve.declined'
  | 'solve.done'
  | 'solve.left'
  | 'solve.failed'
  | 'solve.stopped';

export interface Change {
  from: string | null;
  to: string | null;
}

/** What differs, by name. It says nothing about secrets: see `secretChanges`. */
export function changes(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
): Record<string, Change> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const [from, to] = [before[name] ?? null, after[name] ?? null];
      return from === to ? [] : [[name, { from, to }]];
    }),
  );
}

/**
 * What differs between the old and the new settings. It leaves out settings that the lab has gained since, and an empty one that was
 * absent.
 */
export const settingChanges = (lab: Lab, before: unknown, after: unknown): Record<string, Change> =>
  changes(settingsOf(lab, before), settingsOf(lab, after));

/** Which secrets were entered, replaced or removed; never what they are. */
export function secretChanges(before: readonly string[], kept: readonly string[], given: readonly string[]): Record<string, string> {
  const dropped = before.filter((name) => !kept.includes(name) && !given.includes(name));
  return Object.fromEntries([
    ...given.map((name) => [name, before.includes(name) ? 'replaced' : 'given'] as const),
    ...dropped.map((name) => [name, 'removed'] as const),
  ]);
}

interface Event {
  act: Act;
  personId: string | null;
  /** Null if the workshop itself is gone. */
  workshopId: string | null;
  /** What changed, with the old and the new value; never a secret or anybody's name. */
  detail?: Record<string, unknown>;
}

/** Records who did what; together with the change itself if a transaction is given. */
export async function audit({ act, personId, workshopId, detail }: Event, tx: Pick<PrismaClient, 'auditEvent'> = db()): Promise<void> {
  // what a detail is made of is JSON already: text, numbers, and records of them
  const data = { personId, workshopId, action: act, ...(detail ? { detail: JSON.parse(JSON.stringify(detail)) } : {}) };
  await tx.auditEvent.create({ data });
  log().info({ event: 'audit', act, personId, workshopId, detail }, 'an act');
}
