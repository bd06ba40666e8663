import { later } from '@/lib/announcements/view';
import type { AttendeeState, Told } from './state';

const isNewer = (a: string, b: string) => BigInt(a) > BigInt(b);

/**
 * Merges two states of the same attendee. Answers and events hold some steps only and may arrive out of order: for each step, for the
 * request for help, and for everything else, the higher revision wins; for announcements, the later reading. States of two people are never
 * mixed: the later one belongs to whoever is signed in now.
 */
export function merge(known: AttendeeState | undefined, next: AttendeeState): AttendeeState {
  if (!known || known.person !== next.person) return next;
  const news = Object.entries(next.steps).filter(([slug, step]) => {
    const old = known.steps[slug];
    return !old || !isNewer(old.revision, step.revision);
  });
  const [oldest, newest] = isNewer(known.revision, next.revision) ? [next, known] : [known, next];
  const merged = { ...newest, steps: { ...known.steps, ...Object.fromEntries(news) } };
  const help = newestHelp(known.help, next.help);
  const corrected = newest.corrected ?? oldest.corrected;
  const told = known.told && next.told ? later(known.told, next.told) : (next.told ?? known.told);
  const solves = newest.solves ?? known.solves ?? next.solves; // an answer to a press does not ask for them
  return {
    ...merged,
    ...(corrected ? { corrected } : {}),
    ...(help ? { help } : {}),
    ...(told ? { told } : {}),
    ...(solves ? { solves } : {}),
  };
}

const newestHelp = (a: AttendeeState['help'], b: AttendeeState['help']) => (a && b ? (isNewer(a.revision, b.revision) ? a : b) : (b ?? a));

/** The announcements for them, without anything else. */
export const mergeTold = (known: AttendeeState, { person, told }: Told): AttendeeState =>
  known.person === person ? { ...known, told: known.told ? later(known.told, told) : told } : known;
