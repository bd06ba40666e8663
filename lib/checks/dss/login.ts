import { defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { User } from '@/lib/clouds/dss';

const same = (a: string | null | undefined, b: string) => (a ?? '').toLowerCase() === b.toLowerCase();

/** Whom DSS means by the attendee: by their address, else by a login made of it. */
export function findUser(users: User[], userName: string): User | null {
  const [local = ''] = userName.split('@');
  return (
    users.find((u) => same(u.email, userName)) ??
    users.find((u) => same(u.login, userName)) ??
    // a bare name is theirs only as long as the account does not carry somebody else's address
    users.find((u) => same(u.login, local) && !u.email) ??
    null
  );
}

/**
 * The attendee's DSS login, or the verdict that there is none. With an administrator's key Guidepost acts on behalf of that
 * login, so a recorded one counts only where DSS does not hold another person's address for it.
 */
export function judgeLogin(users: User[], { userName = '', dssLogin }: Known): { login: string } | Verdict {
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

/** Every check of DSS begins so; the list of users is asked once per run. */
export async function askLogin(clouds: Clouds, known: Known): Promise<string | Verdict> {
  const users = await clouds.dss().users();
  if (users === null) return clouds.dss().keyOwner();
  const found = judgeLogin(users, known);
  return isVerdict(found) ? found : found.login;
}

export const dssKnowsMe = defineCheck({
  id: 'dss.user-is-known',
  title: 'DSS knows you',
  needs: ['dssUrl', 'userName'],
  ask: askLogin,
  judge: (answer) => (typeof answer === 'string' ? pass(`As ${answer}.`) : answer),
});
