import { cloudOrigin } from '@/lib/env';

/** The address at which a vendor's URL is reached: the URL itself, or in practice the same host and path under CLOUD_ORIGIN. */
export function cloudUrl(vendorUrl: string): string {
  const origin = cloudOrigin();
  if (!origin) return vendorUrl;
  const { host, pathname, search, hash } = new URL(vendorUrl);
  return `${origin.replace(/\/$/, '')}/${host}${pathname}${search}${hash}`;
}
