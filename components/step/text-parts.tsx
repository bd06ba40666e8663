'use client';
import type { ReactNode } from 'react';
import { WithCopy } from '@/components/ui/copy-button';
import { inSentence } from '@/components/ui/words';
import { useTabSecret } from './secrets';
import { useAttendee, useNeighbors, useSlug } from './state';

/** One of the attendee's values in the text, with a copy button; `bare` within code. */
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

/** A tab's secret within code: filled in by the browser, never sent, and masked on screen. */
export function TabSecret({ name, label }: { name: string; label: string }) {
  const { text } = useTabSecret(name);
  return text ? <mark className="[-webkit-text-security:disc]">{text}</mark> : <var>{`<${inSentence(label)}>`}</var>;
}

/** Another step by its number; a link if it is on the attendee's track. */
export function StepLink({ to, number }: { to: string; number: string }) {
  const slug = useSlug();
  const { isMine } = useNeighbors(to);
  return isMine ? <a href={`/w/${slug}/${to}`}>{`step ${number}`}</a> : `step ${number}`;
}

/** A link to a console, once its address is known. */
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
