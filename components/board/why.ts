import { type BoardStep, type Group, type Paced, stepOf } from '@/lib/pace/group';

/** Where a row says why: nobody else needs anything. */
const needy: readonly Group[] = ['help', 'stuck', 'unreachable', 'waiting', 'idle'];

/**
 * The first open check of the step that somebody is on and what it said, as in `It is in the right region: …`; of whoever waits for
 * something on an earlier step, that. Null where nothing is known, or nothing is needed.
 */
export function whyOf(row: Paced, steps: readonly BoardStep[], groups: readonly Group[]): string | null {
  if (!groups.some((group) => needy.includes(group))) return null;
  const here = stepOf(row, steps);
  const waitsOn = groups.includes('waiting') ? steps.find(({ slug }) => row.cells[slug]?.status === 'waiting') : undefined;
  const step = [here, waitsOn].find((s) => s && row.cells[s.slug]?.note);
  if (!step || row.cells[step.slug]?.status === 'pass') return null;
  const { note = '', says } = row.cells[step.slug] ?? {};
  return `${step === here ? '' : `${step.number} `}${note}${says ? `: ${says}` : ''}`;
}
