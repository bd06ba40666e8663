'use client';
import { Fragment, memo } from 'react';
import { Clock } from '@/components/ui/clock';
import { statusWords, Word } from '@/components/ui/mark';
import { short, useNow } from '@/components/ui/now';
import { type BoardStep, type Group, onStepSince, stepOf, triesOn } from '@/lib/pace/group';
import { troubleMs } from '@/lib/progress/age';
import type { BoardCell, BoardRow } from '@/lib/progress/board';
import type { StepStatus } from '@/lib/progress/standing';
import { lagInRoom, lagWords } from './pace-words';
import { sideOf, whyOf } from './why';

const groupWords: Partial<Record<Group, { word: string; status: StepStatus }>> = {
  help: { word: 'asked for help', status: 'wrong' },
  stuck: { word: 'stuck', status: 'wrong' },
  unreachable: { word: 'can’t be checked', status: 'unreachable' },
  waiting: { word: 'waiting', status: 'waiting' },
  idle: { word: 'idle', status: 'missing' },
  done: { word: 'all done', status: 'pass' },
};

export const nameCell =
  'min-w-30 pl-4 text-left max-wide:sticky max-wide:left-0 max-wide:min-w-44 max-wide:border-r max-wide:bg-raised max-wide:wrap-anywhere print:min-w-36';
export const stepCell = 'min-w-38 text-right text-ink-2 wide:w-38 print:min-w-24';
export const lagCell =
  'min-w-40 pr-4 pl-4 text-right whitespace-nowrap text-ink-2 wide:w-40 print:min-w-24 print:px-2 print:whitespace-normal';
/** Further behind than this is marked. */
const farMinutes = 10;

interface Props {
  row: BoardRow;
  /** All that they are in, the most urgent first. */
  groups: readonly Group[];
  /** Minutes behind, see lib/pace/room.ts. */
  lag: number | null;
  /** To the minute, in milliseconds since 1970. */
  endsAt: number | null;
  isDone: boolean;
  isPlanned: boolean;
  steps: readonly BoardStep[];
  href: string;
  trackTitle: string | null;
  /** Which row of the table it is, from 0. */
  index: number;
  measure: (row: HTMLTableRowElement | null) => void;
}

/** An attendee's row. Drawn again only when something of theirs has changed. */
export const Row = memo(function Row({ row, groups, steps, href, trackTitle, index, measure, ...pace }: Props) {
  const words = groups.flatMap((group) => (groupWords[group] ? [{ group, ...groupWords[group] }] : []));
  const why = whyOf(row, steps, groups);
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row" className={`${nameCell} font-medium`}>
        <a href={href} className="text-ink">
          {row.name}
        </a>
        {words.length > 0 || trackTitle ? (
          <small className="block text-ink-3">
            {words.map(({ group, word, status }, i) => (
              <Fragment key={group}>
                {i > 0 ? ' · ' : ''}
                <Word status={status}>{word}</Word>
                <More group={group} row={row} steps={steps} />
              </Fragment>
            ))}
            {words.length > 0 && trackTitle ? ' · ' : ''}
            {trackTitle?.toLowerCase()}
          </small>
        ) : null}
        {row.asks?.words ? (
          <small className="line-clamp-2 text-ink-2 wrap-anywhere print:line-clamp-none">Asks: {row.asks.words}</small>
        ) : null}
        {why ? <small className="line-clamp-2 text-ink-2 wrap-anywhere print:line-clamp-none">{why}</small> : null}
      </th>
      {steps.map((s) => (
        <Cell key={s.slug} step={s} cell={row.cells[s.slug]} isMine={s.tracks.includes(row.track)} />
      ))}
      <td className={stepCell}>
        <OnStep row={row} steps={steps} base={href.slice(0, href.lastIndexOf('/'))} />
      </td>
      <td className={lagCell}>
        <Lag {...pace} />
      </td>
    </tr>
  );
});

/** What a group's word leaves open: since when, whose side it is on, where, and whether somebody is on it. */
function More({ group, row, steps }: { group: Group } & Pick<Props, 'row' | 'steps'>) {
  const { asks, helper, helpAt, seenAt } = row;
  switch (group) {
    case 'help': {
      const where = asks && steps.find(({ slug }) => slug === asks.step)?.number;
      return (
        <>
          {where ? ` on ${where},` : ''} {helpAt ? <Ago at={helpAt} /> : null}
          {asks?.answeredAt ? (
            <>
              , answered <Ago at={asks.answeredAt} />
            </>
          ) : null}
          {helper ? <span className="text-ink-2">, {helper} is on it</span> : null}
        </>
      );
    }
    case 'unreachable': {
      const side = sideOf(row, steps);
      return side && `, ${side}`;
    }
    case 'idle':
      return <Idle since={seenAt} />;
    default:
      return null;
  }
}

function Idle({ since }: { since: string }) {
  return ` for ${short(useNow() - Date.parse(since))}`;
}

function Ago({ at }: { at: string }) {
  return `${short(useNow() - Date.parse(at))} ago`;
}

/** A status in one element, because a board has thousands: the style sheet draws the mark from the status, and hides the word. */
function Cell({ step, cell, isMine }: { step: BoardStep; cell: BoardRow['cells'][string] | undefined; isMine: boolean }) {
  if (!isMine) return <td title="not on this track" />;
  if (!cell) return <td />;
  if (cell.checkedAt !== undefined) return <Aging step={step} cell={cell} checkedAt={cell.checkedAt * 1000} />;
  return <Drawn step={step} cell={cell} />;
}

/** Something in progress is shown with its age, once nobody has checked for a while. */
function Aging({ step, cell, checkedAt }: { step: BoardStep; cell: BoardCell; checkedAt: number }) {
  const agoMs = troubleMs(new Date(checkedAt).toISOString(), useNow());
  return <Drawn step={step} cell={cell} isOld={agoMs !== null} age={agoMs === null ? '' : `, as of ${short(agoMs)} ago`} />;
}

function Drawn({ step, cell, isOld, age = '' }: { step: BoardStep; cell: BoardCell; isOld?: boolean; age?: string }) {
  const { status, note, how, hasChanged } = cell;
  const word = `${how ?? statusWords[status]}${hasChanged ? ', changed since' : ''}${age}`;
  return (
    <td
      data-status={status}
      data-how={how}
      data-changed={hasChanged}
      data-old={isOld || undefined}
      data-number={step.number}
      title={`${step.title}: ${word}${note ? `, ${note}` : ''}`}
    >
      {word}
    </td>
  );
}

/** The step they are on, since when, and when they were last active. */
function OnStep({ row, steps, base }: { row: BoardRow; steps: readonly BoardStep[]; base: string }) {
  const now = useNow();
  if (!row.step) return 'not started';
  const step = stepOf(row, steps);
  const failed = step ? triesOn(row, step) : 0;
  const tries = failed > 0 ? `, ${failed} ${failed === 1 ? 'try' : 'tries'}` : '';
  return (
    <>
      {step ? (
        <>
          <a href={`${base}/step/${step.slug}`} title={step.title} className="text-inherit no-underline hover:underline">
            {step.number}
          </a>
          {`, ${short(now - Date.parse(onStepSince(row, step)))}${tries}`}
        </>
      ) : (
        'no step left'
      )}
      <small className="block text-ink-3">{`active ${short(now - Date.parse(row.seenAt))} ago`}</small>
    </>
  );
}

function Lag({ lag, endsAt, isDone, isPlanned }: Pick<Props, 'lag' | 'endsAt' | 'isDone' | 'isPlanned'>) {
  const words = lag === null ? null : isPlanned ? lagWords(lag) : lagInRoom(lag);
  return (
    <>
      {words && lag !== null && lag > farMinutes && !isDone ? <Word status="waiting">{words}</Word> : words}
      {endsAt === null ? null : (
        // on a phone a comma is before it, where words are
        <small className={words ? 'block text-ink-3' : 'block text-ink-3 before:hidden'}>
          {isDone ? 'done ' : 'ends '}
          <Clock at={endsAt} />
        </small>
      )}
    </>
  );
}
