import { Banner } from '@/components/ui/banner';
import { SlowLink } from '@/components/ui/slow-link';
import type { PressAnswer } from '@/lib/attendee/press';
import { useNeighbors } from './state';

/** Says that the step is verified, and links to the next one. */
export function Done({ slug, others, isNews }: { slug: string; others: number; isNews: boolean }) {
  const { next } = useNeighbors(slug);
  return (
    <Banner tone="done" className={isNews ? 'motion-safe:animate-joy' : ''}>
      <b>Step verified.</b> {others > 0 ? 'It stays verified, whatever the checks now say. ' : ''}
      {next ? <SlowLink href={next.href}>{`Go on to ${next.number} ${next.title}`}</SlowLink> : 'That was the last step.'}
    </Banner>
  );
}

/** Says that the step left the attendee's track while its page was open. A press would be refused. */
export const OffTrack = () => (
  <Banner role="alert">This step is not on your track, which you have switched. Choose another step from the list.</Banner>
);

/** The result of the last press, if the rows do not show it. */
export function Notice({ result, isBusy, signInHref }: { result: PressAnswer; isBusy: boolean; signInHref: string }) {
  if (isBusy || !(result.note || result.hasSessionEnded)) return null;
  if (result.hasSessionEnded) {
    return (
      <Banner tone="bad" role="alert">
        Your session here has ended. What you typed is still in the fields; secrets you may have to paste again.{' '}
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
