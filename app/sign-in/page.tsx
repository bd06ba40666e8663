import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PlainPage } from '@/components/shell/plain-page';
import { SignInForm } from '@/components/shell/sign-in-form';
import { WhatThisIs } from '@/components/shell/what-this-is';
import { allClouds } from '@/labs';
import { isPractice } from '@/lib/env';
import { signIn } from './actions';
import { WhatYouBuild } from './what-you-build';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ to?: string; consent?: string; error?: string }> }) {
  const { to = '/', consent, error } = await searchParams;
  if (error) redirect(`/sign-in/problem?error=${encodeURIComponent(error)}`);
  return (
    <PlainPage title={consent ? 'Allow Guidepost to ask as you' : 'Sign in'}>
      {consent ? (
        <p className="mb-4">
          Microsoft shows what Guidepost asks for: to read {readAsYou()} as you, and never more than you may. Accept, and you come back to
          where you were.
        </p>
      ) : (
        <WhatThisIs />
      )}
      <SignInForm action={signIn} to={to} consent={consent === '1'} isPractice={isPractice()} />
      {consent ? null : <WhatYouBuild />}
    </PlainPage>
  );
}

/** The services that are asked with the attendee's own tokens, as a list in a sentence. */
const readAsYou = () =>
  new Intl.ListFormat('en').format([...new Set(allClouds().flatMap(({ name, identity }) => (identity.kind === 'entra' ? [name] : [])))]);
