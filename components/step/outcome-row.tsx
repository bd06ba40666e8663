import { Mark, statusWords } from '@/components/ui/mark';
import { short, useNow } from '@/components/ui/now';
import type { Outcome, Unreachable, Waiting } from '@/lib/checks/outcome';
import { type Standing, shownOutcome } from '@/lib/progress/standing';
import type { CheckView } from './view';

function waitingWord(w: Waiting, now: number): string {
  const usually = w.usually ? `of about ${w.usually < 60 ? `${w.usually} s` : `${Math.round(w.usually / 60)} min`}` : '';
  return ['waiting', w.since ? `${short(now - Date.parse(w.since))} ${usually}`.trim() : usually.replace('of about', 'usually')]
    .filter(Boolean)
    .join(', ');
}

function wordOf(outcome: Outcome | null, now: number): string {
  if (!outcome) return statusWords.open;
  if (outcome.status === 'waiting') return waitingWord(outcome, now);
  return outcome.status === 'pass' ? outcome.message : statusWords[outcome.status];
}

/** One check as a row: mark, title, word, and what there is to say and do. */
export function OutcomeRow({
  check,
  standing,
  isRepeat = false,
  signInHref,
  consentHref,
}: {
  check: CheckView;
  standing: Standing | undefined;
  /** The row above said the very same; once is enough. */
  isRepeat?: boolean;
  signInHref: string;
  consentHref: string;
}) {
  const now = useNow();
  const outcome = standing ? shownOutcome(standing) : null;
  const status = outcome?.status ?? 'open';
  const hidden = standing?.trouble && standing.verdict?.status === 'pass' ? standing.trouble : null;
  return (
    <li aria-label={check.title}>
      <Mark status={status} />
      <div className="settle min-w-0" key={status}>
        {check.title} <span className={`word ${status}`}>{wordOf(outcome, now)}</span>
        {isRepeat ? <Again outcome={outcome} /> : <Body outcome={outcome} signInHref={signInHref} consentHref={consentHref} />}
        {hidden ? <p className="say">Last seen as it should be. Just now we could not look: {hidden.message}</p> : null}
        {standing && standing.evidence.length > 0 ? <EvidenceList standing={standing} /> : null}
      </div>
    </li>
  );
}

function Body({ outcome, signInHref, consentHref }: { outcome: Outcome | null; signInHref: string; consentHref: string }) {
  switch (outcome?.status) {
    case 'pass':
      return outcome.advice ? <p className="say">{outcome.advice}</p> : null;
    case 'missing':
      return (
        <p className="say">
          {outcome.message} {outcome.remedy}
        </p>
      );
    case 'wrong':
      return (
        <>
          <p className="say">{outcome.message}</p>
          <dl className="diff">
            <dt>expected</dt>
            <dd>
              <code>{outcome.expected}</code>
            </dd>
            <dt>found</dt>
            <dd>
              <code>{outcome.found}</code>
            </dd>
          </dl>
          <p className="say">{outcome.remedy}</p>
        </>
      );
    case 'waiting':
      return <p className="say">{outcome.on}. This turns green by itself.</p>;
    case 'unreachable':
      return <Trouble outcome={outcome} href={outcome.way === 'consent' ? consentHref : signInHref} />;
    default:
      return null;
  }
}

/** Whoever hears a row by itself is told why; whoever sees it has just read it above. */
const Again = ({ outcome }: { outcome: Outcome | null }) =>
  outcome?.status === 'unreachable' ? <p className="sr-only">{outcome.message}</p> : null;

function Trouble({ outcome, href }: { outcome: Unreachable; href: string }) {
  return (
    <>
      <p className="say">
        {outcome.message} {outcome.remedy}
      </p>
      {outcome.said ? <p className="say">{`${outcome.cloud} said: “${outcome.said}”`}</p> : null}
      {outcome.way ? (
        <p className="mt-2">
          <a className="fill no-underline inline-block" href={href}>
            {outcome.way === 'consent' ? 'Ask for consent' : 'Sign in again'}
          </a>
        </p>
      ) : null}
    </>
  );
}

function EvidenceList({ standing }: { standing: Standing }) {
  const { trouble } = standing;
  return (
    <details className="folded">
      <summary>What was asked</summary>
      <div className="evidence">
        {standing.evidence.map((e) => (
          <EvidenceLine key={`${e.at} ${e.path}`} line={e} />
        ))}
        {trouble?.code ? <p>Code: {trouble.code}</p> : null}
      </div>
    </details>
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
      {line.at.slice(11, 19)} UTC, as {line.as ?? 'you'}, {line.status ?? 'no answer'} in {line.ms} ms
      {line.requestId ? `, request ${line.requestId}` : ''}
    </p>
  );
}
