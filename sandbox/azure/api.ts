import { Hono } from 'hono';
import { counted } from '../coverage/count.ts';
import { bearerOf } from '../entra/tokens.ts';
import { operationOf } from '../not-practised.ts';
import { type Practice, requestId } from '../practice.ts';
import { readAsJson, refuseUnreadable } from '../validation.ts';
import { subscription, tenantId } from '../world/cast.ts';
import type { Variables } from './context.ts';
import { armError, refuseContent, refuseUnpractised } from './errors.ts';
import { operations } from './operations.ts';
import { canonicalPath, databricks, inSubscription } from './paths.ts';
import { providers } from './providers-api.ts';
import { isAllowed, permissionFor } from './roles.ts';
import { subscriptions } from './subscriptions-api.ts';
import { workspacesApi } from './workspaces-api.ts';

const databricksVersions = ['2018-04-01', '2023-02-01', '2024-05-01', '2025-08-01-preview', '2026-01-01'];
const resourceVersions = [
  '2016-06-01',
  '2019-11-01',
  '2018-05-01',
  '2020-01-01',
  '2021-01-01',
  '2021-04-01',
  '2022-09-01',
  '2022-12-01',
  '2023-07-01',
  '2024-03-01',
  '2024-11-01',
  '2025-04-01',
];

/** Azure Resource Manager, as far as workspaces need it. */
export const azure = new Hono<Practice<Variables>>({ getPath: (request) => canonicalPath(new URL(request.url).pathname) });

azure.onError(refuseUnreadable(refuseContent));
azure.use('*', counted('azure'));
azure.use('*', readAsJson);

azure.use('*', async (c, next) => {
  await next();
  // refusals carry the ids, too: support asks for them
  c.res.headers.set('x-ms-request-id', requestId());
  c.res.headers.set('x-ms-correlation-request-id', requestId());
});

/** HEAD asks whether a group or a resource exists: 204 or 404 (Resources, Check Existence). Nothing else answers to it. */
azure.use('*', async (c, next) => {
  if (c.req.method !== 'HEAD') return next();
  const isOfOne = /\/(resourcegroups\/[^/]+|workspaces\/[^/]+)$/.test(c.req.path);
  if (isOfOne) await next();
  const status = !isOfOne ? 405 : c.res.status === 200 ? 204 : c.res.status;
  c.res = new Response(null, { status, headers: isOfOne ? c.res.headers : {} });
  return undefined;
});

azure.use('*', async (c, next) => {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'arm');
  switch (bearer.kind) {
    case 'none':
      c.header('www-authenticate', `Bearer authorization_uri="https://login.microsoftonline.com/${tenantId}"`);
      return armError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
    case 'invalid':
      return armError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
    case 'expired':
      return armError(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.');
    case 'app':
      return armError(403, 'AuthorizationFailed', `The client '${bearer.clientId}' does not have authorization to perform this action.`);
    case 'person':
      c.set('person', bearer.person);
  }
  const isProvider = /^\/subscriptions\/[^/]+\/providers\/[^/]+(\/register)?$/.test(c.req.path); // itself, and nothing of it
  const [, other] = /\/providers\/([^/]+)/.exec(c.req.path) ?? [];
  if (other && other !== databricks && !isProvider) return refuseUnpractised(operationOf(c.req.raw));
  const version = c.req.query('api-version');
  if (!version)
    return armError(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  const isDatabricks = !isProvider && c.req.path.includes(`/providers/${databricks}/`);
  const known = isDatabricks ? databricksVersions : resourceVersions;
  if (!known.includes(version)) {
    return isDatabricks
      ? armError(
          400,
          'NoRegisteredProviderFound',
          `No registered resource provider found for location 'uksouth' and API version '${version}' for type 'workspaces'. The supported api-versions are '${known.join(', ')}'.`,
        )
      : armError(
          400,
          'InvalidApiVersionParameter',
          `The api-version '${version}' is invalid. The supported versions are '${known.join(',')}'.`,
        );
  }
  return next();
});

azure.use(`${inSubscription}/*`, async (c, next) => {
  const id = c.req.param('subscription');
  if (id.toLowerCase() !== subscription.id) return armError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  const { person } = c.var;
  const permission = permissionFor(c.req.method, new URL(c.req.url).pathname);
  if (!isAllowed(c.env.store, person, permission))
    return armError(
      403,
      'AuthorizationFailed',
      `The client '${person.upn}' with object id '${person.oid}' does not have authorization to perform action '${permission.action}' over scope '${permission.scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  return next();
});

for (const part of [subscriptions, providers, workspacesApi, operations]) azure.route('/', part);

azure.notFound((c) => refuseUnpractised(operationOf(c.req.raw)));
