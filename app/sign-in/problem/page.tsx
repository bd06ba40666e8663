import type { Metadata } from 'next';
import Link from 'next/link';
import { signIn } from '@/app/sign-in/actions';
import { AdministratorLink } from '@/components/shell/administrator-link';
import { PlainPage } from '@/components/shell/plain-page';
import { SignInForm } from '@/components/shell/sign-in-form';
import { buttonLook } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { allClouds } from '@/labs';
import { adminConsentUrl, permissionsFor } from '@/lib/entra/admin-consent';
import { isPractice } from '@/lib/env';
import { problemFor } from './problems';

export const metadata: Metadata = { title: 'Sign-in didn’t finish' };

export default async function ProblemPage({ searchParams }: { searchParams: Promise<{ error?: string | string[] }> }) {
  const { error } = await searchParams;
  const { title, text, way, hasLink } = problemFor(String(error));
  const to = error === 'RoleUnconfirmed' ? '/facilitate' : '/';
  return (
    <PlainPage title={title}>
      <p className="mb-4">{text}</p>
      {way ? (
        <SignInForm action={signIn} to={to} consentAgain={way === 'again'} isPractice={isPractice()} />
      ) : (
        <Link className={buttonLook()} href="/">
          Back to the start
        </Link>
      )}
      {hasLink ? (
        // the same rule may keep out the facilitator, who then sees only this page
        <Details summary="For facilitators and administrators" className="mt-6">
          <AdministratorLink href={adminConsentUrl()} permissions={permissionsFor(allClouds())} />
        </Details>
      ) : null}
    </PlainPage>
  );
}
