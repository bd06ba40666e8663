import slugify from '@sindresorhus/slugify';
import { z } from 'zod';

/** The slug of a workshop or a step, as somebody sent it. */
export const Slug = z.string().regex(/^[\w-]{1,100}$/);

/** Lower-case ASCII with hyphens. Accents are dropped, not spelled out as in German: Zürich is zurich, not zuerich. */
export const slugOf = (text: string): string => slugify(text.normalize('NFD').replace(/\p{M}/gu, ''), { decamelize: false });
