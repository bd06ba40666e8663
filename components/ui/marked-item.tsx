import type { ReactNode } from 'react';
import type { StepStatus } from '@/lib/progress/standing';
import { Mark } from './mark';

/** A list item with its status. */
export function MarkedItem({ status, label, children }: { status: StepStatus; label?: string; children: ReactNode }) {
  return (
    <li aria-label={label} className="flex gap-3 border-t py-2.5 text-sm">
      <Mark status={status} />
      {children}
    </li>
  );
}

/** A sentence under the item's title. */
export function Say({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-ink-2">{children}</p>;
}
