import type { Cell } from './cell';

/** Where a fault may be told otherwise than its kind says, and why. */
interface Exception {
  when: (cell: Cell, checkId: string) => boolean;
  /** `say anything`: it is that vendor's own way to say something. `not mind`: the check can do without that answer. */
  may: 'say anything' | 'not mind';
  why: string;
}

const exceptions: Exception[] = [];

export const exceptionFor = (cell: Cell, checkId: string): Exception | undefined => exceptions.find((e) => e.when(cell, checkId));
