import type { AzureRole, Person } from '../world/cast.ts';
import type { Store } from '../world/store.ts';

/** The workshop's resource group: people have their role there if they have it nowhere else. */
export const workshopGroup = 'databricks-demo';

/** A person's role on a resource group, or on the subscription where none is named. */
export function roleOn(store: Store, person: Person, group: string | null): AzureRole {
  const holds = !store.world.rules.azureRolesInGroupOnly || group?.toLowerCase() === workshopGroup;
  return holds ? person.azureRole : 'none';
}

/** Whether a list shows it to them: lists leave out what the person may not see. */
export const maySee = (store: Store, person: Person, group: string): boolean => roleOn(store, person, group) !== 'none';

/** Whether they may read and create resource groups in the subscription, whatever else they may do in them. */
export const mayCreateGroups = (store: Store, person: Person): boolean =>
  roleOn(store, person, null) === 'Contributor' || (store.world.rules.mayCreateGroups && person.azureRole === 'Contributor');

/** What a request needs a role for: the action, and the scope that Azure names when it refuses it. Source: learn.microsoft.com, role-based-access-control. */
export interface Permission {
  action: string;
  scope: string;
  /** The resource group that the path lies in. */
  group: string | null;
  reads: boolean;
  /** Open to whoever has a role anywhere in the subscription: itself, its lists, and operations that somebody has begun. */
  isForAnyRole: boolean;
}

const verbs: Record<string, string> = { GET: 'read', HEAD: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete', POST: 'action' };

/** The permission that a request needs for a path under `/subscriptions/ID`; its segments alternate between type and name. */
export function permissionFor(method: string, pathname: string): Permission {
  const segments = pathname.split('/').filter(Boolean);
  const at = segments.findIndex((s) => s.toLowerCase() === 'providers');
  const own = at < 0 ? segments : segments.slice(0, at);
  const [namespace = '', ...below] = at < 0 ? [] : segments.slice(at + 1);
  const group = own[3] ?? null;
  const verb = verbs[method] ?? 'action';
  const reads = verb === 'read';
  const path = (upTo: number) => `/${segments.slice(0, upTo).join('/')}`;
  if (at < 0) {
    const action = `Microsoft.Resources/subscriptions${own.length > 2 ? '/resourcegroups' : ''}/${verb}`;
    return { action, scope: path(own.length === 3 ? 2 : own.length), group, reads, isForAnyRole: reads && !group };
  }
  if (below.length === 0)
    return { action: `Microsoft.Resources/subscriptions/providers/${verb}`, scope: path(at), group, reads, isForAnyRole: false };
  if (verb === 'action')
    return {
      action: `${namespace}/${below.at(-1)}/action`,
      scope: path(below.length === 1 ? at : segments.length - 1),
      group,
      reads,
      isForAnyRole: false,
    };
  const isList = below.length % 2 === 1;
  const types = below.filter((_, i) => i % 2 === 0).join('/');
  return {
    action: `${namespace}/${types}/${verb}`,
    scope: path(segments.length - (isList ? 1 : 0)),
    group,
    reads,
    isForAnyRole: reads && !group && (isList || below[0]?.toLowerCase() === 'locations'),
  };
}

/** Whether a person's role lets them. A Reader reads, a Contributor does everything that the practice cloud has. */
export function isAllowed(store: Store, person: Person, { action, group, reads, isForAnyRole }: Permission): boolean {
  if (/^Microsoft\.Resources\/subscriptions\/resourcegroups\/(read|write)$/.test(action) && mayCreateGroups(store, person)) return true;
  const role = isForAnyRole ? person.azureRole : roleOn(store, person, group);
  return role === 'Contributor' || (role === 'Reader' && reads);
}
