'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Now = createContext(0);

/** One clock for a page. It starts at the server's time, so that the first render is the same on both sides. */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const offset = serverNow - Date.now(); // laptop clocks are often wrong
    const tick = () => setNow(Date.now() + offset);
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [serverNow]);
  return <Now value={now}>{children}</Now>;
}

export const useNow = (): number => useContext(Now);

/** `4 s`, `2 min`, `3 h`, `2 d`: short, for tabular places. */
export function short(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** How long ago something happened, kept current. */
export function Since({ at }: { at: string }) {
  return <time dateTime={at}>{short(Math.max(1000, useNow() - Date.parse(at)))}</time>;
}
