import { type Person, subscription } from '../world/cast.ts';
import type { Store } from '../world/store.ts';
import type { armError } from './errors.ts';
import { mayCreateGroups } from './roles.ts';

/** What Azure's refusal says: status, code, sentence. */
type ArmRefusal = Parameters<typeof armError>;

/** Why nobody can make a workspace in this subscription yet. */
export const unregisteredRefusal = ({ world }: Store): ArmRefusal | null =>
  world.rules.unregisteredProviders.includes('Microsoft.Databricks')
    ? [
        409,
        'MissingSubscriptionRegistration',
        "The subscription is not registered to use namespace 'Microsoft.Databricks'. See https://aka.ms/rps-not-found for how to register subscriptions.",
      ]
    : null;

interface Wanted {
  name: string;
  resourceGroup: string;
  computeMode?: 'Hybrid' | 'Serverless' | undefined;
  managedResourceGroup?: string | undefined;
}

/**
 * Why somebody with a role only on the workshop's group cannot make one there: the managed resource group is made with it, in the
 * subscription. That it needs such a right is documented (see `mayCreateGroups` of the rules); the words are Azure's for a linked scope,
 * which is assumed.
 */
export function managedGroupRefusal(store: Store, person: Person, wanted: Wanted): ArmRefusal | null {
  if (wanted.computeMode === 'Serverless' || mayCreateGroups(store, person)) return null;
  const groups = `/subscriptions/${subscription.id}/resourceGroups`;
  const workspace = `${groups}/${wanted.resourceGroup}/providers/Microsoft.Databricks/workspaces/${wanted.name}`;
  return [
    403,
    'LinkedAuthorizationFailed',
    `The client '${person.upn}' with object id '${person.oid}' has permission to perform action 'Microsoft.Databricks/workspaces/write' on scope '${workspace}'; however, it does not have permission to perform action 'Microsoft.Resources/subscriptions/resourceGroups/write' on the linked scope(s) '${groups}/${wanted.managedResourceGroup || `databricks-rg-${wanted.name}`}' or the linked scope(s) are invalid.`,
  ];
}
