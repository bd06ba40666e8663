import { z } from 'zod';
import type { Refusal } from '../answer';
import type { Service } from '../cloud';
import type { TroubleWords } from '../trouble';

/** The resource group that a refusal names in its scope. */
function groupIn(said = ''): string | undefined {
  const [, scope = ''] = said.split("over scope '", 2);
  const [, , , kind = '', group = ''] = scope.split("'", 1).join('').split('/', 5);
  return kind.toLowerCase() === 'resourcegroups' && group !== '' ? group : undefined;
}

/** Azure says the same of a role that is missing and of a group that does not exist (learn.microsoft.com, RBAC troubleshooting). */
function wordsFor({ code, said }: Refusal): TroubleWords | undefined {
  const group = code === 'AuthorizationFailed' ? groupIn(said) : undefined;
  return group
    ? {
        message: `You have no role on the resource group ${group}, or no group has that name.`,
        remedy:
          'Ask your facilitator for the Contributor role there, or to correct the resource group in the workshop’s settings. A new role can take 10 minutes to apply.',
      }
    : undefined;
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
