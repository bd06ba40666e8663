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

const made = new Map<string, Intl.DateTimeFormat>();

/** In British English, as browsers know the abbreviations of most zones in it. */
function partsOf(date: Date, timeZone: string): Record<string, string> {
  const two = '2-digit' as const;
  const format =
    made.get(timeZone) ?? // slow to make, and a page tells many moments each second
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, timeZoneName: 'short', hourCycle: 'h23' },
      ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    });
  made.set(timeZone, format);
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}
