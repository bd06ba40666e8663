import type { Group, User } from './client';

declare const isProven: unique symbol;
/**
 * A login on whose behalf DSS may be asked. With an administrator's key, Guidepost acts as that account, so a plain text won't do. Only
 * `accountOf` makes one, and a personal key, which says whose it is.
 */
export type Login = string & { readonly [isProven]: true };

/** A person, by the addresses that Entra ID states for them. */
export interface Addresses {
  /** Their sign-in name, the user principal name. */
  userName: string;
  /** Their email address, where Entra ID knows one. A guest's user name is never an email address. */
  mail?: string | undefined;
}

/** The account that we may use to ask DSS for somebody, or why there is none. */
export type Account =
  | { kind: 'theirs'; login: Login }
  /** No account has the login, or one of their addresses. */
  | { kind: 'none' }
  /** More than one account has one of their addresses. */
  | { kind: 'several'; logins: string[] }
  /** Nothing that DSS says about the account identifies them. */
  | { kind: 'unproven'; login: string; hasOtherMail: boolean }
  /** An administrator's: a workshop's key never acts as one. */
  | { kind: 'administrator'; login: string }
  /** DSS does not say whether the account is an administrator's. */
  | { kind: 'untold'; login: string };

/** Only ASCII is folded: two addresses that merely look the same are two. */
const tidy = (text: string | null | undefined) => (text ?? '').trim().replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/**
 * The one rule by which an account is somebody's: its login or its email is their sign-in name, or the email address that Entra ID states.
 * @param recorded the login that they typed, if any: it chooses among their accounts and proves nothing
 */
export function accountOf(users: readonly User[], groups: readonly Group[], who: Addresses, recorded = ''): Account {
  const addresses = [who.userName, who.mail].map(tidy).filter(Boolean);
  const isTheirs = (u: User) => addresses.includes(tidy(u.login)) || addresses.includes(tidy(u.email));
  const named = recorded ? users.filter((u) => tidy(u.login) === tidy(recorded)) : users.filter(isTheirs);
  // two logins may differ only in case; then the typed one is meant
  const exact = named.filter((u) => u.login === recorded);
  const [user, ...others] = exact.length > 0 ? exact : named;
  if (!user) return { kind: 'none' };
  if (others.length > 0) return { kind: 'several', logins: named.map((u) => u.login) };
  if (!isTheirs(user)) return { kind: 'unproven', login: user.login, hasOtherMail: tidy(user.email) !== '' };
  const isAdministrator = mayEverything(user, groups);
  if (isAdministrator === undefined) return { kind: 'untold', login: user.login };
  if (isAdministrator) return { kind: 'administrator', login: user.login };
  return { kind: 'theirs', login: user.login as Login }; // here, and nowhere else
}

/** Whether a group of the user's makes administrators. Undefined where DSS does not say it of each of them. */
function mayEverything(user: User, groups: readonly Group[]): boolean | undefined {
  const rights = user.groups?.map((name) => groups.find((g) => g.name === name)?.admin);
  if (rights?.includes(true)) return true;
  return rights?.every((r) => r === false) ? false : undefined;
}
