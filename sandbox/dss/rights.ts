import type { Env } from '../practice.ts';
import type { DssRight } from '../world/rules.ts';
import type { Caller } from './access.ts';
import { DssError } from './errors.ts';

type Asker = Pick<Caller, 'isAdmin'>;

/** Whether a caller has a right of their group's. Administrators have every one. */
export const hasRight = ({ store }: Env, { isAdmin }: Asker, right: DssRight): boolean =>
  isAdmin || !store.world.rules.missingDssRights.includes(right);

/** Whether a caller has *Manage all code envs*. */
export const managesCodeEnvs = ({ store }: Env, { isAdmin }: Asker): boolean => isAdmin || store.world.rules.attendeesManageCodeEnvs;

const forbidden = () => new DssError(403, 'Action forbidden, you do not have the required permission');

/** @throws DssError 403. How DSS words it is not public. */
export function requireRight(env: Env, caller: Asker, ...rights: DssRight[]): void {
  const lacking = rights.find((right) => !hasRight(env, caller, right));
  if (lacking) throw forbidden();
}

/** @throws DssError 403 */
export function requireCodeEnvManager(env: Env, caller: Asker): void {
  if (!managesCodeEnvs(env, caller)) throw forbidden();
}
