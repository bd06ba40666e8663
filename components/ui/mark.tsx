import type { StepStatus } from '@/lib/progress/standing';

/** Every status has its mark and its word, or it does not compile. */
const marks = { pass: '✓', missing: '', wrong: '✗', waiting: '…', unreachable: '?', open: '' } satisfies Record<StepStatus, string>;
export const statusWords = {
  pass: 'verified',
  missing: 'not yet',
  wrong: 'not as asked',
  waiting: 'waiting',
  unreachable: 'could not look',
  open: 'not looked at yet',
} satisfies Record<StepStatus, string>;

/** A status as a shape and a sign. `word` is said where no visible word stands beside it. */
export function Mark({ status, word }: { status: StepStatus; word?: boolean }) {
  return (
    <span className={`mark ${status}`}>
      <span aria-hidden="true">{marks[status]}</span>
      {word ? <span className="sr-only">{statusWords[status]}</span> : null}
    </span>
  );
}
