import { env } from '@/lib/env';
import { securityTxt } from '@/lib/security-txt';

export const dynamic = 'force-dynamic';

/** Whom to tell of a weakness (RFC 9116). There is none where the operator has named nobody. */
export function GET(): Response {
  const { SECURITY_CONTACT: contact, NEXTAUTH_URL: origin } = env();
  if (!contact) return new Response('No security contact is set here.\n', { status: 404 });
  return new Response(securityTxt(contact, origin, new Date()), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
