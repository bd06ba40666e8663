import { type Context, Hono } from 'hono';
import type { Faults } from './net/faults.ts';
import type { Target } from './net/target.ts';
import type { Store } from './world/store.ts';

/** What every service of the practice cloud is given with a request, as `c.env`. */
export interface Env {
  store: Store;
  faults: Faults;
  way: Target['way'];
}

/** A service's environment for Hono. `Variables` are what its own middleware sets before a route runs, read as `c.var`. */
export interface Practice<Variables extends object = object> {
  Bindings: Env;
  Variables: Variables;
}

/**
 * The context of a request as functions below a route take it: they read what middleware has set, and set nothing themselves.
 * Without `set`, one function serves routes whose middleware sets more than it needs.
 */
export type RequestContext<Variables extends object = object> = Omit<Context<Practice<Variables>>, 'set'>;

export const service = <Variables extends object = object>() => new Hono<Practice<Variables>>();

export const requestId = (): string => crypto.randomUUID();
