import type { ComponentProps, ReactNode } from 'react';

/** Details that few people need, folded behind a summary. */
export function Details({ summary, children, ...rest }: ComponentProps<'details'> & { summary: ReactNode }) {
  return (
    <details {...rest}>
      <summary className="text-xs text-ink-3">{summary}</summary>
      {children}
    </details>
  );
}
