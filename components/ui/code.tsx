'use client';
import { type ReactNode, useRef } from 'react';
import { CopyButton, WithCopy } from './copy-button';

/** A code block that copies as shown, with the attendee's values filled in. */
export function CodeBlock({ children }: { children?: ReactNode }) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <div className="relative my-4">
      <CopyButton text={() => code.current?.textContent ?? ''} what="this block" className="absolute top-3 right-3" />
      {/* focusable, so that a wide block can be scrolled by keyboard */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above */}
      <pre ref={code} tabIndex={0} className="overflow-x-auto rounded-lg border bg-sunken py-3 pr-20 pl-4">
        {children}
      </pre>
    </div>
  );
}

/** Inline code with the attendee's values filled in. */
export function CopiedCode({ children }: { children?: ReactNode }) {
  const code = useRef<HTMLElement>(null);
  return (
    <WithCopy text={() => code.current?.textContent ?? ''} what="this">
      <code ref={code}>{children}</code>
    </WithCopy>
  );
}
