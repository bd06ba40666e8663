import { z } from 'zod';

/**
 * Who the attendee is to a workspace, according to its SCIM `Me` (databricks-sdk-py, iam.py). For guests, this need not be the name with
 * which they sign in to Entra ID. Other answers name people by `userName`, some by `id`.
 */
export const Me = z
  .object({ id: z.string().nullish(), userName: z.string().min(1) })
  .transform(({ id, userName }) => ({ id: id ?? '', userName }));
export type Me = z.infer<typeof Me>;

/** Whether a name that the workspace states is the attendee's. */
export const isMe = ({ id, userName }: Me, name: string | null | undefined): boolean =>
  !!name && (name.toLowerCase() === userName.toLowerCase() || name === id);
