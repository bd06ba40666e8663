import type { IncomingMessage } from 'node:http';

/** Which vendor host a request is for, and how it reached us. */
export interface Target {
  host: string;
  path: string;
  /** `direct`: the host was the first path segment. `proxy`: the client believes it is talking to the vendor. */
  way: 'direct' | 'proxy';
}

const vendorHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** @returns null for a request that names no vendor host, such as `/` or `/_practice/` */
export function targetOf(request: IncomingMessage, tunnelledTo: string | undefined): Target | null {
  const url = request.url ?? '/';
  if (tunnelledTo) return { host: tunnelledTo.toLowerCase(), path: url, way: 'proxy' };
  if (/^https?:\/\//i.test(url)) {
    const absolute = new URL(url);
    return { host: absolute.hostname, path: absolute.pathname + absolute.search, way: 'proxy' };
  }
  const [, host = '', rest = ''] = /^\/([^/?]+)(.*)$/.exec(url) ?? [];
  if (!vendorHost.test(host)) return null;
  return { host: host.toLowerCase(), path: rest.startsWith('/') ? rest : `/${rest}`, way: 'direct' };
}

/** The href for a vendor URL on a page that was requested in this way. */
export function hrefFor(way: Target['way'], vendorUrl: string): string {
  if (way === 'proxy') return vendorUrl;
  const { host, pathname, search, hash } = new URL(vendorUrl);
  return `/${host}${pathname}${search}${hash}`;
}
