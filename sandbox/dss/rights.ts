import type { Env } from '../practice.ts';
import type { DssRight } from '../world/rules.ts';
import type { Caller } from './access.ts';
import { DssError } from './errors.ts';

/** Whether a caller has a right of their group's. Administrators have every one. */
export const hasRight = ({ store }: Env, { isAdmin }: Pick<Caller, 'isAdmin'>, right: DssRight): boolean =>
  isAdmin || !store.world.rules.missingDssRights.includes(right);

/** @throws DssError 403. How DSS words it is not public. */
export function requireRight(env: Env, caller: Pick<Caller, 'isAdmin'>, ...rights: DssRight[]): void {
  const lacking = rights.find((right) => !hasRight(env, caller, right));
  if (lacking) throw new DssError(403, 'Action forbidden, you do not have the required permission');
}
