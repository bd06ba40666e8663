import type { TabSecrets } from '@/lib/attendee/access';

/** Whether a field of a form holds a secret, or says for which address it was typed. */
export const isSecretField = (name: string): boolean => /^(secret|origin)-/.test(name);

/** The plain fields of a form, each cut to length. */
export const fieldsIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && /^[\w-]{1,100}$/.test(name) ? [[name, value.slice(0, 500)] as const] : [],
    ),
  );

/** The secrets that came with a form: used for this one request, and never sent back. */
export function secretsIn(form: FormData): TabSecrets {
  const sent = fieldsIn(form);
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, text]) => {
      const [, secret] = /^secret-(.+)/.exec(name) ?? [];
      return secret ? [[secret, { text, origin: sent[`origin-${secret}`] || null }]] : [];
    }),
  );
}
