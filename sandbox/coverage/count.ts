import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Practice } from '../practice.ts';
import { operationOf } from './operation.ts';

/** How often each route has answered without a refusal, since this practice cloud was started. */
export const calls = new Map<string, number>();

/** Counts the calls of a vendor's routes, for the test that every one of them is called. */
export const counted = (vendor: string) =>
  createMiddleware<Practice>(async (c, next) => {
    await next();
    const route = matchedRoutes(c).find((r) => r.method !== 'ALL');
    if (!route || c.res.status >= 400) return;
    const key = `${vendor} ${operationOf(route.method, route.path)}`;
    calls.set(key, (calls.get(key) ?? 0) + 1);
  });
