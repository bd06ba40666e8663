/** Whether a name is that of a time zone, as in `Europe/Paris`. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false; // thrown for a zone that doesn't exist
    throw error;
  }
}

/** What a clock in a zone shows, as in `2026-11-26T09:30`: what a field for a date and time takes. */
export function localIn(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]));
  return `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/**
 * The moment at which a clock in a zone shows a date and time, in milliseconds since 1970. When clocks go back and an hour comes twice, the
 * first one counts; when an hour is skipped, the result is an hour later.
 * @param local as in `2026-11-26T09:30`
 * @returns null where no clock ever shows that, as on 31 February
 */
export function instantIn(zone: string, local: string): number | null {
  const asIfUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asIfUtc) || localIn('UTC', asIfUtc) !== local) return null;
  const shiftAt = (at: number) => Date.parse(`${localIn(zone, at)}Z`) - at;
  const dayMs = 86_400_000;
  // the shift may change within a day of it, so both are tried
  const fits = [shiftAt(asIfUtc - dayMs), shiftAt(asIfUtc + dayMs)].map((shift) => asIfUtc - shift);
  return fits.find((at) => localIn(zone, at) === local) ?? Math.max(...fits);
}
