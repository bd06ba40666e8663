import type { BoardRow, BoardStep } from '@/components/board/view';
import type { Lab } from '@/labs/lab';
import type { BoardEntry } from '@/lib/progress/board';

export const boardSteps = (lab: Lab): BoardStep[] =>
  lab.sections.flatMap((s) => s.steps.map(({ slug, number, title, tracks }) => ({ slug, number, title, tracks })));

/** An attendee's row: each step they have looked at, with the word that says most about it. */
export function boardRow(lab: Lab, entry: BoardEntry): BoardRow {
  const { enrolmentId: id, name, userName, track, step, stepSince, seenAt, helpAt, revision, failedTries } = entry;
  const cells: BoardRow['cells'] = Object.fromEntries(entry.passed.map((slug) => [slug, { status: 'pass' }]));
  for (const { step: slug, status, checkId } of entry.open) {
    const note = titlesOf(lab).get(`${slug} ${checkId}`);
    cells[slug] = { status, ...(note && status !== 'open' ? { note } : {}) };
  }
  return { id, name, userName, track, step, stepSince, seenAt, helpAt, revision, cells, failedTries };
}

const titles = new WeakMap<Lab, Map<string, string>>();
function titlesOf(lab: Lab): Map<string, string> {
  const known =
    titles.get(lab) ??
    new Map(lab.sections.flatMap((s) => s.steps.flatMap((step) => step.checks.map((c) => [`${step.slug} ${c.id}`, c.title] as const))));
  titles.set(lab, known);
  return known;
}
