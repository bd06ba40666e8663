import type { ComponentProps } from 'react';

const sheet = 'overflow-hidden rounded-lg border bg-raised [&>*+*]:border-t';

/** A list with a line between its rows. */
export function Sheet(props: ComponentProps<'ul'>) {
  return <ul className={sheet} {...props} />;
}

/** For a link that fills a row of the list. */
export const rowLook = 'flex items-baseline gap-3 px-4 py-3 text-ink no-underline hover:bg-sunken focus-visible:-outline-offset-3';

const params =
  'my-4 *:grid *:items-center *:gap-x-3 *:px-4 *:py-2 wide:*:grid-cols-[10rem_minmax(0,1fr)] [&_code]:text-xs [&_dd]:font-semibold [&_dt]:text-sm [&_dt]:text-ink-2';

/** Names with their values, each pair in a div. */
export function Params(props: ComponentProps<'dl'>) {
  return <dl className={`${sheet} ${params}`} {...props} />;
}
