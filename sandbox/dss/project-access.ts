import { createMiddleware } from 'hono/factory';
import type { Practice } from '../practice.ts';
import type { DssProject } from '../world/dss.ts';
import { type Level, projectFor } from './access.ts';
import type { Variables } from './context.ts';

export interface InProject extends Variables {
  project: DssProject;
}

const project = (wants: Level) =>
  createMiddleware<Practice<InProject>>(async (c, next) => {
    c.set('project', projectFor(c.env.store.world.dss, c.var.caller, c.req.param('key') ?? '', wants));
    return next();
  });

/** Finds the project that the path names, as `c.var.project`, for callers who may read it. */
export const readable = project('read');
/** The same, for callers who may change it. */
export const writable = project('write');
/** The same, for its administrators. */
export const administered = project('admin');
