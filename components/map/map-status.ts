import type { Outcome } from '@/lib/lab/outcome';
import { lostOf } from '@/lib/progress/later';
import type { Standing, StepStatus } from '@/lib/progress/standing';
import { isDone, shownOutcome } from '@/lib/progress/standing';

interface Steps {
  readonly [slug: string]: { status: StepStatus; standings: readonly Standing[] };
}

const urgency: readonly Outcome['status'][] = ['wrong', 'unreachable', 'waiting', 'missing'];

/** A step whose work is there. What was waived is not. */
const isMade = (status: StepStatus) => isDone(status) && status !== 'waived';

/** Which checks of all steps have passed, and what is known of the others. A check of a passed step stays passed. */
export function checkStatuses(steps: Steps): ReadonlyMap<string, StepStatus> {
  const found = new Map<string, StepStatus>();
  for (const { status, standings } of Object.values(steps))
    for (const s of standings)
      if (found.get(s.checkId) !== 'pass') found.set(s.checkId, isMade(status) ? 'pass' : (shownOutcome(s)?.status ?? 'open'));
  return found;
}

/** How a part of the map stands: lit once all its checks have passed; until then, what needs its attendee most. */
export function partStatus(checks: readonly string[] | null, known: ReadonlyMap<string, StepStatus>): StepStatus {
  const statuses = (checks ?? []).map((id) => known.get(id) ?? 'open');
  if (statuses.every((s) => s === 'pass')) return 'pass';
  return urgency.find((u) => statuses.includes(u)) ?? 'open';
}

/** The checks of passed steps that are no longer true: what they light stays lit, with a mark on it. */
export const lostChecks = (steps: Steps): ReadonlySet<string> =>
  new Set(Object.values(steps).flatMap((step) => lostOf(step).map((s) => s.checkId)));

/** Whether anything of a part has changed since it was lit. */
export const hasChanged = (checks: readonly string[] | null, lost: ReadonlySet<string>): boolean =>
  (checks ?? []).some((id) => lost.has(id));

/** The services that couldn't be asked last time, by name, if that still matters. */
export function inTrouble(steps: Steps): ReadonlySet<string> {
  const shown = Object.values(steps).flatMap(({ status, standings }) => (isDone(status) ? [] : standings.map(shownOutcome)));
  return new Set(shown.flatMap((o) => (o?.status === 'unreachable' ? [o.cloud] : [])));
}
