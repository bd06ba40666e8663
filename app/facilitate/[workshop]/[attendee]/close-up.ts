import { actsOf } from '@/app/facilitate/[workshop]/settings/acts';
import { correctable } from '@/lib/acts/acts';
import { db } from '@/lib/db';
import { hintsOf } from '@/lib/help/hints';
import { queueOf } from '@/lib/help/read';
import { allSteps, type Lab, labelOf, stepsOf, trackIn } from '@/lib/lab/lab';
import type { Finding } from '@/lib/lab/outcome';
import { isSolvable } from '@/lib/lab/solve';
import { progressColumns, progressIn } from '@/lib/progress/read';
import { type Solve, solvesOf } from '@/lib/progress/solves';
import { type CloseUp, type SolveRow, shownAttempts } from '@/lib/room/close-up';
import { endsColumns, isOpen } from '@/lib/workshop-end';

const columns = {
  ...progressColumns,
  joinedAt: true,
  workshop: { select: endsColumns },
  person: { select: { name: true, userName: true } },
  attempts: {
    select: { id: true, step: true, trigger: true, at: true, durationMs: true, passed: true, outcomes: true },
    orderBy: { at: 'desc' },
    take: shownAttempts,
  },
} as const;

/**
 * What those who run a workshop see of one of its attendees; null where it has no such attendee, or no longer. The revision is read before
 * the rest, so that a page never takes older parts for those of a newer revision.
 */
export async function closeUpOf(workshopId: string, lab: Lab, id: string): Promise<CloseUp | null> {
  const found = await db().enrolment.findFirst({ where: { id, workshopId, role: 'attendee' }, select: columns });
  if (!found) return null;
  const [solves, hints, acts, [help = null]] = await Promise.all([
    solvesOf(id),
    hintsOf(id),
    actsOf(lab, workshopId, id),
    queueOf(workshopId, id),
  ]);
  const { revision, standings, passed, at } = progressIn(found);
  const track = trackIn(lab, found.track);
  const numbers = new Map(allSteps(lab).map((step) => [step.slug, step.number])); // attempts on another track are part of the history
  const byCheck = Object.entries(standings).map(([step, all]) => [step, all.sort((a, b) => (a.checkId < b.checkId ? -1 : 1))]);
  return {
    ...{ revision, standings: Object.fromEntries(byCheck), passed, at, help, track, hints, acts },
    name: found.person.name,
    userName: found.person.userName,
    joinedAt: found.joinedAt.toISOString(),
    values: found.values.map(({ name, value: text, source }) => {
      const mayCorrect = correctable(lab, name) !== null;
      return { name, label: labelOf(lab, name), text, source, mayCorrect };
    }),
    attempts: found.attempts.map(({ step, at, outcomes, ...attempt }) => ({
      ...attempt,
      step: numbers.get(step) ?? step,
      at: at.toISOString(),
      findings: outcomes as unknown as Finding[], // as `change` wrote them
    })),
    solves: solveRows(lab, track, solves, isOpen(found.workshop) ? new Set(passed.map((p) => p.step)) : null),
  };
}

/** The steps that can be done for somebody, and what became of earlier offers. @param passed null: nothing can be offered anymore */
function solveRows(lab: Lab, track: string, solves: readonly Solve[], passed: ReadonlySet<string> | null): SolveRow[] {
  const rows = stepsOf(lab, track).map((step): SolveRow => {
    const solve = solves.find((s) => s.step === step.slug) ?? null;
    const isOffered = solve !== null && solve.doneAt === null && (solve.answeredAt === null || solve.isAtWork);
    const mayOffer = passed !== null && isSolvable(step) && !passed.has(step.slug) && !isOffered;
    return { slug: step.slug, number: step.number, title: step.title, solve, mayOffer };
  });
  return rows.filter(({ mayOffer, solve }) => mayOffer || solve);
}
