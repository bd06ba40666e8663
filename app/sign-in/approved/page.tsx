import type { Metadata } from 'next';
import Link from 'next/link';
import { PlainPage } from '@/components/shell/plain-page';
import { buttonLook } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Consent for everybody' };

/** Where an administrator lands after consenting. Anybody can be sent here by a link, so it claims nothing, and it grants nothing. */
export default function ApprovedPage() {
  return (
    <PlainPage title="Consent for everybody">
      <p className="mb-3">
        If you have just accepted on Microsoft’s page, that is all it takes. This page isn’t proof, because any link can lead here. The
        Entra admin center lists what is granted, under Enterprise apps, Guidepost’s app, Permissions.
      </p>
      <p className="mb-4">
        Then tell the people who were waiting. Anyone who couldn’t sign in can try again. Anyone signed in can select <b>Verify step</b>.
      </p>
      <Link className={buttonLook()} href="/">
        Go to Guidepost
      </Link>
    </PlainPage>
  );
}
