import type { BoardRow, BoardStep } from '@/components/board/view';
import type { Lab } from '@/labs/lab';
import type { BoardEntry } from '@/lib/progress/board';
import { shownOutcome, stepStatus } from '@/lib/progress/standing';

export const boardSteps = (lab: Lab): BoardStep[] =>
  lab.sections.flatMap((s) => s.steps.map(({ slug, number, title, tracks }) => ({ slug, number, title, tracks })));

/** An attendee's row: each step they have looked at, with the word that says most about it. */
export function boardRow(lab: Lab, entry: BoardEntry): BoardRow {
  const { enrolmentId: id, name, userName, track, step, stepSince, seenAt, revision, failedTries } = entry;
  const cells: BoardRow['cells'] = {};
  for (const s of lab.sections.flatMap((section) => section.steps)) {
    if (entry.passed.includes(s.slug)) {
      cells[s.slug] = { status: 'pass' };
      continue;
    }
    const standings = entry.standings
      .filter((st) => st.step === s.slug)
      .map((st) => ({ ...st, checkedAt: null, troubleAt: null, evidence: [] }));
    if (standings.length === 0) continue;
    const checkIds = s.checks.map((c) => c.id);
    const status = stepStatus(checkIds, standings, false);
    const first = standings.find((st) => shownOutcome(st)?.status === status);
    const title = s.checks.find((c) => c.id === first?.checkId)?.title;
    cells[s.slug] = { status, ...(title ? { note: title } : {}) };
  }
  return { id, name, userName, track, step, stepSince, seenAt, revision, cells, failedTries };
}
