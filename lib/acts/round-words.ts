import type { Step } from '@/lib/lab/lab';
import type { Round } from './check-all';
import { bad, done, type Said } from './said';

const people = (n: number) => (n === 1 ? '1 attendee' : `${n} attendees`);

/** What a check of a whole step does, and who is left out and why, in words. */
export function roundWords({ number }: Pick<Step, 'number'>, round: Pick<Round, 'checked' | 'obstacles'> | 'running'): Said {
  if (round === 'running') return bad('The last round of checks is still running. Wait until it is over.');
  const { checked, obstacles } = round;
  const refused = Object.entries(obstacles).map(([why, n]) => `Not checked: ${people(n)}. ${why}`);
  if (checked === 0) return bad(refused.join(' ') || `Nobody is on step ${number} right now.`);
  return done(
    [`Checking step ${number} for ${people(checked)}, a few at a time. The board shows each result as it comes.`, ...refused].join(' '),
  );
}
