'use client';
import { type ReactNode, useState } from 'react';
import { Button } from './button';

interface Props {
  text: () => string;
  what: string;
  className?: string;
}

/** Copies text. If the clipboard is not available it says so. */
export function CopyButton({ text, what, className }: Props) {
  const [said, setSaid] = useState<'Copied' | 'Select it and copy' | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
    } catch {
      setSaid('Select it and copy'); // not a secure context, or permission denied
    }
    setTimeout(() => setSaid(null), 2000);
  }
  return (
    <Button type="button" look="small" className={className} onClick={copy} aria-label={`Copy ${what}`}>
      <span aria-live="polite">{said ?? 'Copy'}</span>
    </Button>
  );
}

/** Short content with a button that copies it. */
export function WithCopy({ children, ...copy }: Props & { children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-2 *:first:min-w-0 *:first:wrap-anywhere">
      {children}
      <CopyButton {...copy} />
    </span>
  );
}
