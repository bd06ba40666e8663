import type { PartResult } from './solve';

type Part = Pick<PartResult, 'what' | 'said'> & {
  /** `asked` is what nobody has started. */
  how: PartResult['how'] | 'asked';
};

/** What became of a step that somebody agreed to have done for them, once nothing works on it anymore. */
export type Ending<P extends Part = PartResult> =
  /** Every part is done. Whether the step passes is for its checks to say. */
  | { kind: 'done' }
  /** All is done except what only the attendee can do. */
  | { kind: 'left'; parts: P[] }
  /** A part couldn't be done: the first such part, whose sentence says why, and what to do. */
  | { kind: 'failed'; part: P }
  /** Nothing went wrong, but it ended before this part was done. */
  | { kind: 'stopped'; part: P };

/** How a step's parts ended. What failed counts more than what is left to a person: that may depend on it. */
export function endingOf<P extends Part>(parts: readonly P[]): Ending<P> {
  const failed = parts.find(({ how }) => how === 'failed');
  if (failed) return { kind: 'failed', part: failed };
  const unfinished = parts.find(({ how }) => how === 'under-way' || how === 'not-tried' || how === 'asked');
  if (unfinished) return { kind: 'stopped', part: unfinished };
  const left = parts.filter(({ how }) => how === 'person');
  return left.length > 0 ? { kind: 'left', parts: left } : { kind: 'done' };
}
