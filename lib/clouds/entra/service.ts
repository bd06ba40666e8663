import { z } from 'zod';
import type { Service } from '../cloud';

/** Refusals that pass by themselves (RFC 6749, section 4.1.2.1; Microsoft identity platform, error codes). */
const passing = ['temporarily_unavailable', 'server_error'];

/** Entra ID's token endpoint. Its errors: `{error, error_codes, error_description}` (Microsoft identity platform, error codes). */
export const service: Service = {
  id: 'entra',
  name: 'Entra ID',
  identity: { kind: 'none', hosts: /^login\.microsoftonline\.com$/ },
  refusal: z
    .object({ error: z.string().regex(/^[a-z_]{3,60}$/), error_codes: z.array(z.number()).min(1), error_description: z.string() })
    .transform((r) => ({ code: passing.includes(r.error) ? r.error : `AADSTS${r.error_codes[0]}`, said: r.error_description })),
  troubleOf: ({ code = '' }) => (passing.includes(code) ? 'unavailable' : undefined),
};

/** What the token endpoint gives out (RFC 6749, section 5.1). `expires_in` in seconds. */
export const TokenAnswer = z.object({
  token_type: z.string().regex(/^bearer$/i),
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});
