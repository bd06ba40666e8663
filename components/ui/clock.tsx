'use client';
import { useSyncExternalStore } from 'react';
import { formatIn } from './zone-format';

const never = () => () => undefined;
const ofReader = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const ofServer = () => 'UTC';

/** The reader's own time zone, as in `Europe/Paris`; until the page listens, and without JavaScript, UTC. */
export const useZone = (): string => useSyncExternalStore(never, ofReader, ofServer);

/** `09:30`, in a zone. @param at in milliseconds since 1970 */
const clockIn = (zone: string, at: number): string => formatIn(zone, { hour: '2-digit', minute: '2-digit' }).format(at);

/** `CET` or `GMT+1`: what a zone is called at that time. */
export const zoneName = (zone: string, at: number): string =>
  zone === 'UTC'
    ? 'UTC'
    : (formatIn(zone, { timeZoneName: 'short' })
        .formatToParts(at)
        .find((p) => p.type === 'timeZoneName')?.value ?? zone);

/** `Thu, 26 Nov`, in a zone. */
const dayIn = (zone: string, at: number): string => formatIn(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at);

interface Props {
  /** In milliseconds since 1970. */
  at: number;
  /** Of what day it is known to be: another one is named. In milliseconds since 1970. */
  today?: number;
  /** Names the zone, where nothing near does. */
  hasZone?: boolean;
}

/** A time of day on the reader's own clock; the whole of it, zone and all, when pointed at. */
export function Clock({ at, today, hasZone = false }: Props) {
  const zone = useZone();
  const isOther = today !== undefined && dayIn(zone, at) !== dayIn(zone, today);
  const text = `${isOther ? `${dayIn(zone, at)}, ` : ''}${clockIn(zone, at)}`;
  return (
    <time dateTime={new Date(at).toISOString()} title={`${dayIn(zone, at)}, ${clockIn(zone, at)} ${zoneName(zone, at)}`}>
      {hasZone ? `${text} ${zoneName(zone, at)}` : text}
    </time>
  );
}
