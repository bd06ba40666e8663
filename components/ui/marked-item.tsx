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
