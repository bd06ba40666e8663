import { z } from 'zod';

/** One page of a list: `page_token` is where it starts. */
export const Paging = z.object({
  page_size: z.coerce.number().int().optional(),
  page_token: z.coerce.number().int().min(0).default(0),
});

export function page<T>(all: T[], { page_size, page_token: from }: z.output<typeof Paging>, usual: number) {
  const size = Math.min(Math.max(page_size || usual, 1), 100);
  return { rows: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : '' };
}
