'use client';
import { WithCopy } from '@/components/ui/copy-button';

/** The link with which an administrator consents for everybody, and what that grants. */
export function AdministratorLink({ href, permissions }: { href: string; permissions: readonly string[] }) {
  return (
    <div className="my-3 max-w-text text-sm">
      <p className="mb-2">
        If people may not consent themselves, send this link to an administrator of the tenant (Cloud Application Administrator or a higher
        role). It grants, for everybody in the tenant, the delegated permissions that the portal’s app registration lists. Guidepost asks
        for these:
      </p>
      <ul className="mb-2 list-disc pl-5">
        {permissions.map((permission) => (
          <li key={permission}>{permission}</li>
        ))}
      </ul>
      <WithCopy text={() => href} what="the link for the administrator">
        <a href={href} rel="noreferrer">
          Consent for everybody
        </a>
      </WithCopy>
    </div>
  );
}
