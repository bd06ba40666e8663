import type { ReactNode } from 'react';

/** Optional reading: a reason, or that a list is empty. */
export function Note({ children, role }: { children: ReactNode; role?: 'note' }) {
  return (
    <div role={role} className="my-4 border-l-3 border-line-strong pl-4 text-ink-2 [&_p]:m-0">
      {children}
    </div>
  );
}
