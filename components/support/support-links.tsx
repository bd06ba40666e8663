'use client';
import { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useState } from 'react';
import { Button, buttonLook } from '@/components/ui/button';

type Query = Readonly<Record<string, string>>;
const Place = createContext<Query | null>(null);

/** Whose work, and which step, the links are about: `workshop` for an attendee's own, else `board` and `attendee`. */
export function SupportPlace({ of, children }: { of: Query; children: ReactNode }) {
  const outer = useContext(Place);
  return <Place value={{ ...outer, ...of }}>{children}</Place>;
}

/** A report for a vendor's ticket, to copy or download. Without JavaScript, it is downloaded. */
export function SupportLinks({ of = {}, what }: { of?: Query; what: string }) {
  const place = useContext(Place);
  const [zone, setZone] = useState<Query>({});
  const [said, setSaid] = useState('');
  useEffect(() => setZone({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone }), []);
  if (!place) return null;
  const address = (as: string) => `/api/support?${new URLSearchParams({ ...place, ...of, ...zone, as })}`;

  async function copy(event: MouseEvent) {
    event.preventDefault();
    const text = fetch(address('text')).then((answer) => {
      if (!answer.ok) throw new Error(`The portal answered ${answer.status}.`);
      return answer.text();
    });
    try {
      await write(text);
      setSaid('Copied');
    } catch {
      setSaid('Download it instead'); // no clipboard, no permission, or no answer
    }
    setTimeout(() => setSaid(''), 4000);
  }

  const link = buttonLook('small', 'no-underline');
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-xs text-ink-3 print:hidden">
      <span>For a support ticket</span>
      <Button type="button" look="small" onClick={copy} aria-label={`Copy the support report of ${what}`}>
        {said || 'Copy'}
      </Button>
      <a className={link} href={address('text')} download aria-label={`Download the support report of ${what} as text`}>
        Text
      </a>
      <a className={link} href={address('json')} download aria-label={`Download the support report of ${what} as JSON`}>
        JSON
      </a>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </p>
  );
}

/** Safari lets a page write only what it was asked to write during the click itself, be it a promise. */
async function write(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((plain) => new Blob([plain], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
