'use client';
import type { ReactNode } from 'react';
import { WithCopy } from '@/components/ui/copy-button';
import { inSentence } from '@/components/ui/words';
import { useTabSecret } from './secrets';
import { useAttendee, useNeighbors, useSlug } from './state';

/** A value of mine within the text, with a button to copy it; in code it stands bare. */
export function StepValue({ name, label, bare }: { name: string; label: string; bare?: boolean }) {
  const value = useAttendee().values[name];
  if (!value) return <var>{bare ? `<${inSentence(label)}>` : `${inSentence(label)}, not recorded yet`}</var>;
  if (bare) return <mark>{value}</mark>;
  return (
    <WithCopy text={() => value} what={value}>
      <mark>{value}</mark>
    </WithCopy>
  );
}

/** What only this tab knows, within code: filled in here, never sent, and not to be read over a shoulder. */
export function TabSecret({ name, label }: { name: string; label: string }) {
  const { text } = useTabSecret(name);
  return text ? <mark className="[-webkit-text-security:disc]">{text}</mark> : <var>{`<${inSentence(label)}>`}</var>;
}

/** Another step, by its number; a link where it is on my track. */
export function StepLink({ to, number }: { to: string; number: string }) {
  const slug = useSlug();
  const { isMine } = useNeighbors(to);
  return isMine ? <a href={`/w/${slug}/${to}`}>{`step ${number}`}</a> : `step ${number}`;
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
