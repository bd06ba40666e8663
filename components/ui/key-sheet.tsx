'use client';
import { useEffect, useState } from 'react';
import { buttonLook } from './button';
import { useKept } from './kept';

interface Props {
  /** What each key does, in words. */
  keys: Readonly<Record<string, string>>;
  /** What a key does apart from clicking the element with that `data-key`; true if it did something. */
  act?: (event: KeyboardEvent) => boolean;
  className?: string;
}

/** Whether a key is meant for the page: alone, and not typed into a field. */
const isForPage = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  !ctrlKey && !metaKey && !altKey && !(target instanceof Element && target.closest('input, textarea, select, [contenteditable]'));

/**
 * Keyboard shortcuts and the list of them. On unless this browser has them turned off: speech input and slips of the hand press
 * letters, too (WCAG 2.1.4). The list is made when it opens, so that a page without it stays as light as it was.
 */
export function KeySheet({ keys, act, className = 'mt-4' }: Props) {
  const [isOff, toggle] = useKept('shortcuts off');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOff) return;
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      if (act?.(event)) event.preventDefault();
      else if (!event.repeat) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`)?.click();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOff, act]);
  return (
    <>
      <button
        type="button"
        popoverTarget="keys"
        data-key="?"
        className={buttonLook('small', `${className} max-wide:hidden noscript:hidden`)}
      >
        Keyboard shortcuts
      </button>
      <div
        popover="auto"
        id="keys"
        role="dialog"
        aria-label="Keyboard shortcuts"
        className="m-auto rounded-lg border bg-raised p-5 text-sm text-ink"
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen ? (
          <>
            {Object.entries(keys).map(([key, does]) => (
              <p key={key}>
                <kbd className="inline-block min-w-8 pr-2 font-semibold">{key}</kbd> {does}
              </p>
            ))}
            <label className="flex gap-2">
              <input type="checkbox" checked={!isOff} onChange={toggle} /> Use keyboard shortcuts
            </label>
            <small className="text-ink-3">They don’t work while you type in a field.</small>
          </>
        ) : null}
      </div>
    </>
  );
}
