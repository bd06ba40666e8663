'use client';
import { memo } from 'react';
import { statusWords, Word } from '@/components/ui/mark';
import { short, useNow } from '@/components/ui/now';
import type { BoardRow } from '@/lib/progress/board';
import type { StepStatus } from '@/lib/progress/standing';
import type { BoardStep, Group } from './view';

const groupWords: Partial<Record<Group, { word: string; status: StepStatus }>> = {
  help: { word: 'asks for help', status: 'wrong' },
  stuck: { word: 'stuck', status: 'wrong' },
  waiting: { word: 'waiting', status: 'waiting' },
  idle: { word: 'idle', status: 'missing' },
  done: { word: 'all done', status: 'pass' },
};

export const nameCell =
  'min-w-30 pl-4 text-left max-wide:sticky max-wide:left-0 max-wide:border-r max-wide:bg-raised max-wide:wrap-anywhere';
export const lagCell = 'min-w-37 pr-4 text-right text-ink-2';

interface Props {
  row: BoardRow;
  group: Group;
  steps: BoardStep[];
  href: string;
  trackTitle: string | null;
  /** Which row of the table it is, from 0. */
  index: number;
  measure: (row: HTMLTableRowElement | null) => void;
}

/** An attendee's row. Drawn again only when something of theirs has changed. */
export const Row = memo(function Row({ row, group, steps, href, trackTitle, index, measure }: Props) {
  const words = groupWords[group];
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row" className={`${nameCell} font-medium`}>
        <a href={href} className="text-ink">
          {row.name}
        </a>{' '}
        {words ? <Word status={words.status}>{words.word}</Word> : null} {row.helpAt ? <Waited since={row.helpAt} /> : null}{' '}
        {trackTitle ? <small className="text-ink-3">{trackTitle.toLowerCase()}</small> : null}
      </th>
      {steps.map((s) => (
        <Cell key={s.slug} step={s} cell={row.cells[s.slug]} isMine={s.tracks.includes(row.track)} />
      ))}
      <td className={lagCell}>
        <Lag row={row} steps={steps} />
      </td>
    </tr>
  );
});

function Waited({ since }: { since: string }) {
  return <small className="text-ink-3">for {short(useNow() - Date.parse(since))}</small>;
}

/** A status in one element, because a board has thousands: the style sheet draws the mark from the status. */
function Cell({ step, cell, isMine }: { step: BoardStep; cell: BoardRow['cells'][string] | undefined; isMine: boolean }) {
  if (!isMine) return <td title="not on this track" />;
  if (!cell) return <td />;
  const { status, note } = cell;
  return (
    <td data-status={status} data-number={step.number} title={`${step.title}: ${statusWords[status]}${note ? `, ${note}` : ''}`}>
      {status === 'pass' ? <span className="sr-only">{statusWords[status]}</span> : statusWords[status]}
    </td>
  );
}

function Lag({ row, steps }: { row: BoardRow; steps: BoardStep[] }) {
  const now = useNow();
  const step = steps.find((s) => s.slug === row.step);
  if (!step) return 'not started';
  const tries = row.failedTries > 0 ? `, ${row.failedTries} ${row.failedTries === 1 ? 'try' : 'tries'}` : '';
  return `${step.number}, ${short(now - Date.parse(row.stepSince))}${tries}`;
}
