import { createHash } from 'node:crypto';
import { db } from '@/lib/db';
import type { Step } from '@/lib/lab/lab';
import { isForPerson, partsOn } from '@/lib/lab/part';
import { settingsOf } from '@/lib/lab/settings';
import { partsInWords } from '@/lib/lab/solve';
import { type InLab, inLab, knownOf, withValues } from './in-lab';

/** What the parts of a step work with: the settings, the track, and the values that they name. */
function doneWith(attendee: InLab, step: Step): [string, string][] {
  const known = knownOf(attendee);
  const names = partsOn(step.parts ?? [], attendee.track).flatMap((part) => (isForPerson(part) ? [] : [...part.needs, ...part.uses]));
  const used = [...new Set(names)].map((name) => [name, known[name] ?? ''] as const);
  const all = { ...settingsOf(attendee.lab, attendee.workshop.settings), ...Object.fromEntries(used), track: attendee.track };
  return Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Identifies what would be done for somebody: its parts in words, and what they work with. It changes as soon as anything differs. */
export const agreementOf = (attendee: InLab, step: Step): string =>
  createHash('sha256')
    .update(JSON.stringify([partsInWords(attendee.lab, step, knownOf(attendee)), doneWith(attendee, step)]))
    .digest('hex');

/** What was agreed to, plus what the work itself has recorded since. It includes nobody else's changes. */
export const withRecorded = (agreed: InLab, recorded: Readonly<Record<string, string>>): InLab =>
  withValues(agreed, { ...agreed.enrolment.values, ...recorded });

/**
 * Whether somebody changed what the work uses: a setting, the track, or a value. What a check has learned since doesn't count, because it
 * doesn't reach the work.
 */
export async function isChanged(step: Step, agreed: InLab, recorded: Readonly<Record<string, string>>): Promise<boolean> {
  const found = await db().enrolment.findUnique({
    where: { id: agreed.enrolment.id },
    select: { track: true, values: { select: { name: true, value: true, source: true } }, workshop: { select: { settings: true } } },
  });
  if (!found) return true;
  const own = withRecorded(agreed, recorded);
  const values = found.values.flatMap(({ name, value, source }) => {
    const kept = source === 'learnt' ? own.enrolment.values[name] : value;
    return kept === undefined ? [] : [[name, kept] as const];
  });
  const { track } = found;
  const workshop = { ...agreed.workshop, settings: settingsOf(agreed.lab, found.workshop.settings) };
  const now = inLab({ ...agreed, workshop, enrolment: { ...agreed.enrolment, track, values: Object.fromEntries(values) } }, agreed.lab);
  return agreementOf(now, step) !== agreementOf(own, step);
}
