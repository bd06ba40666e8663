import { z } from 'zod';
import { oneLine } from '@/lib/lab/vocabulary';

/** Why a facilitator did something. The attendee reads it, so it is required, and must be a sentence. */
export const Reason = z
  .string()
  .trim()
  .min(3, 'Enter a reason. The attendee will see it.')
  .max(300, 'Keep the reason under 300 characters.')
  .refine((text) => oneLine(text) !== null, 'Write the reason on one line.');
