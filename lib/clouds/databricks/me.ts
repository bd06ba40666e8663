import { z } from 'zod';

/**
 * Who a workspace takes the attendee for, as its SCIM `Me` answers (databricks-sdk-py, iam.py): not necessarily by the name with which
 * they sign in to Entra ID, as with guests. Other answers name people by `userName`, some by `id`.
 */
export const Me = z
  .object({ id: z.string().nullish(), userName: z.string().min(1) })
  .transform(({ id, userName }) => ({ id: id ?? '', userName }));
export type Me = z.infer<typeof Me>;

/** Whether a name that the workspace states is the attendee's. */
export const isMe = ({ id, userName }: Me, name: string | null | undefined): boolean =>
  !!name && (name.toLowerCase() === userName.toLowerCase() || name === id);
