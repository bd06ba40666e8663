const made = new Map<string, Intl.DateTimeFormat>();

/** A format of times in a zone. They are slow to make, and a board tells hundreds of times. */
export function formatIn(timeZone: string, how: Intl.DateTimeFormatOptions, locale: 'en-GB' | 'en-US' = 'en-GB'): Intl.DateTimeFormat {
  const key = `${timeZone} ${locale} ${JSON.stringify(how)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...how });
  made.set(key, known);
  return known;
}
