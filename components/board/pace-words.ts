import type { PaceSummary } from '@/lib/pace/room';

/** Smaller differences don't count as early or late: a plan isn't a train timetable. */
const onTimeMinutes = 2;

/** `14 min`, `2 h 05 min` */
export function span(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')} min`;
}

/** Somebody's progress against the plan. @param minutes behind it; negative: ahead */
export function lagWords(minutes: number): string {
  if (Math.abs(minutes) <= onTimeMinutes) return 'on time';
  return `${span(minutes)} ${minutes > 0 ? 'behind' : 'ahead'}`;
}

/** The same without a plan, against the middle of the room. */
export function lagInRoom(minutes: number): string {
  if (Math.abs(minutes) <= onTimeMinutes) return 'on pace with most';
  return `${span(minutes)} ${minutes > 0 ? 'behind' : 'ahead of'} most`;
}

/** How long the room takes for steps. @param isPlanned whether to compare with a plan, or only with the lab's own estimate */
export function paceWords(pace: number | null, isPlanned: boolean): string {
  if (pace === null) return 'nothing verified yet';
  const against = isPlanned ? 'planned' : 'the lab says';
  if (Math.abs(pace - 1) < 0.05) return `steps take as long as ${against}`;
  if (pace >= 1.95) return `steps take ${pace.toFixed(1)} times as long as ${against}`;
  const percent = Math.round(Math.abs(pace - 1) * 100);
  return `steps take ${percent}% ${pace > 1 ? 'longer' : 'less time'} than ${against}`;
}

/** How the projected end compares with the planned one. */
export function endWords(endsAt: number, plannedEnd: number): string {
  const minutes = Math.round((endsAt - plannedEnd) / 60_000);
  if (Math.abs(minutes) <= onTimeMinutes) return 'as planned';
  return `${span(minutes)} ${minutes > 0 ? 'after' : 'before'} the planned end`;
}

/** How far the room is, in a few words. */
export const doneWords = ({ done, begun, total }: Pick<PaceSummary, 'done' | 'begun' | 'total'>): string =>
  `${done} of ${total} done, ${total - begun} not started`;
