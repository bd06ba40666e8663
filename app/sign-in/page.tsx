import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PlainPage } from '@/components/shell/plain-page';
import { SignInForm } from '@/components/shell/sign-in-form';
import { allClouds } from '@/labs';
import { isPractice } from '@/lib/env';
import { signIn } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ to?: string; consent?: string; error?: string }> }) {
  const { to = '/', consent, error } = await searchParams;
  if (error) redirect(`/sign-in/problem?error=${encodeURIComponent(error)}`);
  return (
    <PlainPage title={consent ? 'Allow Guidepost to ask as you' : 'Sign in'}>
      <p className="mb-4">
        {consent
          ? `Microsoft will show what Guidepost asks for: to read ${readAsYou()} as you, no more than you may yourself. Accept, and you come back to where you were.`
          : 'Guidepost checks your work with your own Microsoft account, and sees no more than you do.'}
      </p>
      <SignInForm action={signIn} to={to} consent={consent === '1'} isPractice={isPractice()} />
    </PlainPage>
  );
}

/** The services that are asked with the attendee's own tokens, as a list in a sentence. */
const readAsYou = () =>
  new Intl.ListFormat('en').format([...new Set(allClouds().flatMap(({ name, identity }) => (identity.kind === 'entra' ? [name] : [])))]);
