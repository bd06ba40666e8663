import { z } from 'zod';
import type { Service } from '../cloud';

/** Azure Data Lake Storage Gen2. Its errors: `{error: {code, message}}`, the code one word (Path REST reference). */
export const service: Service = {
  id: 'storage',
  name: 'Azure',
  identity: { kind: 'entra', scope: 'https://storage.azure.com/user_impersonation', hosts: /^[a-z0-9]{3,24}\.dfs\.core\.windows\.net$/ },
  refusal: z
    .object({ error: z.object({ code: z.string().regex(/^[A-Za-z]\w{2,99}$/), message: z.string() }) })
    .transform(({ error }) => ({ code: error.code, said: error.message })),
};
