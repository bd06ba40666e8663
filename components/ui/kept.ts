import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const subscribe = (hear: () => void) => {
  listeners.add(hear);
  return () => listeners.delete(hear);
};

/** A choice about how pages look or behave, kept by this browser. The server doesn't know it, and renders it as off. */
export function useKept(name: string): [boolean, () => void] {
  const key = `guidepost ${name}`;
  const isOn = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) !== null,
    () => false,
  );
  const toggle = () => {
    if (isOn) localStorage.removeItem(key);
    else localStorage.setItem(key, '');
    for (const hear of listeners) hear();
  };
  return [isOn, toggle];
}
