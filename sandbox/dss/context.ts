import type { RequestContext } from '../practice.ts';
import type { Caller } from './access.ts';

/** Whose rights a request has, as the API's middleware finds them by the key. */
export interface Variables {
  caller: Caller;
}
export type C = RequestContext<Variables>;

/** Who is recorded as the maker of something. */
export const by = (c: C): string => c.var.caller.login ?? 'admin';
