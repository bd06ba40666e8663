import { type Account, accountOf, type Dss, type Login } from '@/lib/clouds/dss';
import { type TroubleWords, UpstreamError } from '@/lib/clouds/trouble';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

/** Clouds through which DSS can be asked. */
export interface AsksDss {
  dss: (login?: Login) => Dss;
}

/** The person for whom DSS is asked: who they are to Entra ID, and their login if they have recorded one. */
export interface Person {
  userName: string;
  mail?: string | undefined;
  dssLogin?: string | undefined;
}

const withKey = 'Enter your personal DSS API key in the panel';

/** Words for an account as which the workshop's key is never used. Nobody has done anything wrong. */
const needsOwnKey = {
  administrator: {
    message: 'This check needs your personal DSS API key: your account is an administrator’s, and Guidepost never acts as one.',
    remedy: `${withKey}. To do the lab without it, use an account without administrator rights.`,
  },
  untold: {
    message: 'This check needs your personal DSS API key: DSS does not say whether your account is an administrator’s.',
    remedy: `${withKey}.`,
  },
  unwatched: {
    message: 'This check needs your personal DSS API key, which Guidepost has only when you verify.',
    remedy: 'Verify the step.',
  },
} as const satisfies Record<string, TroubleWords>;

const ownKey = (words: TroubleWords) => new UpstreamError({ cloud: 'DSS', trouble: 'own-key', words });

/** What somebody is told whose account cannot be found, or cannot be shown to be theirs. */
export function judgeAccount(
  account: Exclude<Account, { kind: 'theirs' | 'administrator' | 'untold' }>,
  { userName, mail, dssLogin }: Person,
): Verdict {
  switch (account.kind) {
    case 'none':
      return dssLogin
        ? missing(`DSS has no user with the login ${dssLogin}.`, 'Check your login on your profile page in DSS, or empty the field.')
        : missing(
            'You haven’t signed in to DSS yet.',
            `Sign in to DSS once. If you have an account there already: ${withKey}, which proves it.`,
          );
    case 'several':
      return missing(`DSS has several accounts for you: ${account.logins.join(', ')}.`, 'Enter the one you use under Your DSS login.');
    case 'unproven':
      return wrong(
        account.hasOtherMail ? 'That login belongs to somebody else’s address.' : 'Nothing in DSS shows that this login is yours.',
        {
          expected: [...new Set([userName, mail].filter(Boolean))].join(' or '),
          found: `${account.login} (${account.hasOtherMail ? 'another address' : 'no address'})`,
          remedy: `Enter your own login. If this is it: ${withKey}, which proves it.`,
        },
      );
  }
}

/**
 * The login that DSS is asked as. Every question to DSS starts with this; the users and groups are requested once per run.
 * Concludes if DSS has no account of theirs.
 */
export async function askLogin({ dss }: AsksDss, person: Person): Promise<Login> {
  const [users, groups] = await Promise.all([dss().users(), dss().groups()]);
  if (users === null) return dss().keyOwner();
  const account = accountOf(users, groups ?? [], person, person.dssLogin);
  if (account.kind === 'theirs') return account.login;
  // the attendee may have proved it with a key, which comes only with a click: what was found then stays
  if (!dss().isClick) throw ownKey(needsOwnKey.unwatched);
  if (account.kind === 'administrator' || account.kind === 'untold') throw ownKey(needsOwnKey[account.kind]);
  return conclude(judgeAccount(account, person));
}

/** What every question to DSS needs and uses. */
export const dssNeeds = ['dssUrl', 'userName'] as const;
export const dssUses = ['dssLogin', 'mail'] as const;

export const userIsKnown = checkFor<AsksDss>()({
  needs: dssNeeds,
  uses: dssUses,
  ask: askLogin,
  judge: (login) => pass(`As ${login}.`),
});
