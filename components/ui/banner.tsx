import type { ComponentProps } from 'react';

const statuses = { done: 'pass', bad: 'wrong' };

/** A message about something that has just happened, at the top of the page. */
export function Banner({ tone, className = '', ...rest }: ComponentProps<'div'> & { tone?: keyof typeof statuses | undefined }) {
  return (
    <div
      data-status={tone && statuses[tone]}
      className={`mb-4 rounded-lg border px-4 py-3 text-sm ${tone ? 'border-tone bg-tone-soft text-tone [&_a]:font-semibold [&_a]:text-tone' : 'border-line-strong bg-sunken'} ${className}`}
      {...rest}
    />
  );
}
