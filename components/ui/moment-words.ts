import { formatIn } from './zone-format';

interface Reader {
  /** Their time zone, as in `Europe/Berlin`. */
  zone: string;
  /** In milliseconds; 0 where the page has no clock, and so always the day as well. */
  now: number;
  hasSeconds?: boolean;
}

/** `14:05 CET`, or `2026-11-23 14:05 CET` for another day than the reader’s own. @param at ISO 8601 */
export function momentWords(at: string, { zone, now, hasSeconds = false }: Reader): string {
  const moment = partsOf(new Date(at), zone);
  const [day, today] = [moment, partsOf(new Date(now), zone)].map((p) => `${p['year']}-${p['month']}-${p['day']}`);
  const clock = [moment['hour'], moment['minute'], ...(hasSeconds ? [moment['second']] : [])].join(':');
  return [...(day === today ? [] : [day]), clock, moment['timeZoneName']].join(' ');
}

const two = '2-digit' as const;
const whole: Intl.DateTimeFormatOptions = {
  ...{ timeZoneName: 'short', hourCycle: 'h23' },
  ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
};

const partsOf = (date: Date, zone: string): Record<string, string> =>
  Object.fromEntries(
    formatIn(zone, whole)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
