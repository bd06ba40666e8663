import { Banner } from '@/components/ui/banner';
import { SlowLink } from '@/components/ui/slow-link';
import type { PressAnswer } from '@/lib/attendee/press';
import type { StepState } from '@/lib/attendee/state';
import { useNeighbors } from './state';

/** Says that the step is verified, or what else a facilitator has made of it, and links to the next one. */
export function Done({ slug, state, isNews }: { slug: string; state: StepState; isNews: boolean }) {
  const { next } = useNeighbors(slug);
  return (
    <Banner tone={state.status === 'pass' ? 'done' : undefined} className={isNews ? 'motion-safe:animate-joy' : ''}>
      <How state={state} />
      {next ? <SlowLink href={next.href}>{`Go on to ${next.number} ${next.title}`}</SlowLink> : 'That was the last step.'}
    </Banner>
  );
}

function How({ state: { status, reason } }: { state: StepState }) {
  if (status === 'pass') return <b>Step verified. </b>;
  if (status === 'solved')
    return (
      <>
        <b>Your facilitator did this step for you.</b> It counts as done, not as verified.{' '}
      </>
    );
  return (
    <>
      <b>Your facilitator waived this step</b>
      {reason ? `: ${reason}` : ''}
      {/[.!?]$/.test(reason ?? '') ? ' ' : '. '}
      You don’t have to do it. If you do it and verify, it counts as verified.{' '}
    </>
  );
}

/** Says that the step is being done for the attendee, who has nothing to do in the panel meanwhile. */
export const BeingDone = () => (
  <Banner role="note">
    <b>Guidepost is doing this step for you.</b> Its checks run when that’s finished.
  </Banner>
);

/** Says that the step left the attendee's track while its page was open. A press would be refused. */
export const OffTrack = () => (
  <Banner role="alert">You’re on another track now, and this step isn’t part of it. Choose another step from the list.</Banner>
);

/** The result of the last press, if the rows do not show it. */
export function Notice({ result, isBusy, signInHref }: { result: PressAnswer; isBusy: boolean; signInHref: string }) {
  if (isBusy || !(result.note || result.hasSessionEnded)) return null;
  if (result.hasSessionEnded) {
    return (
      <Banner tone="bad" role="alert">
        Your session here has ended. What you typed is still in the fields, but you may have to paste secrets again.{' '}
        <a href={signInHref}>Sign in again</a>
      </Banner>
    );
  }
  return (
    <Banner tone={result.tone} role={result.isFailure ? 'alert' : undefined}>
      {result.note}
    </Banner>
  );
}
