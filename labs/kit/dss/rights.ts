import type { Group, User } from '@/lib/clouds/dss';
import { type Missing, missing } from '@/lib/lab/outcome';
import type { AsksDss } from './user';

/** What somebody may do in DSS, by the rights of their groups. Undefined if DSS does not say. */
export interface Rights {
  codeEnvs: boolean | undefined;
  notebooks: boolean | undefined;
}

const untold: Rights = { codeEnvs: undefined, notebooks: undefined };

/** @param login whose rights; to a personal key DSS shows no groups, so nothing is known */
export async function askRights({ dss }: AsksDss, login: string): Promise<Rights> {
  const [users, groups] = await Promise.all([dss().users(), dss().groups()]);
  const user = users?.find((u) => u.login === login);
  return user ? rightsOf(user, groups ?? []) : untold;
}

/** A code environment needs one of two rights; a notebook needs one to write code and one to create active Web content. */
export function rightsOf(user: Pick<User, 'groups'>, groups: readonly Group[]): Rights {
  const own = user.groups?.map((name) => groups.find((g) => g.name === name));
  type Right = Exclude<keyof Group, 'name'>;
  /** Whether a group gives one of the rights; undefined where one of them does not say. */
  const has = (...rights: Right[]): boolean | undefined => {
    const said = own?.flatMap((g) => (g?.admin ? [true] : rights.map((right) => g?.[right])));
    if (said?.includes(true)) return true;
    return said?.every((one) => one === false) ? false : undefined;
  };
  const [code, web] = [has('mayWriteSafeCode', 'mayWriteUnsafeCode'), has('mayCreateActiveWebContent')];
  return {
    codeEnvs: has('mayCreateCodeEnvs', 'mayManageCodeEnvs'),
    notebooks: code === false || web === false ? false : code && web,
  };
}

export const noCodeEnvRight = (): Missing =>
  missing(
    'You can’t create code environments in DSS: none of your groups has the right.',
    'Ask your facilitator for Create code envs (older versions: Manage own code envs) in one of your groups.',
  );

export const noNotebookRight = (): Missing =>
  missing(
    'You can’t run notebooks in DSS: none of your groups has the rights.',
    'Ask your facilitator for Write isolated code and Create active Web content in one of your groups.',
  );
