import type { ReactNode } from 'react';

/** A one-column page. */
export function Page({ children }: { children: ReactNode }) {
  return <main className="mx-auto max-w-220 px-4 pt-6 pb-20 wide:px-6 wide:pt-10 wide:pb-24 [&>p]:max-w-text">{children}</main>;
}

/** The small line above a title that says where the page belongs. */
export function Kicker({ children }: { children: ReactNode }) {
  return <div className="mb-1 text-sm text-ink-3">{children}</div>;
}
