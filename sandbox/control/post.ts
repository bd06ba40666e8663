import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Practice } from '../practice.ts';

const typed = (text: string) => (/^\d+$/.test(text) ? Number(text) : /^(true|false)$/.test(text) ? text === 'true' : text);

/** A JSON body, or the fields of the page's own form. `name[]` is a list; of other fields the last counts, and empty is not given. */
async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get('content-type')?.includes('json')) return request.json();
  const fields = [...(await request.formData())].map(([name, value]) => [name, String(value)] as const);
  const lists = Map.groupBy(
    fields.filter(([name]) => name.endsWith('[]')),
    ([name]) => name.slice(0, -2),
  );
  return Object.fromEntries([
    ...fields.filter(([name, value]) => value !== '' && !name.endsWith('[]')).map(([name, value]) => [name, typed(value)] as const),
    ...[...lists].map(([name, all]) => [name, all.map(([, value]) => value).filter((value) => value !== '')] as const),
  ]);
}

/** Adds a control: validates its input, saves the world, and redirects a form back to the page. */
export const poster =
  (control: Hono<Practice>) =>
  <T extends z.ZodType>(path: string, schema: T, act: (c: Context<Practice>, input: z.infer<T>) => unknown): void => {
    control.post(path, async (c) => {
      const input = schema.safeParse(await bodyOf(c.req.raw).catch(() => null));
      if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
      const answer = await act(c, input.data);
      c.env.store.save();
      const isForm = !c.req.header('content-type')?.includes('json');
      return isForm ? c.redirect('/_practice/', 303) : c.json(answer ?? { ok: true });
    });
  };
