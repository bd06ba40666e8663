'use client';
import { useSyncExternalStore } from 'react';
import { momentWords } from './moment-words';
import { useNow } from './now';

const never = () => () => undefined;
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const onServer = () => 'UTC';

/** A moment by the reader's own clock, with its zone; by UTC on the server, and where no script runs. */
export function Moment({ at, hasSeconds = false }: { at: string; hasSeconds?: boolean }) {
  const zone = useSyncExternalStore(never, here, onServer);
  return <time dateTime={at}>{momentWords(at, { zone, now: useNow(), hasSeconds })}</time>;
}
