import type { ReactNode } from 'react';
import { SupportLinks } from '@/components/support/support-links';
import { buttonLook } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Word } from '@/components/ui/mark';
import { Compared, MarkedItem, Say } from '@/components/ui/marked-item';
import { Moment } from '@/components/ui/moment';
import { short, useNow } from '@/components/ui/now';
import type { Outcome, Unreachable, Waiting } from '@/lib/lab/outcome';
import { type Standing, shownOutcome } from '@/lib/progress/standing';
import { ageWord, type Reading, waitingSays } from './age-words';
import { type CheckView, troubleId } from './view';

/** One check as a row: mark, title, status, message and remedy. */
export function OutcomeRow({
  check,
  standing,
  helped = [],
  isRepeat = false,
  isBeingDone = false,
  isWatched,
  again,
  signInHref,
  consentHref,
}: {
  check: CheckView;
  standing: Standing | undefined;
  /** The checks and troubles that the text on this page says what to do about. */
  helped?: readonly string[];
  /** An earlier row waits for the same thing and says so, so this one is only named, in gray. */
  isRepeat?: boolean;
  /** Guidepost is doing it for them: there is nothing to do about it now. */
  isBeingDone?: boolean;
  /** Whether it is checked again without anybody’s click. */
  isWatched: boolean;
  /** The button that checks again, as it is called on this page. */
  again: string;
  signInHref: string;
  consentHref: string;
}) {
  const now = useNow();
  const outcome = standing ? shownOutcome(standing) : null;
  const status = outcome?.status ?? 'open';
  const says = standing && outcome?.status === 'waiting' ? <WaitingSays {...{ outcome, standing, now, isWatched, again }} /> : null;
  const hidden = standing?.trouble && standing.verdict?.status === 'pass' ? standing.trouble : null;
  return (
    <MarkedItem status={status} label={check.title} isQuiet={isRepeat}>
      <div className="min-w-0 grow motion-safe:animate-settle" key={status}>
        {check.title} <Word status={status}>{standing ? ageWord(outcome, standing, now) : undefined}</Word>
        {isBeingDone ? (
          <Say>Guidepost is doing this for you.</Say>
        ) : isRepeat ? (
          <Again outcome={outcome} />
        ) : (
          <Body outcome={outcome} says={says} signInHref={signInHref} consentHref={consentHref} />
        )}
        {isRepeat || isBeingDone ? null : <WhatToDo about={subjectOf(check, outcome, helped)} title={check.title} />}
        {hidden ? (
          <Say>
            Correct when last checked{standing?.checkedAt ? ` ${short(now - Date.parse(standing.checkedAt))} ago` : ''}. Couldn’t check
            since: {hidden.message}
          </Say>
        ) : null}
        {standing && standing.evidence.length > 0 && !isRepeat ? <EvidenceList standing={standing} title={check.title} /> : null}
      </div>
    </MarkedItem>
  );
}

interface BodyProps {
  outcome: Outcome | null;
  /** What a waiting one says. */
  says: ReactNode;
  signInHref: string;
  consentHref: string;
}

function Body({ outcome, says, signInHref, consentHref }: BodyProps) {
  switch (outcome?.status) {
    case 'pass':
      return outcome.advice ? <Say>{outcome.advice}</Say> : null;
    case 'missing':
      return (
        <Say>
          {outcome.message} {outcome.remedy}
        </Say>
      );
    case 'wrong':
      return (
        <>
          <Say>{outcome.message}</Say>
          <Compared expected={outcome.expected} found={outcome.found} />
          <Say>{outcome.remedy}</Say>
        </>
      );
    case 'waiting':
      return says;
    case 'unreachable':
      return <Trouble outcome={outcome} href={outcome.way === 'consent' ? consentHref : signInHref} />;
    default:
      return null;
  }
}

/** Where no script runs, nothing is watched, whatever the server took for granted. */
function WaitingSays({ outcome, standing, ...reading }: { outcome: Waiting; standing: Standing } & Reading) {
  const says = (isWatched: boolean) => waitingSays(outcome, standing, { ...reading, isWatched });
  if (!reading.isWatched) return <Say>{says(false)}</Say>;
  return (
    <Say>
      <span className="noscript:hidden">{says(true)}</span>
      <span className="hidden noscript:inline">{says(false)}</span>
    </Say>
  );
}

/** What the text on this page says about an outcome, by name; null where it says nothing. */
function subjectOf({ id }: CheckView, outcome: Outcome | null, helped: readonly string[]): string | null {
  if (!outcome || outcome.status === 'pass') return null;
  const subject = outcome.status === 'unreachable' ? outcome.trouble : id;
  return helped.includes(subject) ? subject : null;
}

/** A browser that follows the link unfolds what it leads to. */
const WhatToDo = ({ about, title }: { about: string | null; title: string }) =>
  about === null ? null : (
    <p className="mt-1 text-sm">
      <a href={`#${troubleId(about)}`}>
        What to do<span className="sr-only"> about: {title}</span>
      </a>
    </p>
  );

/** For screen readers, which may read a row by itself. Everybody else has just seen the reason in an earlier row. */
function Again({ outcome }: { outcome: Outcome | null }) {
  if (outcome?.status === 'waiting') return <p className="sr-only">{outcome.on}</p>;
  return outcome?.status === 'unreachable' ? <p className="sr-only">{outcome.message}</p> : null;
}

function Trouble({ outcome, href }: { outcome: Unreachable; href: string }) {
  return (
    <>
      <Say>
        {outcome.message} {outcome.remedy}
      </Say>
      {outcome.said ? <Say>{`${outcome.cloud} said: “${outcome.said}”`}</Say> : null}
      {outcome.way && href ? (
        <p className="mt-2">
          <a className={buttonLook()} href={href}>
            {outcome.way === 'consent' ? 'Ask for consent' : 'Sign in again'}
          </a>
        </p>
      ) : null}
    </>
  );
}

function EvidenceList({ standing, title }: { standing: Standing; title: string }) {
  const { trouble } = standing;
  return (
    <Details summary="What was asked">
      <div className="mt-2 rounded-md bg-sunken px-3 py-2 text-xs wrap-anywhere text-ink-2">
        {standing.evidence.map((e) => (
          <EvidenceLine key={`${e.at} ${e.path}`} line={e} />
        ))}
        {trouble?.code ? <p>Code: {trouble.code}</p> : null}
        <SupportLinks of={{ check: standing.checkId }} what={title} />
      </div>
    </Details>
  );
}

function EvidenceLine({ line }: { line: Standing['evidence'][number] }) {
  return (
    <p className="mb-1">
      <code>
        {line.method} https://{line.host}
        {line.path}
      </code>
      <br />
      <Moment at={line.at} hasSeconds />, as {line.as ?? 'you'}, {line.status ?? 'no answer'} in {line.ms} ms
      {line.requestId ? `, request ${line.requestId}` : ''}
    </p>
  );
}
