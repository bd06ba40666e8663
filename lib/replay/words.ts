import type { Verdict } from '@/lib/lab/outcome';
import type { Why } from './judge-again';
import type { Plan } from './plan';

/** A verdict as a sentence. */
export const sentenceOf = (verdict: Verdict): string => (verdict.status === 'waiting' ? verdict.on : verdict.message);

export const whyWords = {
  unanswered: 'its question ended early, or the service couldn’t be asked',
  'not-kept': 'its answer wasn’t kept: it was too long, or had something in it that is never kept',
  'needs-more': 'it needs something now that wasn’t known then',
  unfit: 'its question was changed too, and the answer doesn’t fit it',
} as const satisfies Record<Why, string>;

const times = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What the list comes to, in a sentence. */
export function planWords({ attempts, entries }: Plan): string {
  if (attempts === 0) return 'Nothing is kept that could be judged again.';
  const judged = `${times(attempts, 'attempt was', 'attempts were')} judged again`;
  const passed = entries.filter((e) => e.becomesPassed).length;
  if (entries.length === 0) return `${judged}. Nothing would change.`;
  return `${judged}. ${times(entries.length, 'would change', 'would change')}${passed > 0 ? `; ${times(passed, 'step becomes verified', 'steps become verified')}` : ''}.`;
}

/** What the facilitator should know besides, a sentence each. */
export const planNotes = ({ leftAlone, cannot, gone, added, unreadable }: Plan): string[] => [
  ...leftAlone.map(
    ({ name, number, title }) => `Left alone: ${name}, ${number} ${title}. It was checked again since, and that check is what counts.`,
  ),
  ...cannot.map(({ title, why, times: n }) => `Can’t be judged again (${times(n, 'time', 'times')}): ${title}: ${whyWords[why]}.`),
  ...gone.map((id) => `The lab has no check ${id} any more.`),
  ...added.map((title) => `New in the lab, and not looked at in these attempts: ${title}. A step isn’t verified before it is.`),
  ...(unreadable > 0 ? [`${times(unreadable, 'attempt', 'attempts')} can’t be read by this version of Guidepost.`] : []),
];
