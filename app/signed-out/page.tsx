import type { Metadata } from 'next';
import { ForgetTab } from '@/components/shell/forget-tab';
import { PlainPage } from '@/components/shell/plain-page';
import { buttonLook } from '@/components/ui/button';
import { cloudUrl } from '@/lib/clouds/address';
import { authority } from '@/lib/entra/msal';

export const metadata: Metadata = { title: 'Signed out' };

export default function SignedOutPage() {
  return (
    <PlainPage title="You’re signed out of Guidepost">
      <ForgetTab />
      <p className="mb-4">
        You’re signed out in every browser. Your progress is saved. If this computer isn’t yours, sign out of Microsoft, too.
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <a className={buttonLook('main')} href="/">
          Sign in again
        </a>
        <a className={buttonLook()} href={cloudUrl(`${authority()}/oauth2/v2.0/logout`)}>
          Sign out of Microsoft
        </a>
      </p>
    </PlainPage>
  );
}
