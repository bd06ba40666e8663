import { sideInShort, whatFailed } from '@/components/help/together-words';
import { type BoardStep, type Group, stepOf } from '@/lib/pace/group';
import type { BoardCell, BoardRow } from '@/lib/progress/board';
import { isElsewhere, sideOfTrouble } from '@/lib/together/side';

/** Where a row says why: nobody else needs anything. */
const needy: readonly Group[] = ['help', 'stuck', 'unreachable', 'waiting', 'idle'];

type Known = Pick<BoardRow, 'cells' | 'asks'> & Parameters<typeof stepOf>[0];

/** The step that keeps somebody: the one they asked about, the one they are on or, of whoever waits for something, that. */
function whereOf(row: Known, steps: readonly BoardStep[], groups: readonly Group[]): BoardStep | undefined {
  const asked = steps.find(({ slug }) => slug === row.asks?.step && row.cells[slug]?.status !== 'pass');
  const waitsOn = groups.includes('waiting') ? steps.find(({ slug }) => row.cells[slug]?.status === 'waiting') : undefined;
  return [asked, stepOf(row, steps), waitsOn].find((s) => s && row.cells[s.slug]?.note) ?? undefined;
}

/**
 * The first open check of the step that keeps somebody and what it said, as in `“It is in the right region”: …`, with the step's number if
 * they are on another. The title is quoted, because it states what should be so. Null where nothing is known, or nothing is needed.
 */
export function whyOf(row: Known, steps: readonly BoardStep[], groups: readonly Group[]): string | null {
  if (!groups.some((group) => needy.includes(group))) return null;
  const step = whereOf(row, steps, groups);
  const cell = step && row.cells[step.slug];
  if (!cell || cell.status === 'pass') return null;
  return `${step === stepOf(row, steps) ? '' : `${step.number} `}${problemOf(cell)}`;
}

/** What is wrong on a step, for a facilitator. What a service or we did to a check is the same for every check, so it isn't named. */
export function problemOf({ note = '', says, trouble, cloud = '' }: BoardCell): string {
  if (trouble && isElsewhere(trouble)) return `${cloud}: ${whatFailed({ kind: 'outage', trouble, message: '' })}`;
  return `“${note}”${says ? `: ${says}` : ''}`;
}

/** Whose side it is on that the step they are on can't be checked, in a few words; empty where that isn't known. */
export function sideOf(row: Known, steps: readonly BoardStep[]): string {
  const here = stepOf(row, steps);
  const trouble = here ? row.cells[here.slug]?.trouble : undefined;
  return trouble ? (sideInShort[sideOfTrouble[trouble]] ?? '') : '';
}
