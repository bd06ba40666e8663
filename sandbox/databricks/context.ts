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

/**
 * A person as a workspace knows them. It names people by their mail where that is not their sign-in name's own: a guest is not
 * `…#EXT#@…` there. Assumed: Entra ID's tokens name a guest by their mail.
 */
export const memberOf = (person: Person): Person =>
  person.upn.includes('#EXT#') && person.mail ? { ...person, upn: person.mail } : person;

/** Their id in it. */
export const memberId = ({ oid }: Pick<Person, 'oid'>): string => String(Number.parseInt(oid.slice(0, 8), 16));

/** Whoever made a workspace administers it; the practice cloud can make everybody an administrator. */
export const isAdmin = ({ env, var: { person, workspace } }: Pick<C, 'env' | 'var'>): boolean =>
  env.store.world.rules.everybodyIsAdmin || workspace.createdBy === person.oid;
