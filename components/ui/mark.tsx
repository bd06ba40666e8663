import type { ReactNode } from 'react';
import type { StepStatus } from '@/lib/progress/standing';

/** Every status has a mark and a word; a missing one does not compile. */
export const marks = {
  pass: '✓',
  missing: '',
  wrong: '✗',
  waiting: '…',
  unreachable: '?',
  open: '',
  waived: '–',
  solved: '»',
} satisfies Record<StepStatus, string>;
export const statusWords = {
  pass: 'verified',
  missing: 'not yet',
  wrong: 'needs fixing',
  waiting: 'waiting',
  unreachable: 'couldn’t check',
  open: 'not checked yet',
  waived: 'waived',
  solved: 'done by a facilitator',
} satisfies Record<StepStatus, string>;

const empty = 'rounded-full border border-dashed border-tone';
const given = 'rounded-full border border-tone';
const shapes = {
  pass: 'rounded-full',
  missing: empty,
  wrong: 'rounded-sm',
  waiting: 'rounded-full',
  unreachable: 'rounded-sm',
  open: empty,
  waived: given,
  solved: given,
} satisfies Record<StepStatus, string>;

/** A status as a shape and a sign. `word` adds the word for screen readers, where no visible one is next to it. */
export function Mark({ status, word }: { status: StepStatus; word?: boolean }) {
  return (
    <>
      <span
        data-status={status}
        className={`mt-px inline-grid size-5 flex-none place-items-center self-start bg-tone-soft align-text-bottom text-xs/none font-semibold text-tone motion-safe:transition-colors duration-300 ${shapes[status]}`}
        aria-hidden="true"
      >
        {marks[status]}
      </span>
      {word ? <span className="sr-only">{statusWords[status]}</span> : null}
    </>
  );
}

/** A status as a word, or as longer text that says more. Most things have not been checked yet, so the empty mark alone says so. */
export function Word({ status, children }: { status: StepStatus; children?: ReactNode }) {
  if (status === 'open' && !children) return <span className="sr-only">{statusWords.open}</span>;
  return (
    <span data-status={status} className={`text-xs font-semibold text-tone ${children ? 'wrap-anywhere' : 'whitespace-nowrap'}`}>
      {children ?? statusWords[status]}
    </span>
  );
}
