'use client';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { Button } from './button';

interface Props {
  /** By default the code around the button, as it is shown: the nearest `data-copied`. */
  text?: () => string;
  what: string;
  className?: string;
}

const shown = (button: Element) => button.closest('[data-copied]')?.querySelector('code')?.textContent ?? '';

/** Copies text and says so, to screen readers too. If the clipboard is not available it says that. */
export function CopyButton({ text, what, className }: Props) {
  const [said, setSaid] = useState<'Copied' | 'Select it and copy' | null>(null);
  async function copy({ currentTarget }: MouseEvent) {
    try {
      await navigator.clipboard.writeText(text?.() ?? shown(currentTarget));
      setSaid('Copied');
    } catch {
      setSaid('Select it and copy'); // not a secure context, or permission denied
    }
    setTimeout(() => setSaid(null), 2000);
  }
  return (
    <>
      <Button type="button" look="small" className={className} onClick={copy} aria-label={`Copy ${what}`}>
        {said ?? 'Copy'}
      </Button>
      {/* not in the button: its label hides what it contains */}
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </>
  );
}

/** Short content with a button that copies it. */
export function WithCopy({ children, ...copy }: Props & { text: () => string; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-2 *:first:min-w-0 *:first:wrap-anywhere">
      {children}
      <CopyButton {...copy} />
    </span>
  );
}
