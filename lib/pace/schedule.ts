import { type Break, planOf } from './plan';
import { instantIn, localIn } from './zone';

/** How many breaks a form has room for. */
export const mostBreaks = 8;
const longestDays = 31;

/** A workshop's plan, as it is stored. */
export interface Schedule {
  startsAt: Date | null;
  plannedEnd: Date | null;
  breaks: { from: string; to: string }[];
}

export const breakFields = (n: number) => ({ from: `break ${n} from`, to: `break ${n} to` });

const needed = 'Enter a date and a time.';

/** The names of all fields that a form may have. */
export const scheduleFields = (): string[] => [
  'startsAt',
  'plannedEnd',
  ...Array.from({ length: mostBreaks }, (_, i) => breakFields(i + 1)).flatMap(({ from, to }) => [from, to]),
];

const utc = (at: number) => `${localIn('UTC', at).replace('T', ' ')} UTC`;

/** What is stored, in words for the record of what changed. */
export function scheduleWords(stored: Parameters<typeof planOf>[0]): Record<'startsAt' | 'plannedEnd' | 'breaks', string | null> {
  const { startsAt, endsAt, breaks } = planOf(stored);
  return {
    startsAt: startsAt === null ? null : utc(startsAt),
    plannedEnd: endsAt === null ? null : utc(endsAt),
    breaks: breaks.map(({ from, to }) => `${utc(from)} to ${utc(to)}`).join(', ') || null,
  };
}

/**
 * A start, an end and breaks, as a facilitator's form has them: clocks of the reader's zone, such as `2026-11-26T09:30`. All empty means
 * that nothing is planned.
 * @returns what is stored, or what is wrong with which field
 */
export function readSchedule(
  typed: Readonly<Record<string, string>>,
  zone: string,
): Schedule | { problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  const momentOf = (name: string): number | null => {
    const text = typed[name]?.trim() ?? '';
    if (text === '') return null;
    const at = instantIn(zone, text.slice(0, 16));
    if (at === null) problems[name] = needed;
    return at;
  };
  const [start, end] = [momentOf('startsAt'), momentOf('plannedEnd')];
  const breaks: Break[] = [];
  for (let n = 1; n <= mostBreaks; n++) {
    const fields = breakFields(n);
    const [from, to] = [momentOf(fields.from), momentOf(fields.to)];
    if (from === null && to === null) continue;
    if (from === null) problems[fields.from] ??= 'When does it begin?';
    if (to === null) problems[fields.to] ??= 'When does it end?';
    if (from === null || to === null) continue;
    const wrong = wrongBreak({ from, to }, breaks, start, end);
    if (wrong) problems[fields[wrong.side]] ??= wrong.said;
    breaks.push({ from, to });
  }
  if (start === null && (end !== null || breaks.length > 0)) problems['startsAt'] ??= 'Enter the start, too.';
  if (start !== null && end !== null && end <= start) problems['plannedEnd'] = 'The end has to be after the start.';
  else if (start !== null && end !== null && end - start > longestDays * 86_400_000)
    problems['plannedEnd'] = `Choose an end within ${longestDays} days of the start.`;
  else if (start !== null && end !== null && breaks.reduce((sum, b) => sum + b.to - b.from, 0) >= end - start)
    problems['plannedEnd'] ??= 'The breaks take up all the time. Choose a later end, or shorter breaks.';
  if (Object.keys(problems).length > 0) return { problems };
  return {
    startsAt: start === null ? null : new Date(start),
    plannedEnd: end === null ? null : new Date(end),
    breaks: breaks
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
  };
}

function wrongBreak({ from, to }: Break, others: readonly Break[], start: number | null, end: number | null) {
  if (to <= from) return { side: 'to', said: 'A break has to end after it begins.' } as const;
  if (start !== null && from < start) return { side: 'from', said: 'This break begins before the workshop does.' } as const;
  if (end !== null && to > end) return { side: 'to', said: 'This break ends after the workshop does.' } as const;
  if (others.some((b) => from < b.to && b.from < to)) return { side: 'from', said: 'This break overlaps another one.' } as const;
  return null;
}
