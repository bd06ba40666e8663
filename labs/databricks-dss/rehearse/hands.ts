import type { PracticeCloud } from '@/lib/lab/practice';
import type { Done, Hand, Notes, Rehearsal, Slip } from '@/lib/lab/rehearsal';
import type { labHands } from '../practice/hands';
import type { About } from '../practice/settings';

/** What this lab's people do in the practice cloud. */
export type Hands = Omit<PracticeCloud, 'about'> & ReturnType<typeof labHands> & { about: ReturnType<typeof About.parse> };

export type Tasks = Rehearsal['tasks'];

/** A name of theirs that nobody else has, of letters, digits and `-`. */
export const ownName = ({ who }: Hand): string => who.upn.split('@')[0]?.replace(/[^a-z0-9]+/g, '-') ?? '';

/** What was noted under a name. It always was, because the step that notes it comes earlier. */
export const noted = ({ notes }: Hand, name: string): string => notes[name] ?? '';

/** Whether everything that a task needs has been noted. */
export const has = (hand: Hand, ...names: string[]): boolean => names.every((name) => noted(hand, name) !== '');

type Act = (hand: Hand) => Promise<Done>;
export const slip = (id: string, does: string, run: Act, mend: Act): Slip => ({ id, does, run, mend });

/**
 * Somebody who tries again what a service refused halfway, or whose answer was lost, finds part of it done.
 * @param is what the service says of that part
 * @throws anything else
 */
export const unless =
  (is: RegExp) =>
  (error: unknown): void => {
    if (!(error instanceof Error && is.test(error.message))) throw error;
  };

/** Notes what a person must note once something is done. */
export async function noting(act: Promise<unknown>, notes: Notes = {}): Promise<Notes> {
  await act;
  return notes;
}
