import { z } from 'zod';
import type { Service } from '../cloud';

const code = z.string().regex(/^[A-Za-z]\w{2,99}$/);
/** Without the request's id and the time, a line each, in which every sentence ends: they help nobody who reads them. */
const sentence = (message: string) => message.split('\n', 1).join('').trim();
const between = (text: string, begin: string, end: string) => text.split(begin, 2)[1]?.split(end, 1).join('');

/** `{error: {code, message}}`, as Data Lake Storage says it (Path REST reference). */
const json = z
  .object({ error: z.object({ code, message: z.string() }) })
  .transform(({ error }) => ({ code: error.code, said: sentence(error.message) }));
/** `<Error><Code>…</Code><Message>…</Message></Error>`, as Blob Storage does, with which it shares its front (status and error codes). */
const xml = z.string().transform((text, context) => {
  const found = code.safeParse(between(text, '<Error><Code>', '</Code>'));
  if (found.success) return { code: found.data, said: sentence(between(text, '<Message>', '</Message>') ?? '') };
  context.addIssue('is no error of Azure Storage');
  return z.NEVER;
});

/** Azure Data Lake Storage Gen2. */
export const service: Service = {
  id: 'storage',
  name: 'Azure Storage',
  identity: { kind: 'entra', scope: 'https://storage.azure.com/user_impersonation', hosts: /^[a-z0-9]{3,24}\.dfs\.core\.windows\.net$/ },
  refusal: z.union([json, xml]),
  // the code of a closed firewall, and of little else (status and error codes)
  wordsFor: ({ code }) =>
    code === 'AuthorizationFailure'
      ? {
          message: 'The storage account doesn’t let Guidepost in. Your own account isn’t the problem.',
          remedy: 'Tell your facilitator: the account’s firewall (Networking) probably allows some networks only.',
        }
      : undefined,
};
