import type { ComponentProps } from 'react';

const looks = {
  primary: 'inline-block rounded-lg bg-accent px-4 py-2 text-center font-semibold text-accent-ink no-underline hover:opacity-90',
  wide: 'block w-full rounded-lg bg-accent p-3 text-center font-semibold text-accent-ink hover:opacity-90 disabled:opacity-75',
  quiet: 'inline-block rounded-md border border-line-strong px-3 py-1.5 text-sm text-ink no-underline hover:bg-sunken',
  small:
    'rounded-md border bg-raised px-2 py-px text-xs font-normal whitespace-nowrap text-ink-2 hover:border-line-strong hover:text-ink print:hidden',
};

/** For a link that looks like a button. */
export const buttonLook = (look: keyof typeof looks = 'quiet', more = ''): string => `${looks[look]} ${more}`.trim();

export function Button({ look, className, ...rest }: ComponentProps<'button'> & { look?: keyof typeof looks }) {
  return <button type="submit" className={buttonLook(look, className)} {...rest} />;
}
