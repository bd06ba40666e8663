const expiresInMs = 90 * 86_400_000;

/** A security.txt as RFC 9116 wants it, good for three months from now. @param origin where browsers reach the portal */
export const securityTxt = (contact: string, origin: string, now: Date): string =>
  [
    `Contact: ${contact}`,
    `Expires: ${new Date(now.getTime() + expiresInMs).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${new URL('/.well-known/security.txt', origin)}`,
    '',
  ].join('\r\n');
