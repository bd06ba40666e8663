import { createMiddleware } from 'hono/factory';
import { bearerOf } from '../entra/tokens.ts';
import { type Practice, type RequestContext, requestId } from '../practice.ts';
import { dssClientId } from '../world/cast.ts';
import type { Variables } from './context.ts';
import { type ErrorCode, isBlob, refuse } from './errors.ts';
import { containerOf, tidyPath } from './files.ts';

/** A person has a data role, and the registered app writes. Owner and Contributor of Azure are not data roles. */
async function refusalOf(c: RequestContext): Promise<ErrorCode | null> {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'storage');
  if (bearer.kind === 'none') return 'NoAuthenticationInformation';
  if (bearer.kind !== 'person' && bearer.kind !== 'app') return 'InvalidAuthenticationInfo';
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const role = bearer.kind === 'app' ? (bearer.clientId === dssClientId ? 'Contributor' : 'none') : bearer.person.storageRole;
  return role === 'Contributor' || (role === 'Reader' && reads) ? null : 'AuthorizationPermissionMismatch';
}

export const requireRole = createMiddleware<Practice<Variables>>(async (c, next) => {
  const refusal = await refusalOf(c);
  if (refusal) return refuse(c, refusal);
  await next();
  c.res.headers.set('x-ms-request-id', requestId());
  c.res.headers.set('x-ms-version', c.req.header('x-ms-version') ?? '2023-11-03');
  return undefined;
});

export const requireContainer = createMiddleware<Practice<Variables>>(async (c, next) => {
  const { hostname, pathname } = new URL(c.req.url);
  const [account = ''] = hostname.split('.');
  const [, container = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(pathname) ?? [];
  const files = containerOf(c.env.store, account, container);
  if (!files) return refuse(c, isBlob(c) ? 'ContainerNotFound' : 'FilesystemNotFound');
  c.set('files', files);
  c.set('path', tidyPath(decodeURIComponent(rest)));
  return next();
});
