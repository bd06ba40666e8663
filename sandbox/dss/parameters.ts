import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { z } from 'zod';
import { operationOf } from '../not-practised.ts';
import type { Practice } from '../practice.ts';
import type { Variables } from './context.ts';
import { unpractised, validQuery } from './errors.ts';

/** The names of the parameters that a route takes, by its validator. */
const taken = new WeakMap<object, readonly string[]>();

/** Validates a route's query parameters, of which it takes those in the schema and no others. */
export function query<S extends z.ZodObject>(schema: S): ReturnType<typeof validQuery<S>> {
  const validator = validQuery(schema);
  taken.set(validator, Object.keys(schema.shape));
  return validator;
}

/** As in a body, `False`, which the official client sends for what nobody asked for, asks for nothing. */
const asksFor = (value: string): boolean => !/^(false)?$/i.test(value);

/** Refuses a query parameter that no part of the route takes, before any of it runs. */
export const refuseOtherParameters = createMiddleware<Practice<Variables>>(async (c, next) => {
  const routes = matchedRoutes(c).filter(({ method }) => method !== 'ALL');
  const names = new Set(routes.flatMap(({ handler }) => taken.get(handler) ?? []));
  const [other] = Object.entries(c.req.query()).find(([name, value]) => !names.has(name) && asksFor(value)) ?? [];
  if (routes.length > 0 && other !== undefined) throw unpractised(`${operationOf(c.req.raw)} with the parameter '${other.slice(0, 80)}'`);
  return next();
});
