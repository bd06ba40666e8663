import { useSyncExternalStore } from 'react';

/**
 * What the page's event stream sends besides its news, for parts of the page that the news don't cover. A page has one stream, so there is
 * only one of these.
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

/** What was last sent; null until then. The caller knows what its own stream sends. */
export const useAside = (): unknown =>
  useSyncExternalStore(
    subscribe,
    () => last,
    () => null,
  );
