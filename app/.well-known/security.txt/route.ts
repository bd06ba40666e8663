import { connection } from 'next/server';
import { env } from '@/lib/env';
import { securityTxt } from '@/lib/security-txt';

/** Whom to tell about a weakness (RFC 9116). The file does not exist if the operator has named nobody. */
export async function GET(): Promise<Response> {
  await connection(); // what the environment says now, not when the portal was built
  const { SECURITY_CONTACT: contact, NEXTAUTH_URL: origin } = env();
  if (!contact) return new Response('No security contact is set here.\n', { status: 404 });
  return new Response(securityTxt(contact, origin, new Date()), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
