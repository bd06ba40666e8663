import { z } from 'zod';
import type { Service } from '../cloud';

/** Azure Resource Manager. Its errors: `{error: {code, message}}` (Azure REST API guidelines). */
export const service: Service = {
  id: 'azure',
  name: 'Azure',
  identity: { kind: 'entra', scope: 'https://management.azure.com/user_impersonation', hosts: /^management\.azure\.com$/ },
  refusal: z
    .object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
};
