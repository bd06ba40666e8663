import { SolveList } from '@/components/board/solve-list';
import type { Workshop } from '@/lib/attendee/find';
import { type Lab, stepsOf } from '@/lib/lab/lab';
import { isSolvable } from '@/lib/lab/solve';
import { solvesOf } from '@/lib/progress/solves';
import { isOpen } from '@/lib/workshop-end';
import { offerSolve } from './solve-actions';

interface Props {
  workshop: Workshop;
  enrolmentId: string;
  lab: Lab;
  track: string;
  /** The slugs of the steps that they have done. */
  passed: readonly string[];
}

/** The steps that can be done for an attendee who must catch up, and what became of earlier offers. */
export async function Solves({ workshop, enrolmentId, lab, track, passed }: Props) {
  const solves = await solvesOf(enrolmentId);
  const steps = stepsOf(lab, track).map((step) => {
    const solve = solves.find((s) => s.step === step.slug) ?? null;
    const isOffered = solve !== null && solve.doneAt === null && (solve.answeredAt === null || solve.isAtWork);
    return {
      slug: step.slug,
      number: step.number,
      title: step.title,
      solve,
      mayOffer: isOpen(workshop) && isSolvable(step) && !passed.includes(step.slug) && !isOffered,
    };
  });
  return <SolveList steps={steps} offer={offerSolve.bind(null, workshop.slug, enrolmentId)} />;
}
