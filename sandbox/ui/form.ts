import { z } from 'zod';

/** A text field of a console's form; missing and empty are the same. */
export const text = z.string().trim().default('');

/** A checkbox: a browser sends it only when it is ticked. */
export const tick = z
  .literal('on')
  .optional()
  .transform((sent) => sent === 'on');
