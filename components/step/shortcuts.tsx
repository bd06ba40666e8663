'use client';
import { useEffect, useState } from 'react';
import { buttonLook } from '@/components/ui/button';
import { useKept } from '@/components/ui/kept';

const keys = { v: 'Verify the step', n: 'Next step', p: 'Previous step', '?': 'This list' };

/** Clicks what has the key as its `data-key`, unless somebody is typing. */
function press({ key, target, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
  const isTyping = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
  if (ctrlKey || metaKey || altKey || repeat || isTyping) return;
  document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.click();
}

/**
 * Keyboard shortcuts and the list of them. On unless this browser has them turned off: speech input and slips of the hand press
 * letters, too (WCAG 2.1.4). The list is made when it opens, so that a page without it stays as light as it was.
 */
export function Shortcuts() {
  const [isOff, toggle] = useKept('shortcuts off');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOff) return;
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOff]);
  return (
    <>
      <button type="button" popoverTarget="keys" data-key="?" className={buttonLook('small', 'mt-4 max-wide:hidden noscript:hidden')}>
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
                <kbd className="inline-block w-8 font-semibold">{key}</kbd> {does}
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
