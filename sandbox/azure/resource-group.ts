import { createMiddleware } from 'hono/factory';
import type { Practice } from '../practice.ts';
import type { Variables } from './context.ts';
import { armError } from './errors.ts';

export interface ResourceGroup {
  name: string;
  location: string;
  tags?: Record<string, string>;
}

/** Finds the resource group that the path names, ignoring case, as `c.var.group`. */
export const withGroup = createMiddleware<Practice<Variables & { group: ResourceGroup }>>(async (c, next) => {
  const name = c.req.param('group') ?? '';
  const group = c.env.store.world.resourceGroups.find((g) => g.name.toLowerCase() === name.toLowerCase());
  if (!group) return armError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
  c.set('group', group);
  return next();
});
