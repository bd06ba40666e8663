import { useCallback, useEffect, useRef, useState } from 'react';
import type { BoardStep } from '@/lib/pace/group';
import { type Filter, readFilter, writeFilter } from './filter';

/** While somebody types, the address follows in steps: browsers refuse a page that writes it with every key. */
const typingMs = 300;

/**
 * What the board shows, which is what its address says: after a reload, behind a shared link, and when somebody goes back.
 * @param begun as the server read it
 */
export function useFilter(begun: Filter, steps: readonly BoardStep[], tracks: readonly string[]) {
  const [filter, setFilter] = useState(begun);
  const now = useRef(begun);
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  const take = useCallback((next: Filter) => {
    clearTimeout(later.current);
    now.current = next;
    setFilter(next);
  }, []);
  useEffect(() => {
    const goBack = () => take(readFilter(new URLSearchParams(location.search), { steps, tracks }));
    addEventListener('popstate', goBack);
    return () => {
      clearTimeout(later.current);
      removeEventListener('popstate', goBack);
    };
  }, [steps, tracks, take]);

  /** Chooses something else. Each choice is a step back; typing is none. */
  const choose = useCallback(
    (change: Partial<Filter>) => {
      const next = { ...now.current, ...change };
      take(next);
      const address = writeFilter(next) || location.pathname;
      if ('q' in change && next.q) later.current = setTimeout(() => history.replaceState(null, '', address), typingMs);
      else history.pushState(null, '', address);
    },
    [take],
  );
  return { filter, choose };
}
