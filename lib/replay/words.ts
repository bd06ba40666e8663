import type { Why } from './judge-again';
import type { Plan } from './plan';

const whyWords = {
  unanswered: 'the check ended early, or the service couldn’t be reached',
  'not-kept': 'the answer wasn’t saved: it was too long, or contained data that’s never saved',
  'needs-more': 'the check now needs data it didn’t have then',
  unfit: 'the check’s request also changed, so the saved answer no longer fits',
} as const satisfies Record<Why, string>;

const times = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The list in one sentence. */
export function planWords({ attempts, entries }: Plan): string {
  if (attempts === 0) return 'There are no saved answers to judge again.';
  const judged = `${times(attempts, 'attempt was', 'attempts were')} judged again`;
  const passed = entries.filter((e) => e.becomesPassed).length;
  if (entries.length === 0) return `${judged}. Nothing would change.`;
  return `${judged}. ${times(entries.length, 'would change', 'would change')}${passed > 0 ? `; ${times(passed, 'step becomes verified', 'steps become verified')}` : ''}.`;
}

/** What else the facilitator should know, one sentence each. */
export const planNotes = ({ leftAlone, cannot, gone, added, unreadable }: Plan): string[] => [
  ...leftAlone.map(
    ({ name, number, title }) => `Left alone: ${name}, ${number} ${title}. It was checked again since, and that check is what counts.`,
  ),
  ...cannot.map(({ title, why, times: n }) => `Can’t be judged again (${times(n, 'time', 'times')}): ${title}: ${whyWords[why]}.`),
  ...gone.map((id) => `The lab has no check ${id} anymore.`),
  ...added.map((title) => `New check, not part of these attempts: ${title}. The step isn’t verified until it passes.`),
  ...(unreadable > 0 ? [`${times(unreadable, 'attempt', 'attempts')} can’t be read by this version of Guidepost.`] : []),
];
