import { formatIn } from './zone-format';

/** `CET`, `EST` or `GMT+1`: what a zone is called at that time. British English knows Europe’s abbreviations, American English America’s. */
export function zoneName(zone: string, at: number): string {
  if (zone === 'UTC') return 'UTC';
  const [british = zone, american = zone] = (['en-GB', 'en-US'] as const).map(
    (locale) =>
      formatIn(zone, { timeZoneName: 'short' }, locale)
        .formatToParts(at)
        .find((p) => p.type === 'timeZoneName')?.value,
  );
  return /^GMT[+-]/.test(british) ? american : british;
}

const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const dated = { ...day, year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** How to write a time. */
export interface Telling {
  /** Names the day if it is not this one, and its year if that differs. In milliseconds since 1970. */
  today?: number | undefined;
  hasSeconds?: boolean;
  /** Names the zone, where nothing near does. */
  hasZone?: boolean;
}

/**
 * `09:30`, `09:30 CET` or `Thu 26 Nov, 09:30:12 CET`.
 * @param at in milliseconds since 1970
 * @param zone as in `Europe/Paris`
 */
export function momentWords(zone: string, at: number, { today, hasSeconds = false, hasZone = false }: Telling = {}): string {
  const time = formatIn(zone, hasSeconds ? { ...clock, second: '2-digit' } : clock).format(at);
  const [on, now] = [at, today ?? at].map((moment) => formatIn(zone, dated).format(moment));
  const isSameYear = on?.slice(-4) === now?.slice(-4);
  const date = on === now ? '' : `${formatIn(zone, isSameYear ? day : dated).format(at)}, `;
  return `${date}${time}${hasZone ? ` ${zoneName(zone, at)}` : ''}`;
}
