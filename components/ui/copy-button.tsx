'use client';
import { useState } from 'react';

/** Copies a text; without the clipboard's permission it says so instead of pretending. */
export function CopyButton({ text, what }: { text: () => string; what: string }) {
  const [said, setSaid] = useState<'Copied' | 'Select it and copy' | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
    } catch {
      setSaid('Select it and copy'); // no secure context, or refused
    }
    setTimeout(() => setSaid(null), 2000);
  }
  return (
    <button type="button" className="copy" onClick={copy} aria-label={`Copy ${what}`}>
      <span aria-live="polite">{said ?? 'Copy'}</span>
    </button>
  );
}
