import type { ReactNode } from 'react';

/** A console's form, drawn small from the list of what to enter: what the reader sets is marked, what stays is dashed. */
export const ConsoleForm = ({ title, app, button, children }: { title: string; app: string; button?: string; children?: ReactNode }) => (
  <figure className="my-5 max-w-160 overflow-hidden rounded-lg border border-line-strong bg-raised text-sm print:break-inside-avoid">
    <figcaption className="flex flex-wrap items-baseline gap-x-3 border-b bg-sunken px-4 py-2">
      <b className="font-semibold">{title}</b>
      <span className="text-xs text-ink-2">{app}</span>
    </figcaption>
    <dl className="m-0 grid gap-y-2 px-4 py-3">{children}</dl>
    {button ? (
      <div className="flex justify-end border-t px-4 py-2">
        <span className="rounded-md border border-line-strong bg-sunken px-3 py-1 text-xs font-semibold">{button}</span>
      </div>
    ) : null}
  </figure>
);

type Look = 'set' | 'on' | 'off' | 'left';

/** One field: its label as on the screen, and what goes into it. */
export const FormField = ({ look, children }: { look: Look; children?: ReactNode }) => (
  <div
    data-look={look}
    className="group grid gap-x-3 gap-y-0.5 wide:grid-cols-[11rem_minmax(0,1fr)] [&_dd]:m-0 [&_dt]:pt-1.5 [&_dt]:text-xs [&_dt]:text-ink-2 [&_small]:text-xs [&_small]:text-ink-2"
  >
    {children}
  </div>
);

/** What goes into a field. A tick box has its box drawn; the words stay, for who does not see it. */
export const FormEntry = ({ children }: { children?: ReactNode }) => (
  <span className="flex min-w-0 flex-wrap items-center gap-2 rounded-md border border-line-strong border-l-3 border-l-accent bg-paper px-2.5 py-1 font-medium group-data-[look=left]:border-dashed group-data-[look=left]:border-l-line-strong group-data-[look=left]:font-normal group-data-[look=left]:text-ink-2">
    <svg aria-hidden="true" viewBox="0 0 16 16" className="hidden size-4 group-data-[look=off]:block group-data-[look=on]:block">
      <rect x="1" y="1" width="14" height="14" rx="3" className="fill-none stroke-ink-2" />
      <path d="M4 8.2 7 11l5-6" className="hidden fill-none stroke-accent stroke-2 group-data-[look=on]:block" />
    </svg>
    {children}
  </span>
);
