import { z } from 'zod';
import type { Refusal } from '../answer';
import type { Service } from '../cloud';
import type { TroubleWords } from '../trouble';
import { deniedIn } from './denied';

const newRole = 'A new role can take 10 minutes to apply.';
const registeredOnce = 'Ask your facilitator: an owner of the subscription registers it once, for everybody.';
const noNewGroups = {
  message: 'Your account may not create the resource group that Azure makes along with a workspace.',
  remedy: `Ask your facilitator for a role in the subscription that may create resource groups. Contributor on one resource group isn’t enough. ${newRole}`,
};

/**
 * Azure says the same of a role that is missing and of a group that does not exist (learn.microsoft.com, RBAC troubleshooting). A workspace
 * needs more than a role on its group (see `denied.ts`), and a provider that is registered in the subscription.
 */
function wordsFor({ code, said = '' }: Refusal): TroubleWords | undefined {
  if (code === 'MissingSubscriptionRegistration') {
    const [, namespace = 'a resource provider'] = said.split("namespace '", 2).map((part) => part.split("'", 1).join(''));
    return { message: `Nobody has registered ${namespace} in the subscription.`, remedy: registeredOnce };
  }
  const denied = deniedIn(code, said);
  switch (denied?.what) {
    case 'a new group':
      return noNewGroups;
    case 'registering':
      return { message: `Your account may not register ${denied.namespace} in the subscription.`, remedy: registeredOnce };
    case 'the subscription':
      return {
        message: 'Your account lacks a role in the subscription for this.',
        remedy: `Ask your facilitator for one, or to correct the subscription in the workshop’s settings. ${newRole}`,
      };
    case 'a group':
      return {
        message: `You have no role on the resource group ${denied.group}, or no group has that name.`,
        remedy: `Ask your facilitator for the Contributor role there, or to correct the resource group in the workshop’s settings. ${newRole}`,
      };
    case undefined:
      return undefined;
  }
}

/** Azure Resource Manager. Its errors: `{error: {code, message}}`, the code one word (Azure REST API guidelines). */
export const service: Service = {
  id: 'azure',
  name: 'Azure',
  identity: { kind: 'entra', scope: 'https://management.azure.com/user_impersonation', hosts: /^management\.azure\.com$/ },
  refusal: z
    .object({ error: z.object({ code: z.string().regex(/^[A-Za-z]\w{2,99}$/), message: z.string() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
  wordsFor,
};
