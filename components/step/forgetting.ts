import { useEffect } from 'react';
import { forgetSecrets } from './tab-secrets';

/** Tells the fields that the tab's secrets have changed. */
export const changed = new EventTarget();

/**
 * The tab forgets the secrets of whoever was signed in before, and all of them when the session has ended.
 * @param person who is signed in; null once nobody is
 */
export function useForgetting(person: string | null): void {
  useEffect(() => {
    forgetSecrets(sessionStorage, person);
    changed.dispatchEvent(new Event('change'));
  }, [person]);
}
