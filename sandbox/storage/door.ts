import { createMiddleware } from 'hono/factory';
import { bearerOf } from '../entra/tokens.ts';
import { type Practice, type RequestContext, requestId } from '../practice.ts';
import { dssClientId } from '../world/cast.ts';
import type { Variables } from './context.ts';
import { type ErrorCode, isBlob, refuse, refuseUnpractised } from './errors.ts';
import { containerOf, tidyPath } from './files.ts';
import { isSigned } from './sas.ts';

/** What the URL names. */
function placeOf(c: RequestContext): { account: string; container: string; path: string } {
  const { hostname, pathname } = new URL(c.req.url);
  const [account = ''] = hostname.split('.');
  const [, container = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(pathname) ?? [];
  return { account, container, path: tidyPath(decodeURIComponent(rest)) };
}

const reads = (c: RequestContext) => c.req.method === 'GET' || c.req.method === 'HEAD';

/** A person has a data role, and the registered app writes. Owner and Contributor of Azure are not data roles. */
async function refusalOf(c: RequestContext): Promise<ErrorCode | null> {
  const { store } = c.env;
  if (store.world.rules.storageFirewall && store.world.storage[placeOf(c).account]) return 'AuthorizationFailure';
  const signature = new URL(c.req.url).searchParams.get('sig');
  if (signature !== null)
    return (await isSigned(store, signature, { ...placeOf(c), permission: reads(c) ? 'r' : 'w' })) ? null : 'AuthenticationFailed';
  const bearer = await bearerOf(store, c.req.header('authorization'), 'storage');
  if (bearer.kind === 'none') return 'NoAuthenticationInformation';
  if (bearer.kind !== 'person' && bearer.kind !== 'app') return 'InvalidAuthenticationInfo';
  if (!store.world.storage[placeOf(c).account]) return 'AuthorizationPermissionMismatch'; // a workspace's own account has no roles here
  const { storageRoleSeconds } = store.world.rules;
  const holdsFrom = bearer.kind === 'person' ? (bearer.person.storageRoleSince ?? 0) + storageRoleSeconds * 1000 : 0;
  if (store.clock.now() < holdsFrom && storageRoleSeconds > 0) return 'AuthorizationPermissionMismatch';
  const role = bearer.kind === 'app' ? (bearer.clientId === dssClientId ? 'Contributor' : 'none') : bearer.person.storageRole;
  return role === 'Contributor' || (role === 'Reader' && reads(c)) ? null : 'AuthorizationPermissionMismatch';
}

/** OAuth needs a version since 2017-11-09, and a signature brings its own. */
const versionOf = (c: RequestContext) => c.req.header('x-ms-version') ?? new URL(c.req.url).searchParams.get('sv');

export const requireRole = createMiddleware<Practice<Variables>>(async (c, next) => {
  const refusal = await refusalOf(c);
  if (refusal) return refuse(c, refusal);
  const version = versionOf(c);
  if (!version)
    return refuse(c, 'MissingRequiredHeader', 'An HTTP header that is mandatory for this request is not specified: x-ms-version.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version) || version < '2017-11-09') return refuse(c, 'InvalidHeaderValue');
  await next();
  c.res.headers.set('x-ms-request-id', requestId());
  c.res.headers.set('x-ms-version', version);
  return undefined;
});

export const requireContainer = createMiddleware<Practice<Variables>>(async (c, next) => {
  const { account, container, path } = placeOf(c);
  if (!container) return refuseUnpractised(c, 'operations on a whole storage account');
  const files = containerOf(c.env.store, account, container);
  if (!files) return refuse(c, isBlob(c) ? 'ContainerNotFound' : 'FilesystemNotFound');
  c.set('files', files);
  c.set('path', path);
  return next();
});
