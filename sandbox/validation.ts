import { zValidator } from '@hono/zod-validator';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { isDeep } from './deep.ts';
import type { Practice, RequestContext } from './practice.ts';

type Valid<Variables extends object, Target extends string, Schema extends z.ZodType> = MiddlewareHandler<
  Practice<Variables>,
  string,
  { out: Record<Target, z.output<Schema>> }
>;

/** Refuses invalid input in one vendor's own error shape. `problem` says what is wrong. */
export type Refusal<Variables extends object> = (problem: string, c: RequestContext<Variables>) => Response | Promise<Response>;

type Result = { success: true } | { success: false; error: z.core.$ZodError };

/** What is nested without an end would end whoever goes through it: the process that writes the world down, for one. */
const shallow = <S extends z.ZodType>(schema: S): z.ZodType<z.output<S>> =>
  z.preprocess((body, context) => {
    if (!isDeep(body)) return body;
    context.addIssue({ code: 'custom', message: 'The body is nested too deeply.' });
    return z.NEVER;
  }, schema);

const problemsOf = ({ issues }: z.core.$ZodError) =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

/**
 * The validators of one vendor. Handlers read the validated input with `c.req.valid('json')`, `('query')` and `('form')`.
 * A route may give `form` its own refusal, which shows the form again with the first problem.
 */
export function validators<Variables extends object>(refuse: Refusal<Variables>) {
  type C = Context<Practice<Variables>>;
  const hook = (result: Result, c: C) => (result.success ? undefined : refuse(problemsOf(result.error), c));
  return {
    json: <S extends z.ZodType>(schema: S): Valid<Variables, 'json', S> => zValidator('json', shallow(schema), hook),
    query: <S extends z.ZodType>(schema: S): Valid<Variables, 'query', S> => zValidator('query', schema, hook),
    form: <S extends z.ZodType>(schema: S, showAgain?: Refusal<Variables>): Valid<Variables, 'form', S> =>
      zValidator('form', schema, (result: Result, c: C) =>
        result.success || !showAgain ? hook(result, c) : showAgain(result.error.issues[0]?.message ?? '', c),
      ),
  };
}

/** An error handler: Hono throws for a body that cannot be parsed at all, which gets the vendor's own refusal too. */
export const refuseUnreadable =
  <Variables extends object>(refuse: Refusal<Variables>) =>
  (error: Error, c: Context<Practice<Variables>>): Response | Promise<Response> => {
    if (error instanceof HTTPException) return refuse(error.message, c);
    throw error;
  };

/**
 * Treats a body as JSON whatever its Content-Type says: the official Python client of DSS sends none, and `curl -d` a form's.
 * Multipart bodies, which carry files, are left alone.
 */
export const readAsJson: MiddlewareHandler = (c, next) => {
  const { headers } = c.req.raw;
  if (!headers.get('content-type')?.startsWith('multipart/')) headers.set('content-type', 'application/json');
  return next();
};
