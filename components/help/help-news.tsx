'use client';
import { useAttendee, useSections } from '@/components/step/state';
import { SlowLink } from '@/components/ui/slow-link';

/**
 * What became of a request for help, on every page of the workshop: a step's panel has it as well, far down on a small screen and behind its rows
 * on a large one.
 * @param here the last part of the page's path
 */
export function HelpNews({ here }: { here: string | undefined }) {
  const request = useAttendee().help?.request;
  const steps = useSections().flatMap((s) => s.steps);
  const last = request?.replies.at(-1);
  if (!request || request.closedAt || !(request.takenBy || last)) return null;
  const about = steps.find(({ slug }) => slug === request.step);
  const isStep = steps.some(({ slug }) => slug === here);
  const answer = last?.by === 'facilitator' ? `${last.name ?? 'A facilitator'} answered: ${last.text}` : null;
  const words = answer ?? `${request.takenBy ?? 'A facilitator'} is on your request for help.`;
  const href = isStep ? '#help' : about ? `${about.href}#help` : null;
  return (
    <div className="flex items-baseline gap-3 border-b bg-accent-soft px-4 py-2 text-sm wide:px-6">
      <span className="line-clamp-2 min-w-0 grow wrap-anywhere">{words}</span>
      {href === null ? null : isStep ? <a href={href}>Read</a> : <SlowLink href={href}>{`Go to ${about?.number ?? 'it'}`}</SlowLink>}
    </div>
  );
}
