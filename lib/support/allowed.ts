import { z } from 'zod';

// What may be in an account for a vendor's support, field by field. Whatever else is stored, today or tomorrow, is not in it.

/**
 * The only query parameters that are shown with their values: they say what was asked for, and hold no continuation, signature or filter.
 */
const toldValues = new Set(['api-version', 'limit', 'page_size', 'recursive', 'resource', 'type', 'language']);

/** A path with its query's names, and the values of a few of them. Anything that isn't such a path is left out. */
export function allowedPath(path: string): string {
  const [before = '', query] = path.slice(0, 2000).split('?', 2);
  const told = before.replace(/[^\w.~!$&'()*+,;=:@%/-]/g, '…').slice(0, 1000);
  if (query === undefined) return told;
  const pairs = [...new URLSearchParams(query)].slice(0, 30);
  const shown = pairs.map(([name, value]) => {
    const safe = name.replace(/[^\w.$-]/g, '').slice(0, 60);
    return `${safe}=${toldValues.has(name) && /^[\w.-]{1,60}$/.test(value) ? value : '…'}`;
  });
  return `${told}?${shown.join('&')}`;
}

const id = z.string().regex(/^[\w.:{}-]{1,100}$/);

/** One request, as `Evidence` has it. */
export const Asked = z.object({
  method: z.enum(['GET', 'POST']),
  host: z.string().regex(/^[\w.:-]{1,255}$/),
  path: z.string().transform(allowedPath),
  at: z.iso.datetime(),
  ms: z.number().int().nonnegative(),
  status: z.number().int().nullable(),
  requestId: id.nullable().catch(null),
  correlationId: id.optional().catch(undefined),
  as: z.string().max(200).optional(),
});
export type Asked = z.infer<typeof Asked>;

const text = z.string().transform((said) => said.slice(0, 600));

/** What a check said: a verdict, or why it couldn't be made. */
export const Said = z.object({
  status: z.enum(['pass', 'missing', 'wrong', 'waiting', 'unreachable']),
  message: text.optional(),
  on: text.optional(),
  expected: text.optional(),
  found: text.optional(),
  since: z.iso.datetime().optional(),
  cloud: text.optional(),
  trouble: text.optional(),
  code: text.optional(),
  said: text.optional(),
  requestId: id.optional().catch(undefined),
});
export type Said = z.infer<typeof Said>;
