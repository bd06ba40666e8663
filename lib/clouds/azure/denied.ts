/** What somebody's roles don't allow. */
export type Denied =
  | { what: 'a group'; group: string }
  | { what: 'a new group' }
  | { what: 'registering'; namespace: string }
  | { what: 'the subscription' };

const newGroup = 'microsoft.resources/subscriptions/resourcegroups/write';

/** The text between a mark and the next quote. */
function quotedAfter(said: string, mark: string): string {
  const [, after = ''] = said.split(mark, 2);
  return after.split("'", 1).join('');
}

/**
 * What a refusal denies, by the action and the scope that it names:
 * - `AuthorizationFailed`: "… to perform action 'A' over scope 'S' …" (learn.microsoft.com, RBAC troubleshooting).
 * - `LinkedAuthorizationFailed`: the action is allowed, and one that it brings along is not, on the "linked scope" (the same, common errors).
 *   For a workspace, that is the resource group that Databricks manages: whoever makes one needs `resourceGroups/write` in the subscription
 *   (learn.microsoft.com, azure/databricks/getting-started/free-trial, Permissions). That it is refused in these words is assumed, and as
 *   they may have been cut before the linked scope, the first action tells.
 * @returns undefined where it names neither
 */
export function deniedIn(code: string | undefined, said: string): Denied | undefined {
  const action = quotedAfter(said, "perform action '").toLowerCase();
  if (code === 'LinkedAuthorizationFailed') {
    const [, , linked = ''] = said.toLowerCase().split("perform action '", 3);
    const isGroup = newGroup.startsWith(linked.split("'", 1).join('')); // all of it, if that was cut
    return isGroup && action.startsWith('microsoft.databricks/workspaces/') ? { what: 'a new group' } : undefined;
  }
  if (code !== 'AuthorizationFailed') return undefined;
  if (action === newGroup) return { what: 'a new group' };
  const [, kind = '', subscription = '', inside = '', name = ''] = quotedAfter(said, "over scope '").split('/', 5);
  if (kind.toLowerCase() !== 'subscriptions' || subscription === '') return undefined;
  if (inside.toLowerCase() === 'resourcegroups') return name === '' ? { what: 'the subscription' } : { what: 'a group', group: name };
  if (action.endsWith('/register/action')) return { what: 'registering', namespace: namespaceOf(said) };
  return { what: 'the subscription' };
}

/** As Azure writes it, in its own case. */
const namespaceOf = (said: string): string => quotedAfter(said, "perform action '").split('/', 1).join('') || 'a resource provider';
