import { type NextRequest, NextResponse } from 'next/server';
import { cloudUrl } from '@/lib/clouds/place';

/** Next's development server evaluates code and injects styles; the built portal does neither. */
const isDevelopment = process.env.NODE_ENV === 'development';

/** Pages run only the scripts and styles that this response names; nothing inline, nothing from elsewhere. */
function policy(nonce: string): string {
  const { origin } = new URL(cloudUrl('https://login.microsoftonline.com/'));
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    // signing in without JavaScript is a form that is redirected to Entra
    `form-action 'self' ${origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const headers = new Headers(request.headers);
  const csp = policy(nonce);
  headers.set('content-security-policy', csp); // Next reads the nonce from here
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-request-id', crypto.randomUUID());
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', csp);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  if (request.nextUrl.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg|api/events|api/health).*)'] };
