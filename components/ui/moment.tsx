'use client';
import { Clock } from './clock';
import { useNow } from './now';

/** A moment on the reader's own clock, with its zone, and with its day unless that is today. @param at ISO 8601 */
export function Moment({ at, hasSeconds = false }: { at: string; hasSeconds?: boolean }) {
  return <Clock at={Date.parse(at)} today={useNow()} hasSeconds={hasSeconds} hasZone />;
}
