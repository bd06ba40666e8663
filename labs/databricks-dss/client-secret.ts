import { judgeSecret, looksLikeSecretId } from '@/labs/kit/entra/secret';
import { applicationId } from '@/lib/clouds/databricks';
import { lab } from './vocabulary';

/** Tries the client secret on the same app and for the same resource as the connections that will use it. */
export const clientSecretWorks = lab.probe({
  credential: 'clientSecret',
  label: 'Does my secret work?',
  needs: ['tenantId', 'appClientId'],
  attempt: async ({ entra }, { tenantId, appClientId }, secret) =>
    judgeSecret(looksLikeSecretId(secret), await entra.trySecret({ tenantId, clientId: appClientId, secret, resource: applicationId })),
});
