import { openSignature, signSignature } from '../entra/tokens.ts';
import type { Store } from '../world/store.ts';

/** What a shared access signature allows: one file, to read or to write. */
export interface Allowed {
  account: string;
  container: string;
  path: string;
  permission: 'r' | 'w';
}

const hour = 3600;

/** A URL that reads or writes one file without a token, for an hour; the parameters are those of a service SAS. */
export async function sasUrl(store: Store, allowed: Allowed): Promise<string> {
  const { account, container, path, permission } = allowed;
  const url = new URL(`https://${account}.blob.core.windows.net/${container}/${path.split('/').map(encodeURIComponent).join('/')}`);
  url.searchParams.set('sv', '2023-11-03');
  url.searchParams.set('sr', 'b');
  url.searchParams.set('sp', permission === 'r' ? 'r' : 'rcw');
  url.searchParams.set('se', new Date(Date.now() + hour * 1000).toISOString().replace(/\.\d+/, ''));
  url.searchParams.set('sig', await signSignature(store, { ...allowed }, hour));
  return url.href;
}

/** Whether a signature allows a request. One that has expired, or is for something else, does not. */
export async function isSigned(store: Store, signature: string, asked: Allowed): Promise<boolean> {
  const allowed = await openSignature(store, signature);
  if (!allowed) return false;
  const isSame = allowed.account === asked.account && allowed.container === asked.container && allowed.path === asked.path;
  return isSame && allowed.permission === asked.permission;
}
