import type { RequestContext } from '../practice.ts';
import type { Caller } from './access.ts';

/** Whose rights a request has, determined by its API key. */
export interface Variables {
  caller: Caller;
}
export type C = RequestContext<Variables>;

/** The login to record as the creator of something. */
export const by = (c: C): string => c.var.caller.login ?? 'admin';
