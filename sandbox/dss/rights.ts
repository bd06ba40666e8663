import type { Env } from '../practice.ts';
import { attendees } from '../world/dss.ts';
import type { DssRight } from '../world/rules.ts';
import type { Caller } from './access.ts';
import { DssError } from './errors.ts';

type Asker = Pick<Caller, 'isAdmin' | 'login'>;

/** Whether the group of everybody who signs in has a right. No other but the administrators' has any. */
export const attendeesHave = ({ store }: Env, right: DssRight): boolean => !store.world.rules.missingDssRights.includes(right);

const isAttendee = ({ store }: Env, { login }: Asker): boolean =>
  store.world.dss.users.find((u) => u.login === login)?.groups.includes(attendees) ?? false;

/** Whether a caller has a right of their group's. Administrators have every one, a project's key none. */
export const hasRight = (env: Env, caller: Asker, right: DssRight): boolean =>
  caller.isAdmin || (isAttendee(env, caller) && attendeesHave(env, right));

/** Whether a caller has *Manage all code envs*. */
export const managesCodeEnvs = (env: Env, caller: Asker): boolean =>
  caller.isAdmin || (isAttendee(env, caller) && env.store.world.rules.attendeesManageCodeEnvs);

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
