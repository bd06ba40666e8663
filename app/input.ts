import { notFound } from 'next/navigation';
import type { z } from 'zod';

/**
 * What an action was sent. None of our pages sends anything else, so whoever does is told that there is nothing here. That is not a bug.
 */
export function requireInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : notFound();
}
