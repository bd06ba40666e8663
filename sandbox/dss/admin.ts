import { createMiddleware } from 'hono/factory';
import type { Practice } from '../practice.ts';
import type { Variables } from './context.ts';
import { DssError } from './errors.ts';

export const requireAdmin = createMiddleware<Practice<Variables>>(async (c, next) => {
  if (!c.var.caller.isAdmin) throw new DssError(403, 'Action forbidden, you are not an administrator');
  return next();
});
