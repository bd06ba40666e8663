import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** A code block under its title: as wide as 88 characters where there is room, wrapped where there is not. It copies as shown, with the attendee's values. */
export const CodeBlock = ({ title, children }: { title?: string; children?: ReactNode }) => (
  <figure data-copied className="code my-4 overflow-hidden rounded-lg border bg-sunken">
    {title ? (
      <figcaption className="flex items-center justify-between border-b bg-raised py-1 pr-2 pl-3 text-xs text-ink-3">
        {title}
        <CopyButton what="this block" />
      </figcaption>
    ) : (
      <CopyButton what="this block" className="float-right m-2" /> // lines wrap around it
    )}
    <pre>
      <code>{children}</code>
    </pre>
  </figure>
);

/** Inline code with the attendee's values filled in. There is nothing to copy as long as one of them isn't known. */
export const CopiedCode = ({ children }: { children?: ReactNode }) => (
  <span data-copied className="inline-flex max-w-full items-center gap-2 [&:has(var)>button]:hidden">
    <code className="min-w-0 wrap-anywhere">{children}</code>
    <CopyButton what="this" />
  </span>
);
