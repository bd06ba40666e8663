import type { RequestContext } from '../practice.ts';
import type { Person } from '../world/cast.ts';

/** Who is asking, as the middleware of Resource Manager finds by the token and that of the portal by the session. */
export interface Variables {
  person: Person;
}
export type C = RequestContext<Variables>;
