'use client';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';

interface Hints {
  /** How many the step has. */
  hints: number;
  opened: ReadonlySet<number>;
  open: (hint: number) => void;
}
const Context = createContext<Hints>({ hints: 0, opened: new Set(), open: () => undefined });

interface Props {
  hints: number;
  /** Those that were opened before, from 1. */
  opened: readonly number[];
  /** Remembers that one was opened. */
  note: (hint: number) => Promise<void>;
  children: ReactNode;
}

/** Knows which of a step's hints are opened, for its text and its panel. */
export function HintsProvider({ hints, opened: before, note, children }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => new Set(before));
  const noted = useRef(opened);
  const context = useMemo(
    () => ({
      hints,
      opened,
      open(hint: number) {
        if (noted.current.has(hint)) return;
        noted.current = new Set([...noted.current, hint]);
        setOpened(noted.current);
        note(hint).catch(() => undefined); // a hint that is not counted is no reason to bother anybody
      },
    }),
    [hints, opened, note],
  );
  return <Context value={context}>{children}</Context>;
}

/** How many hints the step has, and which of them are opened. */
export const useHints = (): Pick<Hints, 'hints' | 'opened'> => useContext(Context);

/** A hint: that it was opened is remembered. */
export function HintDetails({ hint, className, children }: { hint: number; className: string; children: ReactNode }) {
  const { open } = useContext(Context);
  return (
    <details className={className} onToggle={(e) => e.target === e.currentTarget && e.currentTarget.open && open(hint)}>
      {children}
    </details>
  );
}
