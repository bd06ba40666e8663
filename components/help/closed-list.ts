import type { Closed, Queued } from '@/lib/help/view';

type Ids = readonly Pick<Queued | Closed, 'id'>[];

/**
 * Whether requests were closed, or opened again, since a list of closed ones was read.
 * @param open those that were open then
 * @param now those that are open now
 */
export function isOutdated(closed: Ids, open: Ids, now: Ids): boolean {
  const [isOpen, isClosed] = [new Set(now.map(({ id }) => id)), new Set(closed.map(({ id }) => id))];
  return closed.some(({ id }) => isOpen.has(id)) || open.some(({ id }) => !isOpen.has(id) && !isClosed.has(id));
}
