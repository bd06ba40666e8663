import type { Evidence, Run } from '../http';
import { service, TokenAnswer } from './service';

/** What Entra ID says about a client secret; the code is like `AADSTS7000215`. */
export type SecretAnswer = { accepted: true } | { accepted: false; code: string; said: string };

const accepted: SecretAnswer = { accepted: true };

/** Refusals of the app or its secret, as Microsoft's reference of AADSTS errors has them; any other says nothing about either. */
const ofTheApp = new Set([
  'AADSTS7000215', // wrong
  'AADSTS7000222', // expired
  'AADSTS7000218', // missing
  'AADSTS700016', // no such app in the tenant
  'AADSTS700011',
  'AADSTS7000112', // the app is switched off
  'AADSTS7000229', // the tenant has no service principal of the app
  'AADSTS90002', // no such tenant
]);

export function entraOf(run: Run, record: Evidence[]) {
  return {
    /** Asks for an app-only token for a resource and discards it unread: what matters is whether Entra ID would issue it. */
    async trySecret(at: { tenantId: string; clientId: string; secret: string; resource: string }): Promise<SecretAnswer> {
      const post = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: at.clientId,
        client_secret: at.secret,
        scope: `${at.resource}/.default`,
      });
      const answer = await run.ask<SecretAnswer>(
        {
          service,
          url: `https://login.microsoftonline.com/${encodeURIComponent(at.tenantId)}/oauth2/v2.0/token`,
          post,
          schema: TokenAnswer.transform(() => accepted),
          refused: ({ code, said }) => (code && ofTheApp.has(code) ? { accepted: false, code, said: said ?? '' } : undefined),
        },
        record,
      );
      if (!answer) throw new Error('A token request has no absence.'); // see Question.isAbsent, which is not given
      return answer.body;
    },
  };
}
export type Entra = ReturnType<typeof entraOf>;
