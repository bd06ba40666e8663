import type { Dss, User } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

/** Clouds through which DSS can be asked. */
export interface AsksDss {
  dss: (login?: string) => Dss;
}

/** Whoever DSS is asked for: their Entra user name, and their login where they have recorded one. */
export interface Person {
  userName: string;
  dssLogin?: string | undefined;
}

const same = (a: string | null | undefined, b: string) => (a ?? '').toLowerCase() === b.toLowerCase();

/** The DSS user with that address, else with a login made from it. */
export function findUser(users: User[], userName: string): User | null {
  const [local = ''] = userName.split('@');
  return (
    users.find((u) => same(u.email, userName)) ??
    users.find((u) => same(u.login, userName)) ??
    // a bare name counts only if the account does not carry somebody else's address
    users.find((u) => same(u.login, local) && !u.email) ??
    null
  );
}

/**
 * The person's DSS login, or the verdict that there is none. With an administrator's key Guidepost acts on behalf of that
 * login, so a recorded one counts only if DSS does not hold another person's address for it.
 */
export function judgeLogin(users: User[], { userName, dssLogin }: Person): { login: string } | Verdict {
  const recorded = dssLogin ? users.find((u) => same(u.login, dssLogin)) : undefined;
  if (dssLogin && !recorded)
    return missing(
      `DSS has no user with the login ${dssLogin}.`,
      'Look at your profile in DSS: the login stands there. Or empty the field.',
    );
  if (recorded) {
    const isTheirs = !recorded.email || same(recorded.email, userName) || same(recorded.login, userName);
    if (isTheirs) return { login: recorded.login };
    return wrong('That login belongs to somebody else’s address.', {
      expected: userName,
      found: `${recorded.login} (another address)`,
      remedy: 'Record your own login. If it really is yours, give your personal DSS key below: that proves it.',
    });
  }
  const found = findUser(users, userName);
  return found
    ? { login: found.login }
    : missing(
        'DSS does not know you yet.',
        'Log in to DSS once. If your login there has another name, record that in the first step that asks DSS.',
      );
}

/**
 * The login that DSS is asked as. Every question to DSS starts with this; the list of users is requested once per run.
 * Concludes where DSS has no login for them.
 */
export async function askLogin({ dss }: AsksDss, person: Person): Promise<string> {
  const users = await dss().users();
  if (users === null) return dss().keyOwner();
  const found = judgeLogin(users, person);
  return 'login' in found ? found.login : conclude(found);
}

/** What every question to DSS needs and uses. */
export const dssNeeds = ['dssUrl', 'userName'] as const;
export const dssUses = ['dssLogin'] as const;

export const userIsKnown = checkFor<AsksDss>()({
  needs: dssNeeds,
  uses: dssUses,
  ask: askLogin,
  judge: (login) => pass(`As ${login}.`),
});
