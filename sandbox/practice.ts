import { Hono } from 'hono';
import type { Faults } from './net/faults.ts';
import type { Target } from './net/target.ts';
import type { Person } from './world/cast.ts';
import type { Store } from './world/store.ts';

/** What every service of the practice cloud is given with a request. */
export type Practice = { Bindings: { store: Store; faults: Faults; way: Target['way'] }; Variables: { person: Person } };

export const service = () => new Hono<Practice>();

export const requestId = (): string => crypto.randomUUID();
