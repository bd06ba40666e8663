import { z } from 'zod';
import type { Service } from '../cloud';

/** Azure Resource Manager. Its errors: `{error: {code, message}}`, the code one word (Azure REST API guidelines). */
export const service: Service = {
  id: 'azure',
  name: 'Azure',
  identity: { kind: 'entra', scope: 'https://management.azure.com/user_impersonation', hosts: /^management\.azure\.com$/ },
  refusal: z
    .object({ error: z.object({ code: z.string().regex(/^[A-Za-z]\w{2,99}$/), message: z.string() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
};
