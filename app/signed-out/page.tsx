import type { Metadata } from 'next';
import { ForgetTab } from '@/components/shell/forget-tab';
import { PlainPage } from '@/components/shell/plain-page';
import { buttonLook } from '@/components/ui/button';
import { cloudUrl } from '@/lib/clouds/address';
import { authority } from '@/lib/entra/msal';

export const metadata: Metadata = { title: 'Signed out' };

export default function SignedOutPage() {
  return (
    <PlainPage title="You are signed out of Guidepost">
      <ForgetTab />
      <p className="mb-4">Everywhere, in every browser; your progress is kept. On a borrowed machine, sign out of Microsoft too.</p>
      <p className="flex flex-wrap items-center gap-3">
        <a className={buttonLook('primary')} href="/">
          Sign in again
        </a>
        <a className={buttonLook()} href={cloudUrl(`${authority()}/oauth2/v2.0/logout`)}>
          Sign out of Microsoft
        </a>
      </p>
    </PlainPage>
  );
}
