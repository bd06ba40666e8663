'use client';
import { answeredBy } from '@/components/help/answered-by';
import { Thread } from '@/components/help/thread';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { Details } from '@/components/ui/details';
import { Since } from '@/components/ui/now';
import { WordsField } from '@/components/ui/words-field';
import type { PressAnswer } from '@/lib/attendee/press';
import type { HelpView } from '@/lib/help/view';
import { shownOutcome } from '@/lib/progress/standing';
import { useHints } from './hints';
import { useAttendee, useSections } from './state';
import { pressValue } from './view';

interface Props {
  /** The step that the page is of. */
  slug: string;
  result: PressAnswer;
  isBusy: boolean;
}

/** Asks the facilitator for help, and shows what becomes of it. The board shows it at once. */
export function Help({ slug, result, isBusy }: Props) {
  const { help, helpAt } = useAttendee();
  const request = help?.request ?? null;
  const isOpen = request ? request.closedAt === null : helpAt !== null;
  return (
    <section id="help" aria-label="Help" className="mt-4 border-t pt-3 text-sm text-ink-2">
      {isOpen ? (
        <Asked request={request} since={request?.askedAt ?? helpAt ?? ''} slug={slug} result={result} isBusy={isBusy} />
      ) : (
        <>
          {request?.closedAt ? <Answered request={request} closedAt={request.closedAt} /> : null}
          <Ask slug={slug} result={result} isBusy={isBusy} />
        </>
      )}
    </section>
  );
}

function Ask({ slug, result, isBusy }: Props) {
  const problem = result.problems['help-text'];
  return (
    <>
      <Button name="press" value={pressValue({ kind: 'ask-for-help' })} disabled={isBusy}>
        Ask the facilitator for help
      </Button>
      <Details summary="Add a few words" className="mt-1" open={problem ? true : undefined}>
        <WordsField
          name="help-text"
          label="What is it about?"
          hint="If you like. Never paste a secret or a key."
          problem={problem}
          typed={problem ? result.typed['help-text'] : undefined}
        />
      </Details>
      <p className="mt-1 text-xs text-ink-3">
        <GoesWithIt slug={slug} />
      </p>
    </>
  );
}

/** What the facilitator is shown besides the words. */
function GoesWithIt({ slug }: { slug: string }) {
  const { steps } = useAttendee();
  const { hints, opened } = useHints();
  const shown = (steps[slug]?.standings ?? []).flatMap((s) => shownOutcome(s) ?? []);
  const open = shown.filter(({ status }) => status !== 'pass').length;
  const results =
    shown.length === 0
      ? 'that nothing was checked on this step yet'
      : `your last results on this step (${open === 0 ? 'all passed' : `${open} of ${shown.length} not passed`})`;
  const hinted = hints > 0 ? `, and that you opened ${opened.size === 0 ? 'no' : opened.size} ${opened.size === 1 ? 'hint' : 'hints'}` : '';
  return `Your facilitator also sees ${results}${hinted}.`;
}

function Asked({ request, since, slug, result, isBusy }: Props & { request: HelpView | null; since: string }) {
  const step = useSections()
    .flatMap((s) => s.steps)
    .find((s) => s.slug === request?.step && s.slug !== slug);
  const problem = result.problems['help-more'];
  const mine = request?.replies.filter(({ by }) => by === 'attendee').length ?? 0;
  return (
    <>
      <p>
        You asked for help{step ? ` on ${step.number}` : ''} <Since at={since} /> ago;{' '}
        <b aria-live="polite">{request?.takenBy ? `${request.takenBy} is on it.` : 'your facilitator sees it.'}</b>
      </p>
      {request ? <Thread text={request.text} replies={request.replies} me="attendee" /> : null}
      <Details summary="Add something" className="mt-2" open={problem || mine < (request?.replies.length ?? 0) ? true : undefined}>
        <WordsField
          key={mine} // what was sent leaves the field; what is being typed stays when an answer arrives
          name="help-more"
          label="Your message"
          problem={problem}
          typed={problem ? result.typed['help-more'] : undefined}
        />
        <Button className="mt-2" name="press" value={pressValue({ kind: 'add-to-help' })} disabled={isBusy}>
          Send
        </Button>
      </Details>
      <Button className="mt-2" name="press" value={pressValue({ kind: 'end-help' })} disabled={isBusy}>
        No longer needed
      </Button>
    </>
  );
}

function Answered({ request, closedAt }: { request: HelpView; closedAt: string }) {
  return (
    <div className="mb-3">
      <p aria-live="polite">
        {answeredBy(request)} Your request was closed at <Clock at={Date.parse(closedAt)} />.
      </p>
      <Thread text={request.text} replies={request.replies} me="attendee" />
    </div>
  );
}
