import type { ComponentProps, ReactNode } from 'react';

/** What few need to see, behind its name. */
export function Details({ summary, children, ...rest }: ComponentProps<'details'> & { summary: ReactNode }) {
  return (
    <details {...rest}>
      <summary className="text-xs text-ink-3">{summary}</summary>
      {children}
    </details>
  );
}
