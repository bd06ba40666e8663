import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Practice } from '../practice.ts';

/** A JSON body, or the fields of the page's own form. */
async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get('content-type')?.includes('json')) return request.json();
  const form = await request.formData();
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
  return Object.fromEntries([...form].filter(([, v]) => v !== '').map(([k, v]) => [k, number(String(v))]));
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
