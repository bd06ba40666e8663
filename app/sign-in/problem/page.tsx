import type { Metadata } from 'next';
import { signIn } from '@/app/sign-in/actions';
import { PlainPage } from '@/components/shell/plain-page';
import { SignInForm } from '@/components/shell/sign-in-form';
import { isPractice } from '@/lib/env';

export const metadata: Metadata = { title: 'Sign-in did not finish' };

interface Words {
  title: string;
  text: string;
}

/** By error name; see app/api/auth. */
const problems: Record<string, Words> = {
  Declined: {
    title: 'You did not give consent',
    text: 'Without it Guidepost cannot look at your work, so there is no session. Nothing was stored. If you meant to accept, sign in once more.',
  },
  AdminConsent: {
    title: 'An administrator must consent first',
    text: 'Your organisation lets only administrators allow new apps. Show this page to your facilitator: somebody has to grant consent for Guidepost in this tenant.',
  },
  WrongTenant: {
    title: 'That account is of another organisation',
    text: 'This workshop uses another Entra tenant than the account you picked. Sign in with the account that your facilitator gave you.',
  },
  RoleUnconfirmed: {
    title: 'Sign in again to open this page',
    text: 'Microsoft didn’t confirm that you’re still a facilitator, so this page stays closed for now. Nothing is lost. If signing in doesn’t help, ask the tenant’s administrator whether you still have the app role Facilitator.',
  },
  NotAssigned: {
    title: 'That account is not assigned to Guidepost',
    text: 'Ask your facilitator to assign it, or sign in with another one.',
  },
};
const usual: Words = {
  title: 'Sign-in did not finish',
  text: 'Something between Microsoft and here did not fit together: a page left open too long, a second tab, or a network that broke off. Nothing is lost. Sign in once more.',
};

export default async function ProblemPage({ searchParams }: { searchParams: Promise<{ error?: string }> }) {
  const { error = '' } = await searchParams;
  const { title, text } = problems[error] ?? usual;
  return (
    <PlainPage title={title}>
      <p className="mb-4">{text}</p>
      <SignInForm action={signIn} to={error === 'RoleUnconfirmed' ? '/facilitate' : '/'} isPractice={isPractice()} />
    </PlainPage>
  );
}
