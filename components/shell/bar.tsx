import type { ReactNode } from 'react';

/** On top of every page. */
export function Bar({ children }: { children: ReactNode }) {
  return <header className="flex min-h-14 items-center gap-4 border-b bg-raised px-4 py-2 print:hidden">{children}</header>;
}
