import type { ReactNode } from 'react';
import type { StepStatus } from '@/lib/progress/standing';
import { Mark } from './mark';

interface Props {
  status: StepStatus;
  label?: string;
  /** It belongs to the item before it, and is gray. */
  isQuiet?: boolean;
  children: ReactNode;
}

/** A list item with its status. */
export function MarkedItem({ status, label, isQuiet = false, children }: Props) {
  return (
    <li
      aria-label={label}
      className={`flex gap-3 text-sm ${isQuiet ? 'pb-1.5 text-ink-3 [&_[data-status]]:text-ink-3' : 'border-t py-2.5'}`}
    >
      <Mark status={status} />
      {children}
    </li>
  );
}

/** A sentence under the item's title. */
export function Say({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-ink-2">{children}</p>;
}

/** What was expected and what was found, as values. */
export function Compared({ expected, found }: { expected: string; found: string }) {
  return (
    <dl className="my-2 grid grid-cols-[4.75rem_minmax(0,1fr)] gap-x-3 rounded-md bg-sunken px-3 py-2 text-xs [&_dt]:text-ink-2">
      <dt>expected</dt>
      <dd>
        <code>{expected}</code>
      </dd>
      <dt>found</dt>
      <dd>
        <code>{found}</code>
      </dd>
    </dl>
  );
}
