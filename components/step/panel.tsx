'use client';
import { useEffect, useRef, useState } from 'react';
import { SupportLinks } from '@/components/support/support-links';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Since } from '@/components/ui/now';
import { SlowLink } from '@/components/ui/slow-link';
import { untilBack } from '@/components/ui/until-back';
import { useAction } from '@/components/ui/use-action';
import type { PressAnswer } from '@/lib/attendee/press';
import { lostOf } from '@/lib/progress/later';
import { isDone, type Standing } from '@/lib/progress/standing';
import { Fields } from './fields';
import { Help } from './help';
import { BuiltOn, Changed } from './later';
import { BeingDone, Done, Notice, OffTrack } from './notice';
import { OutcomeRow } from './outcome-row';
import { Recorded } from './recorded';
import { type ArrangedRow, arranged, saidOf } from './rows';
import { SecretFields } from './secrets';
import { sendPress } from './send-press';
import { beingDone } from './solve-words';
import { tab, useAttendee, useAttendeeCache, useIsLive, useNeighbors } from './state';
import { summaryOf } from './summary-of';
import { noAnswer, pressValue, type StepView } from './view';

interface Props {
  step: StepView;
  press: (previous: PressAnswer, form: FormData) => Promise<PressAnswer>;
  /** Records that this step is open. */
  note: (workshop: string, step: string) => Promise<void>;
  signInHref: string;
  consentHref: string;
}

const verifying = pressValue({ kind: 'verify' });
const saving = pressValue({ kind: 'save' });
const probeForm = 'probe';
const lit = 'rounded-sm motion-safe:animate-lit';

const failed = (last: PressAnswer, note: string): PressAnswer => ({
  ...last,
  at: Date.now(),
  did: null,
  note,
  tone: 'bad',
  isFailure: true,
});

/** The server records the open step when it renders the page. It does not render a page that the browser restores from its cache. */
function useNote(note: Props['note'], { workshop, slug }: StepView): void {
  const { read } = useAttendeeCache();
  useEffect(() => {
    const timer = setTimeout(() => {
      // if this fails, the next page or press records it
      if (read()?.at !== slug) note(workshop, slug).catch(() => undefined);
    }, 1500);
    return () => clearTimeout(timer);
  }, [note, read, workshop, slug]);
}

/** The answer to the last press. What it says of a database that is away goes as soon as the database is back. */
function useUntilBack(answer: PressAnswer): PressAnswer {
  const { ask } = useAttendeeCache();
  const [back, setBack] = useState<PressAnswer | null>(null);
  useEffect(() => (answer.isAway ? untilBack(ask, () => setBack(answer)) : undefined), [answer, ask]);
  if (back !== answer) return answer;
  const { note, isFailure, ...rest } = answer;
  return rest;
}

/** The step's status and the Verify button. A form, so that it works before and without JavaScript. */
export function Panel({ step, press, note, signInHref, consentHref }: Props) {
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const cache = useAttendeeCache();
  const attendee = useAttendee();
  const { isMine, next } = useNeighbors(step.slug);
  const form = useRef<HTMLFormElement>(null);
  useNote(note, step);
  const {
    result: answer,
    sending,
    send,
    form: action,
  } = useAction(press, {
    initial: noAnswer,
    failed,
    sendBy: (form) => sendPress(form, attendee),
    extra: { tab },
    answered(answer) {
      if (answer.state) cache.take(answer.state);
      if (answer.isFailure) cache.refetch(); // the server may have done it, and only the answer was lost
      // valid input has become a value; invalid input, and what was typed meanwhile, stays
      const isLost = answer.hasSessionEnded || answer.isFailure;
      const isKept = ([name, text]: [string, string]) => isLost || answer.problems[name] || text !== answer.typed[name];
      setDrafts((known) => Object.fromEntries(Object.entries(known).filter(isKept)));
    },
  });
  const result = useUntilBack(answer);
  const doing = sending?.get('press') ?? null;
  // saving happens in the background, so it must not disable the button that somebody is about to press
  const isBlocked = doing !== null && doing !== saving;

  function save() {
    if (!form.current) return;
    const data = new FormData(form.current);
    data.set('press', saving);
    for (const { name } of step.secrets) data.delete(`secret-${name}`); // saving asks no service, so it needs no secrets
    send(data);
  }

  const state = attendee.steps[step.slug];
  const standings = state?.standings ?? [];
  const isPassed = isDone(state?.status);
  const isWatched = useIsLive() && step.isWatchable && !step.isOver;
  const { others, passed } = arranged(step.checks, standings);
  const [first] = useState({ isPassed, passed: passed.length }); // what turns green from here on moves

  function leave(name: string, to: EventTarget | null) {
    const draft = drafts[name];
    if (draft === undefined || draft === attendee.values[name]) return;
    if (to instanceof HTMLButtonElement && to.form === form.current && to.type === 'submit') return; // that button saves as well
    save();
  }

  const label = doing === verifying ? 'Checking…' : isPassed && state?.status !== 'waived' ? 'Verify again' : 'Verify step';
  const doneForThem = beingDone(attendee.solves?.[step.slug]);
  const row = (r: ArrangedRow) => (
    <OutcomeRow
      key={r.check.id}
      check={r.check}
      standing={r.standing}
      isRepeat={r.isRepeat && doneForThem.size === 0 /* the row before it may have nothing to say then */}
      isBeingDone={r.status !== 'pass' && doneForThem.has(r.check.id)}
      helped={step.helped}
      isWatched={isWatched}
      again={isPassed ? 'Verify again' : 'Verify'}
      signInHref={signInHref}
      consentHref={consentHref}
    />
  );
  const summary = summaryOf(
    state?.status ?? 'open',
    passed.length,
    others.map((r) => r.status),
  );
  const failure = result.hasSessionEnded ? 'Your session here has ended' : result.isFailure ? 'Couldn’t reach Guidepost' : '';
  return (
    <aside
      className="min-w-0 border-t bg-raised px-4 wide:px-6 pt-6 pb-27 wide:border-t-0 wide:border-l wide:pb-6 print:hidden"
      aria-label="Verify"
      id="standing"
    >
      <form
        ref={form}
        {...action}
        className="wide:sticky wide:top-6 wide:-m-1 wide:max-h-[calc(100dvh-3rem)] wide:overflow-y-auto wide:p-1"
      >
        <Where step={step} person={attendee.person} />
        {step.isOver ? null : (
          <Button look="wide" className="max-wide:hidden" data-key="v" name="press" value={verifying} disabled={isBlocked}>
            {label}
          </Button>
        )}
        <Sub standings={standings} passed={passed.length} of={step.checks.length} />
        <p role="status" className="sr-only">
          {summary} {result.did === 'verify' || result.isFailure ? '' : (result.note ?? '')}
        </p>
        {state && isPassed ? <Done slug={step.slug} state={state} isNews={!first.isPassed} /> : null}
        {state ? <Changed lost={lostOf(state)} checks={step.checks} /> : null}
        {doneForThem.size > 0 && !isPassed ? <BeingDone /> : null}
        {isPassed ? null : <BuiltOn slugs={step.buildsOn} />}
        {isMine ? <Notice result={result} isBusy={isBlocked} signInHref={signInHref} /> : <OffTrack />}
        {step.isOver ? (
          <Recorded fields={step.fields} values={attendee.values} />
        ) : (
          <>
            <Fields
              step={step}
              values={attendee.values}
              corrected={attendee.corrected ?? {}}
              drafts={drafts}
              result={result}
              isBusy={isBlocked}
              onType={(name, text) => setDrafts((d) => ({ ...d, [name]: text }))}
              onLeave={leave}
            />
            <SecretFields step={step} said={`${saidOf(standings)} ${result.note ?? ''}`} isBusy={isBlocked} probeForm={probeForm} />
          </>
        )}
        <ul aria-busy={isBlocked}>{others.map(row)}</ul>
        {passed.length > 0 ? (
          <Details
            summary={
              <span key={passed.length} className={passed.length > first.passed ? lit : undefined}>
                {`${passed.length} ${passed.length === 1 ? 'check' : 'checks'} passed`}
              </span>
            }
            className="border-t pt-2"
            open={others.length === 0 || undefined}
          >
            <ul className="mt-2">{passed.map(row)}</ul>
          </Details>
        ) : null}
        {step.isOver ? null : <Help slug={step.slug} result={result} isBusy={isBlocked} />}
        {standings.length > 0 ? <SupportLinks what="this step" /> : null}
        <div className="fixed inset-x-0 bottom-0 z-10 grid gap-2 border-t bg-raised px-4 pt-3 pb-[calc(0.625rem+env(safe-area-inset-bottom))] text-center text-xs empty:hidden wide:hidden">
          {/* on a phone the rows are further down, so the status links to them */}
          {isPassed && next && !failure ? (
            <SlowLink href={next.href}>{`${summary} On to ${next.number} ${next.title}`}</SlowLink>
          ) : failure || summary ? (
            <a href="#standing">{failure || summary}</a>
          ) : null}
          {step.isOver ? null : (
            <Button look="wide" className="text-base" name="press" value={verifying} disabled={isBlocked}>
              {label}
            </Button>
          )}
        </div>
      </form>
      <form id={probeForm} {...action}>
        <Where step={step} person={attendee.person} />
      </form>
    </aside>
  );
}

/** The page's step, and whose page it is: the server refuses what one person typed where another has signed in since. */
const Where = ({ step, person }: { step: StepView; person: string }) => (
  <>
    <input type="hidden" name="step" value={step.slug} />
    <input type="hidden" name="workshop" value={step.workshop} />
    <input type="hidden" name="person" value={person} />
  </>
);

function Sub({ standings, passed, of }: { standings: Standing[]; passed: number; of: number }) {
  const last = standings
    .flatMap((s) => [s.checkedAt, s.troubleAt].filter((t) => t !== null))
    .sort()
    .at(-1);
  return (
    <div className="mt-2 mb-4 flex justify-between gap-3 text-xs text-ink-3">
      <span>
        {last ? (
          <>
            Checked <Since at={last} /> ago, as you
          </>
        ) : (
          'Not checked yet'
        )}
      </span>
      <span>{`${passed} of ${of}`}</span>
    </div>
  );
}
