import type { Metadata } from 'next';
import Link from 'next/link';
import { PlainPage } from '@/components/shell/plain-page';
import { buttonLook } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Consent for everybody' };

/** Where an administrator lands after consenting. Anybody can open it: it says what Entra ID said, and grants nothing. */
export default function ApprovedPage() {
  return (
    <PlainPage title="Consent for everybody">
      <p className="mb-4">
        Microsoft says that the consent is recorded. People who were told to wait can sign in now, and their checks notice by themselves.
      </p>
      <Link className={buttonLook()} href="/">
        Go to Guidepost
      </Link>
    </PlainPage>
  );
}
