import { z } from 'zod';

/** MLflow sends and lists tags and parameters as pairs of key and value. */
export const Tag = z.object({ key: z.string(), value: z.string().default('') });

export const pairs = (all: Record<string, string>) => Object.entries(all).map(([key, value]) => ({ key, value }));
