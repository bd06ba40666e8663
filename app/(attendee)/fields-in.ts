import type { TabSecrets } from '@/lib/attendee/access';

export type Fields = Readonly<Record<string, string>>;

/** The plain fields of a form, each cut to length. Files and odd names are left out. */
export const fieldsIn = (form: Iterable<readonly [string, unknown]>): Fields =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && /^[\w-]{1,100}$/.test(name) ? [[name, value.slice(0, 500)] as const] : [],
    ),
  );

/** Fields without those that hold a secret, or say for which address it was typed. */
export const withoutSecrets = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !/^(secret|origin)-/.test(name)));

/** The secrets that came with a form: used for this one request, and never sent back. */
export function secretsIn(fields: Fields): TabSecrets {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => {
      const [, secret] = /^secret-(.+)/.exec(name) ?? [];
      return secret ? [[secret, { text, origin: fields[`origin-${secret}`] || null }]] : [];
    }),
  );
}
