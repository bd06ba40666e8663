import type { ReactNode } from 'react';
import { Button, buttonLook } from '@/components/ui/button';

interface Props {
  act: string;
  /** It deletes something, or takes it away forever. */
  isDestructive?: boolean;
  children: ReactNode;
  action: () => Promise<void>;
}

/** A button that asks first: what will happen, and the same words again to do it. Works without JavaScript. */
export function Confirm({ act, isDestructive = false, children, action }: Props) {
  return (
    <details className="my-3">
      <summary className={buttonLook(isDestructive ? 'danger' : 'quiet', 'list-none ml-0')}>{act}…</summary>
      <form
        action={action}
        className={`mt-2 max-w-text rounded-lg border px-4 py-3 text-sm ${isDestructive ? 'border-danger' : 'border-line-strong'}`}
      >
        <p className="mb-3">{children}</p>
        <Button look={isDestructive ? 'destroy' : 'main'}>Yes, {act.charAt(0).toLowerCase() + act.slice(1)}</Button>
      </form>
    </details>
  );
}
