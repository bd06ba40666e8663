import type { Problem } from '@/lib/entra/problem';

export interface Words {
  title: string;
  text: string;
  /** A new sign-in helps, or at least with another account. `again`: with Microsoft's consent page in any case. */
  way?: 'sign-in' | 'again';
  /** The administrator's link is part of it. */
  hasLink?: boolean;
}

const problems: Record<Problem | 'RoleUnconfirmed', Words> = {
  Declined: {
    title: 'You didn’t consent',
    text: 'Guidepost can’t check your work without your consent, so you’re not signed in. Nothing was stored. If you meant to accept, sign in again. If Microsoft said that you need an administrator’s approval, your facilitator has a link for the administrator.',
    way: 'sign-in',
    hasLink: true,
  },
  AdminConsent: {
    title: 'An administrator must consent first',
    text: 'Your organization lets only administrators allow new apps. Show this page to your facilitator, who has a link for the administrator. Once it has been used, sign in again.',
    way: 'again',
    hasLink: true,
  },
  ApprovalDeclined: {
    title: 'The administrator didn’t consent',
    text: 'Nothing has changed: people who aren’t allowed to consent themselves still can’t use Guidepost. The link can be used again.',
    hasLink: true,
  },
  WrongTenant: {
    title: 'That account belongs to another organization',
    text: 'Guidepost uses a different Entra tenant than the account you chose. Sign in with the account that your facilitator gave you.',
    way: 'sign-in',
  },
  RoleUnconfirmed: {
    title: 'Sign in again to open this page',
    text: 'Microsoft didn’t confirm that you’re still a facilitator, so this page stays closed for now. Nothing is lost. If signing in doesn’t help, ask the tenant’s administrator whether you still have the app role Facilitator.',
    way: 'sign-in',
  },
  NotAssigned: {
    title: 'That account isn’t assigned to Guidepost',
    text: 'Ask your facilitator to assign it, or sign in with another one.',
    way: 'sign-in',
  },
  Blocked: {
    title: 'Your organization’s sign-in rules block this',
    text: 'Signing in again won’t help. Show this page to your facilitator: a tenant administrator can see in Entra’s sign-in log which rule it is, and allow Guidepost.',
  },
  Device: {
    title: 'Your organization asks for a device that it manages',
    text: 'Open Guidepost on such a device and sign in there. Without one, show this page to your facilitator: a tenant administrator can make an exception.',
  },
  StillAsked: {
    title: 'Microsoft asks for more than this sign-in gave',
    text: 'You signed in, but not in the way that your organization asks for here, such as with a second factor. Sign in again and confirm. If this page comes back, show it to your facilitator.',
    way: 'sign-in',
  },
  SetUp: {
    title: 'Guidepost isn’t set up correctly',
    text: 'It’s the portal’s setup, not you. Signing in again won’t help yet. Tell your facilitator: whoever runs Guidepost finds the reason in its log.',
  },
  Away: {
    title: 'Couldn’t reach Microsoft',
    text: 'It’s Microsoft’s sign-in or the network, not you. Nothing is lost. Wait a minute and sign in again.',
    way: 'sign-in',
  },
};

const usual: Words = {
  title: 'Sign-in didn’t finish',
  text: 'Something went wrong on the way back from Microsoft: a page was open too long, there was a second tab, or the network dropped. Nothing is lost. Sign in again.',
  way: 'sign-in',
};

/** By the error's name in the address: one of our own (lib/entra/problem.ts), or next-auth's. */
export const problemFor = (error: string): Words => (Object.hasOwn(problems, error) ? problems[error as keyof typeof problems] : usual); // hasOwn says that it is one
