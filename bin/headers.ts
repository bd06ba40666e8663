import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const { CLOUD_ORIGIN, NEXTAUTH_URL = '' } = process.env;
const login = CLOUD_ORIGIN ? new URL(CLOUD_ORIGIN).origin : 'https://login.microsoftonline.com';

/** Pages run only the scripts and styles that this response names; nothing inline, nothing from elsewhere. */
const policy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action 'self' ${login}`, // signing in without JavaScript is a form that is redirected to Entra
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  ...(NEXTAUTH_URL.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
};

/**
 * The security headers of every answer, and what pages read from the request: Next takes the nonce from its policy, and a person returns to
 * `x-path` after signing in. Done here rather than in a proxy.ts: Next runs that as a separate request, which cost a quarter of the
 * throughput (docs/performance.md).
 */
export function secure(request: IncomingMessage, response: ServerResponse): void {
  const csp = policy(randomBytes(16).toString('base64'));
  request.headers['content-security-policy'] = csp;
  request.headers['x-path'] = request.url;
  response.setHeader('content-security-policy', csp);
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
}
