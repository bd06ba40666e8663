import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import type { LiveState } from './live-source';

const look =
  'fixed top-16 left-1/2 z-20 w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-2xl border border-tone bg-tone-soft px-4 py-1 text-center text-sm text-tone wide:top-3 [&_a]:font-semibold [&_a]:text-tone print:hidden';

/**
 * Says on any page, wherever it is scrolled to, that it isn't live; shows nothing while it is. Put it into a `role="status"`.
 * @param noAccess what to say to somebody who may not see the page anymore, with the way on
 */
export function LiveMark({ state, noAccess }: { state: LiveState; noAccess?: ReactNode }) {
  const here = usePathname();
  switch (state) {
    case 'lost':
      return (
        <span className={look} data-status="waiting">
          Not live. Reconnecting…
        </span>
      );
    case 'crowded':
      return (
        <span className={look} data-status="waiting">
          Not live: too many tabs are open. <a href={here}>Reload this one</a>
        </span>
      );
    case 'signed-out':
      return (
        <span className={look} data-status="wrong">
          Not live: your session has ended. <a href={`/sign-in?to=${encodeURIComponent(here)}`}>Sign in again</a>
        </span>
      );
    case 'no-access':
      return (
        <span className={look} data-status="wrong">
          {noAccess ?? (
            <>
              Not live: you can no longer see this page. <a href={here}>Reload it</a>
            </>
          )}
        </span>
      );
    default:
      return null;
  }
}
