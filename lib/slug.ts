import slugify from '@sindresorhus/slugify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** The slug of a workshop or a step, as somebody sent it. */
export const Slug = z.string().regex(/^[\w-]{1,100}$/);

const slugs = new LRUCache<string, string>({ max: 1000 });

/** Lower-case ASCII with hyphens. Accents are dropped, not spelled out as in German: Zürich is zurich, not zuerich. */
export function slugOf(text: string): string {
  const known = slugs.get(text);
  if (known !== undefined) return known;
  const slug = slugify(text.normalize('NFD').replace(/\p{M}/gu, ''), { decamelize: false });
  slugs.set(text, slug);
  return slug;
}
