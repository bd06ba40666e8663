import type { Outcome } from './roles';

const byStatus: Readonly<Record<number, Outcome>> = { 200: 'opens', 401: 'unauthorized', 403: 'forbidden', 404: 'missing' };

/** What a status and the place to go to next mean. @throws for an answer that the table has no word for */
export function outcomeOf(status: number, location: string | null): Outcome {
  if (location !== null) {
    const { pathname, search } = new URL(location, 'http://portal.example');
    if (pathname === '/sign-in' && search.startsWith('?to=')) return 'signs in';
    return pathname === '/' && search === '?join=needed' ? 'joins' : 'leads on';
  }
  const outcome = byStatus[status];
  if (!outcome) throw new Error(`The portal answered ${status}.`);
  return outcome;
}
