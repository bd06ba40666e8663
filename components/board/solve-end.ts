import type { PartResult } from '@/lib/lab/solve';
import { endingOf } from '@/lib/lab/solve-ending';

/** How a step that was agreed to ended, for the facilitator: it goes on after "agreed to;" and before the time. */
export function endWords(result: readonly PartResult[]): { before: string; after: string } {
  const ending = endingOf(result);
  switch (ending.kind) {
    case 'done':
      return { before: 'every part was done at', after: '' };
    case 'left':
      return { before: 'done at', after: `, except what only they can do: ${ending.parts.map((p) => p.what).join('; ')}` };
    case 'failed':
      return { before: 'couldn’t be done, ended at', after: `: ${ending.part.what}` };
    case 'stopped':
      return { before: 'stopped at', after: ', before it was done' };
  }
}
