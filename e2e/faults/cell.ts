import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Kind, Vendor } from './kinds';
/** One place in the table: somebody at a step, a host that it asks, perhaps only one request, and how that is faulty. */
export interface Cell {
  stage: string;
  step: string;
  host: string;
  vendor: Vendor;
  /** One request of the step, as a regular expression; null: whatever is asked of the host. */
  path: string | null;
  kind: Kind;
}

const running = new AsyncLocalStorage<string>();

/** Runs something whose requests meet the faults of one cell and of no other. */
export const within = <T>(cell: string, act: () => Promise<T>): Promise<T> => running.run(cell, act);

interface Created {
  request: { addHeader(name: string, value: string): void };
}

/** From here on, each request of this process tells the practice cloud which cell it belongs to; undici reports every one that it makes. */
export function nameRequests(): void {
  subscribe('undici:request:create', (message) => {
    const cell = running.getStore();
    if (cell !== undefined) (message as Created).request.addHeader('x-practice-cell', cell);
  });
}
