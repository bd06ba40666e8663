import type { ReactNode } from 'react';
import { Button, buttonLook } from '@/components/ui/button';

/** A button that asks first: what will happen, and the same words again to do it. Works without JavaScript. */
export function Confirm({ act, children, action }: { act: string; children: ReactNode; action: () => Promise<void> }) {
  return (
    <details className="my-3">
      <summary className={buttonLook('quiet', 'list-none')}>{act}…</summary>
      <form action={action} className="mt-2 max-w-text rounded-lg border border-line-strong px-4 py-3 text-sm">
        <p className="mb-3">{children}</p>
        <Button>Yes, {act.charAt(0).toLowerCase() + act.slice(1)}</Button>
      </form>
    </details>
  );
}
