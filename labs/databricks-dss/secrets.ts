import type { SecretSpec } from '@/labs/lab';
import { judgeSecret, looksLikeSecretId } from '@/lib/checks/entra/secret';

/** The secret that the attendee makes on the registered app; needed in the connections of section 2, and again in 4.2. */
export const clientSecret: SecretSpec = {
  name: 'clientSecret',
  label: 'Your client secret',
  hint: 'Kept in this browser tab only. Guidepost sends it to Microsoft when you press the button, once, and forgets it.',
  probe: {
    label: 'Does my secret work?',
    run: async ({ entra }, { tenantId = '', appClientId = '' }, secret) =>
      judgeSecret(looksLikeSecretId(secret), await entra.trySecret({ tenantId, clientId: appClientId, secret })),
  },
};

/** Only where the workshop has no administrator's key, or an attendee would rather be asked as themselves. */
export const dssKey: SecretSpec = {
  name: 'dssKey',
  label: 'Your personal DSS API key',
  hint: 'From your DSS profile, API keys. Kept in this browser tab only, and sent along when you press Verify.',
};
