import type { Outcome } from '@/lib/lab/outcome';
import { type Standing, type StepStatus, shownOutcome } from '@/lib/progress/standing';
import type { CheckView } from './view';

interface Row {
  check: CheckView;
  standing: Standing | undefined;
}
export interface ArrangedRow extends Row {
  status: StepStatus;
  /** An earlier row says the same, so this one is only named. */
  isRepeat: boolean;
}

/** What needs somebody comes first. */
const order: StepStatus[] = ['wrong', 'unreachable', 'waiting', 'missing', 'open'];

/** What a row waits for, in its words; null if it says something that no other row does. */
function reasonOf(outcome: Outcome | null): string | null {
  switch (outcome?.status) {
    case 'missing':
    case 'unreachable':
      return outcome.message;
    case 'waiting':
      return outcome.on;
    default:
      return null;
  }
}

/** A step's rows: those left to do, by urgency, with rows that wait for the same thing together, and the passed ones. */
export function arranged(checks: readonly CheckView[], standings: readonly Standing[]): { others: ArrangedRow[]; passed: ArrangedRow[] } {
  const rows = checks.map((check) => {
    const standing = standings.find((s) => s.checkId === check.id);
    const outcome = standing ? shownOutcome(standing) : null;
    const status: StepStatus = outcome?.status ?? 'open';
    return { check, standing, status, reason: reasonOf(outcome) };
  });
  const passed = rows.filter((r) => r.status === 'pass').map(({ reason, ...row }) => ({ ...row, isRepeat: false }));
  const others: ArrangedRow[] = [];
  for (const status of order) {
    const group = rows.filter((r) => r.status === status);
    const firstOf = (reason: string | null) => group.findIndex((r) => r.reason === reason);
    const placed = group.map((row, i) => ({ ...row, at: row.reason === null ? i : firstOf(row.reason), i }));
    placed.sort((a, b) => a.at - b.at || a.i - b.i);
    for (const { check, standing, at, i } of placed) others.push({ check, standing, status, isRepeat: at !== i });
  }
  return { others, passed };
}

/** Everything that the checks of a step say, for whoever looks for something in it. */
export const saidOf = (standings: readonly Standing[]): string =>
  standings
    .flatMap(({ verdict, trouble }) => [verdict, trouble])
    .flatMap((o) => (o && 'remedy' in o ? [o.message, o.remedy] : []))
    .join(' ');
