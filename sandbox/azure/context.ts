import type { RequestContext } from '../practice.ts';
import type { Person } from '../world/cast.ts';

/** Who is asking: Resource Manager's middleware finds the person by token, the portal's by session. */
export interface Variables {
  person: Person;
}
export type C = RequestContext<Variables>;
