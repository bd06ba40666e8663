import type { RequestContext } from '../practice.ts';
import type { Workspace } from '../world/azure.ts';
import type { Person } from '../world/cast.ts';
import type { DatabricksWorkspace } from '../world/databricks.ts';

/** Who is asking, and the workspace that the host names, both set by the middleware of the API and of the console. */
export interface Variables {
  person: Person;
  /** The workspace as an Azure resource. */
  workspace: Workspace;
  /** What is in it. */
  databricks: DatabricksWorkspace;
}
export type C = RequestContext<Variables>;

/** Whoever made a workspace administers it; the practice cloud can make everybody an administrator. */
export const isAdmin = ({ env, var: { person, workspace } }: Pick<C, 'env' | 'var'>): boolean =>
  env.store.world.rules.everybodyIsAdmin || workspace.createdBy === person.oid;
