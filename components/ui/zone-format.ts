const made = new Map<string, Intl.DateTimeFormat>();

/** A format of times in a zone. They are slow to make, and a board tells hundreds of times. In British English, which knows most zones’ abbreviations. */
export function formatIn(timeZone: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(how)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...how });
  made.set(key, known);
  return known;
}
