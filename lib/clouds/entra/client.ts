import { z } from 'zod';
import type { Evidence, Run } from '../http';
import { service } from './service';

/** What Entra ID makes of a client secret; the code as `AADSTS7000215`. */
export type SecretAnswer = { accepted: true } | { accepted: false; code: string; said: string };

const accepted: SecretAnswer = { accepted: true };

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
          schema: z.object({ token_type: z.string() }).transform(() => accepted),
          refused: ({ code, said }) => (code?.startsWith('AADSTS') ? { accepted: false, code, said: said ?? '' } : undefined),
        },
        record,
      );
      if (!answer) throw new Error('A token request has no absence.'); // see Question.isAbsent, which is not given
      return answer.body;
    },
  };
}
export type Entra = ReturnType<typeof entraOf>;
