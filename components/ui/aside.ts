import { useSyncExternalStore } from 'react';

/**
 * What the page's event stream tells beside its news, for parts of the page that stand outside what the news are for. A page has one
 * stream, so there is one of it.
 */
let last: unknown = null;
const listeners = new Set<() => void>();

export function tellAside(aside: unknown): void {
  last = aside;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What was last told; null as long as nothing was. Who asks knows what its own stream tells. */
export const useAside = (): unknown =>
  useSyncExternalStore(
    subscribe,
    () => last,
    () => null,
  );
