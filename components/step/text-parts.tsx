'use client';
import { type ReactNode, useRef } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { inSentence } from '@/components/ui/words';
import { useTabSecret } from './secrets';
import { useAttendee, useSlug } from './state';

/** A value of mine within the text, with a button to copy it; in code it stands bare. */
export function StepValue({ name, label, bare }: { name: string; label: string; bare?: boolean }) {
  const value = useAttendee().values[name];
  if (!value) return <span className="mine unsaid">{bare ? `<${inSentence(label)}>` : `${inSentence(label)}, not recorded yet`}</span>;
  if (bare) return <span className="mine">{value}</span>;
  return (
    <span className="with-copy">
      <span className="mine">{value}</span>
      <CopyButton text={() => value} what={value} />
    </span>
  );
}

/** A code block that copies as it reads, my values included. */
export function CodeBlock({ children }: { children?: ReactNode }) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <div className="code">
      <CopyButton text={() => code.current?.textContent ?? ''} what="this block" />
      {/* a block wider than the screen is scrolled with the keyboard, too */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above */}
      <pre ref={code} tabIndex={0}>
        {children}
      </pre>
    </div>
  );
}

/** What only this tab knows, within code: filled in here, never sent, and not to be read over a shoulder. */
export function TabSecret({ name }: { name: string }) {
  const [text] = useTabSecret(useSlug(), name);
  return text ? <span className="mine masked">{text}</span> : <span className="mine unsaid">{'<your client secret>'}</span>;
}

/** A short code with my values in it. */
export function CopiedCode({ children }: { children?: ReactNode }) {
  const code = useRef<HTMLElement>(null);
  return (
    <span className="with-copy">
      <code ref={code}>{children}</code>
      <CopyButton text={() => code.current?.textContent ?? ''} what="this" />
    </span>
  );
}

/** A way into a console, as soon as it is known where that is. */
export function ConsoleLink({ to, children }: { to: string; children?: ReactNode }) {
  const link = useAttendee().links[to];
  const label = children && (!Array.isArray(children) || children.length > 0) ? children : link?.label;
  if (!link?.href) return <>{label}</>;
  return (
    <a href={link.href} target="_blank" rel="noreferrer">
      {label}
      <span className="sr-only"> (opens another tab)</span>
    </a>
  );
}
