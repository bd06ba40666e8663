'use client';
import { type ReactNode, useEffect } from 'react';
import { useKept } from '@/components/ui/kept';

/** Clicks what has the key as its `data-key`, unless somebody is typing. */
function press({ key, target, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
  const isTyping = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
  if (ctrlKey || metaKey || altKey || repeat || isTyping) return;
  document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.click();
}

/** Keyboard shortcuts, on unless this browser has them turned off: speech input and slips of the hand press letters, too (WCAG 2.1.4). */
export function ShortcutSwitch({ children }: { children: ReactNode }) {
  const [isOff, toggle] = useKept('shortcuts off');
  useEffect(() => {
    if (isOff) return;
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOff]);
  return (
    <label className="flex items-baseline gap-2">
      <input type="checkbox" checked={!isOff} onChange={toggle} />
      <span>
        Use keyboard shortcuts <small className="block text-ink-3">{children}</small>
      </span>
    </label>
  );
}
