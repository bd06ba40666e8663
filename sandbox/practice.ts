import { type Context, Hono } from 'hono';
import type { Faults } from './net/faults.ts';
import type { Target } from './net/target.ts';
import type { Store } from './world/store.ts';

/** What every service of the practice cloud receives with a request, as `c.env`. */
export interface Env {
  store: Store;
  faults: Faults;
  way: Target['way'];
}

/** A service's Hono environment. `Variables` are set by its own middleware before a route runs, and read as `c.var`. */
export interface Practice<Variables extends object = object> {
  Bindings: Env;
  Variables: Variables;
}

/**
 * The context as functions called by routes take it: they read what middleware has set, and set nothing themselves.
 * Leaving out `set` lets one function serve routes whose middleware sets more variables than it needs.
 */
export type RequestContext<Variables extends object = object> = Omit<Context<Practice<Variables>>, 'set'>;

export const service = <Variables extends object = object>() => new Hono<Practice<Variables>>();

export const requestId = (): string => crypto.randomUUID();
