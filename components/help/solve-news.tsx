'use client';
import { useAttendee, useSections } from '@/components/step/state';
import { SlowLink } from '@/components/ui/slow-link';
import { isDone } from '@/lib/progress/standing';

/**
 * Offers to do a step for the attendee that wait for their answer, on every page of the workshop except the step's own, which shows all of it.
 * Whoever has passed the step since needs none.
 * @param here the last part of the page's path
 */
export function SolveNews({ here }: { here: string | undefined }) {
  const { solves = {}, steps } = useAttendee();
  const open = useSections()
    .flatMap((s) => s.steps)
    .flatMap((step) => {
      const solve = solves[step.slug];
      const isOpen = solve && !solve.answeredAt && !solve.doneAt && !isDone(steps[step.slug]?.status);
      return isOpen && step.slug !== here ? [{ step, by: solve.by }] : [];
    });
  return open.map(({ step, by }) => (
    <div key={step.slug} className="flex items-baseline gap-3 border-b bg-accent-soft px-4 py-2 text-sm wide:px-6">
      <span className="min-w-0 grow wrap-anywhere">
        {by ?? 'A facilitator'} offers to do {step.number} {step.title} for you. Nothing is done until you agree.
      </span>
      <SlowLink href={`${step.href}#done-for-you`}>{`Go to ${step.number}`}</SlowLink>
    </div>
  ));
}
