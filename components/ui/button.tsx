import type { ComponentProps } from 'react';

const flat = 'inline-block rounded-md border px-3 py-1.5 text-sm no-underline';

/**
 * A form has one button in full color: what the form is for. Everything else is quiet, and what deletes is red and says so in words.
 * `main` and `destroy` are as large as `quiet`, to stand in a row with it.
 */
const looks = {
  primary: 'inline-block rounded-lg bg-accent px-4 py-2 text-center font-semibold text-accent-ink no-underline hover:opacity-90',
  wide: 'block w-full rounded-lg bg-accent p-3 text-center font-semibold text-accent-ink hover:opacity-90 disabled:opacity-75',
  main: `${flat} border-accent bg-accent font-semibold text-accent-ink hover:opacity-90`,
  quiet: `${flat} border-line-strong text-ink hover:bg-sunken`,
  danger: `${flat} border-danger text-danger hover:bg-danger-soft`,
  destroy: `${flat} border-danger bg-danger font-semibold text-danger-ink hover:opacity-90`,
  small:
    'rounded-md border bg-raised px-2 py-px text-xs font-normal whitespace-nowrap text-ink-2 hover:border-line-strong hover:text-ink print:hidden',
};

/** For a link that looks like a button. */
export const buttonLook = (look: keyof typeof looks = 'quiet', more = ''): string => `${looks[look]} ${more}`.trim();

export function Button({ look, className, ...rest }: ComponentProps<'button'> & { look?: keyof typeof looks }) {
  return <button type="submit" className={buttonLook(look, className)} {...rest} />;
}
