import type { Context } from 'hono';
import type { Practice } from '../practice.ts';
import type { DatabricksWorkspace, Workspace } from '../world/world.ts';

/** The workspace that a request is in: what its middleware found by the host. */
export interface Place {
  workspace: Workspace;
  room: DatabricksWorkspace;
}

const places = new WeakMap<Context<Practice>, Place>();

export const enter = (c: Context<Practice>, place: Place): void => void places.set(c, place);

export function here(c: Context<Practice>): Place {
  const found = places.get(c);
  if (!found) throw new Error('The workspace middleware has not run.');
  return found;
}
