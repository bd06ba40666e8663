import { statusWords } from '@/components/ui/mark';
import { short } from '@/components/ui/now';
import type { Outcome, Waiting } from '@/lib/lab/outcome';
import { ageOf, oldMs, troubleMs } from '@/lib/progress/age';
import type { Standing } from '@/lib/progress/standing';

/** Who reads it, and what they can do about its age. */
export interface Reading {
  now: number;
  /** Whether it is checked again without anybody’s click, here and now. */
  isWatched: boolean;
  /** The button that checks again, as it is called here. */
  again: string;
}

const usualWords = (seconds: number) => (seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);

/** What a row says in place of its status; undefined where the status word says it all. */
export function ageWord(
  outcome: Outcome | null,
  standing: Pick<Standing, 'checkedAt' | 'since' | 'troubleAt'>,
  now: number,
): string | undefined {
  switch (outcome?.status) {
    case 'waiting':
      return waitingWord(outcome, standing, now);
    case 'pass':
      return outcome.message;
    case 'unreachable': {
      const agoMs = troubleMs(standing.troubleAt, now);
      return agoMs === null ? undefined : `${statusWords.unreachable}, ${short(agoMs)} ago`;
    }
    case 'missing':
    case 'wrong': {
      const agoMs = oldMs(standing.checkedAt, now);
      return agoMs === null ? undefined : `${statusWords[outcome.status]}, as of ${short(agoMs)} ago`;
    }
    default:
      return undefined;
  }
}

function waitingWord({ since, usually }: Waiting, standing: Pick<Standing, 'checkedAt' | 'since'>, now: number): string {
  const age = ageOf({ now, checkedAt: standing.checkedAt, since: since ?? standing.since, usually });
  if (age.kind === 'old') return `waiting, as of ${short(age.agoMs)} ago`;
  const usual = usually === undefined ? '' : usualWords(usually);
  // what it says of its beginning is exact; when we first saw it is not
  if (age.kind === 'now' && since === undefined) return usual ? `waiting, usually ${usual}` : 'waiting';
  const lasts = short(age.forMs ?? 0);
  if (!usual) return `waiting, ${lasts}`;
  return age.kind === 'late' || (age.forMs ?? 0) > (usually ?? 0) * 1000
    ? `waiting, ${lasts}, usually about ${usual}`
    : `waiting, ${lasts} of about ${usual}`;
}

/** What a waiting row says, and what to do: `by itself` holds only where somebody watches. */
export function waitingSays(w: Waiting, standing: Pick<Standing, 'checkedAt' | 'since'>, { now, isWatched, again }: Reading): string {
  const age = ageOf({ now, checkedAt: standing.checkedAt, since: w.since ?? standing.since, usually: w.usually });
  const byItself = isWatched ? 'This turns green by itself.' : `${again} to see whether it’s done.`;
  switch (age.kind) {
    case 'now':
      return `${w.on}. ${byItself}`;
    case 'late':
      return `${w.on}. That’s much longer than usual, so it may be stuck. Check it in the service; if nothing happens there, ask for help. ${byItself}`;
    case 'old':
      return `${w.on}, as of ${short(age.agoMs)} ago. ${isWatched ? 'Guidepost is checking again.' : `${again} to see its current state.`}`;
  }
}
