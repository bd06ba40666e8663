import { z } from 'zod';
import type { Service } from '../cloud';

/** Entra ID's token endpoint. Its errors: `{error, error_codes, error_description}` (Microsoft identity platform, error codes). */
export const service: Service = {
  id: 'entra',
  name: 'Entra ID',
  identity: { kind: 'none', hosts: /^login\.microsoftonline\.com$/ },
  refusal: z
    .object({ error: z.string(), error_codes: z.array(z.number()).nullish(), error_description: z.string().nullish() })
    .transform((r) => ({ code: r.error_codes?.[0] ? `AADSTS${r.error_codes[0]}` : r.error, said: r.error_description ?? undefined })),
};
