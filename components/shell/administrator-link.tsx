'use client';
import { WithCopy } from '@/components/ui/copy-button';

/** The link with which an administrator consents for everybody. */
export function AdministratorLink({ href }: { href: string }) {
  return (
    <div className="my-3 max-w-text text-sm">
      <p className="mb-2">
        If people may not consent themselves, send this link to an administrator of the tenant (Cloud Application Administrator or a higher
        role). It shows what Guidepost asks for, and allows it for everybody at once.
      </p>
      <WithCopy text={() => href} what="the link for the administrator">
        <a href={href} rel="noreferrer">
          Consent for everybody
        </a>
      </WithCopy>
    </div>
  );
}
