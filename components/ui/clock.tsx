'use client';
import { useSyncExternalStore } from 'react';
import { momentWords, type Telling } from './moment-words';

const never = () => () => undefined;
const ofReader = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const ofServer = () => 'UTC';

/** The reader's own time zone, as in `Europe/Paris`; until the page listens, and without JavaScript, UTC. */
export const useZone = (): string => useSyncExternalStore(never, ofReader, ofServer);

/** A time of day on the reader's own clock; the whole of it, day and zone and all, when pointed at. @param at in milliseconds since 1970 */
export function Clock({ at, ...telling }: Telling & { at: number }) {
  const zone = useZone();
  return (
    <time dateTime={new Date(at).toISOString()} title={momentWords(zone, at, { today: 0, hasZone: true })}>
      {momentWords(zone, at, telling)}
    </time>
  );
}
