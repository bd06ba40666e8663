import type { ComponentProps } from 'react';

/** A short fact about the whole page; dashed for the practice cloud. */
export function Chip({ isDashed, className = '', ...rest }: ComponentProps<'span'> & { isDashed?: boolean }) {
  return (
    <span
      className={`rounded-full border border-line-strong px-3 py-0.5 text-xs whitespace-nowrap text-ink-2 ${isDashed ? 'border-dashed ' : ''}${className}`}
      {...rest}
    />
  );
}
