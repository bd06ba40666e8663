'use client';
import { useZone } from './clock';
import { momentWords } from './moment-words';
import { useNow } from './now';

/** A moment by the reader's own clock, with its zone; by UTC on the server, and where no script runs. */
export function Moment({ at, hasSeconds = false }: { at: string; hasSeconds?: boolean }) {
  const zone = useZone();
  return <time dateTime={at}>{momentWords(at, { zone, now: useNow(), hasSeconds })}</time>;
}
