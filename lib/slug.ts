import slugify from '@sindresorhus/slugify';

/** Lower-case ASCII with hyphens. Accents are dropped, not spelled out as in German: Zürich is zurich, not zuerich. */
export const slugOf = (text: string): string => slugify(text.normalize('NFD').replace(/\p{M}/gu, ''), { decamelize: false });
