import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { inside } from '../azure/workspaces.ts';
import { counted } from '../coverage/count.ts';
import { bearerOf } from '../entra/tokens.ts';
import { operationOf } from '../not-practised.ts';
import { type Practice, requestId, service } from '../practice.ts';
import { readAsJson, refuseUnreadable } from '../validation.ts';
import { artifacts } from './artifacts-api.ts';
import { clusterPolicies, clusters } from './clusters-api.ts';
import { commands } from './commands-api.ts';
import { isAdmin, memberId, memberOf, type Variables } from './context.ts';
import { dbfs } from './dbfs-api.ts';
import { dbError, invalid, unpractised } from './errors.ts';
import { experiments } from './experiments-api.ts';
import { loggedModels } from './logged-models-api.ts';
import { runs } from './runs-api.ts';
import { SearchProblem } from './search-syntax.ts';
import { sql } from './sql-api.ts';
import { workspaceObjects } from './workspace-objects-api.ts';

/** The workspace's REST API. Shapes from the official SDKs (facts, sections 5 to 8). */
export const databricksApi = service<Variables>();

const refuseOther = refuseUnreadable<Variables>(invalid);
databricksApi.onError((error, c) => (error instanceof SearchProblem ? invalid(error.message) : refuseOther(error, c)));
databricksApi.use('*', counted('databricks'));
databricksApi.use('/api/*', readAsJson);

const refusals = {
  none: 'Request to this workspace lacks valid authentication credentials.',
  invalid: 'Invalid access token.',
  expired: 'The access token expired.',
};

const finish = createMiddleware<Practice<Variables>>(async (c, next) => {
  await next();
  c.res.headers.set('x-request-id', requestId());
  if (c.req.method !== 'GET') c.env.store.save();
});

/** 401 and 403 come from in front of the API, some with a number for a code (databricks-sdk-go, issue 853). */
const denied = (c: Context<Practice<Variables>>, status: 401 | 403, code: string, message: string): Response =>
  c.env.store.world.rules.numericErrorCodes ? c.json({ error_code: status, message }, status) : dbError(status, code, message);

const requireMember = createMiddleware<Practice<Variables>>(async (c, next) => {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'databricks');
  if (bearer.kind !== 'person' && bearer.kind !== 'app') return denied(c, 401, 'UNAUTHENTICATED', refusals[bearer.kind]);
  const found = inside(c.env.store, new URL(c.req.url).hostname);
  if (!found)
    return new Response('<html><title>Not found</title><body>This workspace does not exist.</body></html>', {
      status: 404,
      headers: { 'content-type': 'text/html' },
    });
  const { workspaceId } = found.workspace;
  c.header('x-databricks-org-id', workspaceId);
  if (c.env.store.world.rules.ipAccessListBlocks)
    return c.json(
      { error_code: 403, message: `Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: ${workspaceId}` },
      403,
    );
  if (bearer.kind === 'app')
    return denied(c, 403, 'PERMISSION_DENIED', `The service principal ${bearer.clientId} is not a member of this workspace.`);
  if (!found.databricks.members.some((m) => m.oid === bearer.person.oid))
    return denied(c, 403, 'PERMISSION_DENIED', `User ${memberOf(bearer.person).upn} is not a member of this workspace.`);
  c.set('person', memberOf(bearer.person));
  c.set('workspace', found.workspace);
  c.set('databricks', found.databricks);
  return next();
});

for (const path of ['/api/*', '/dbfs/*']) databricksApi.use(path, finish, requireMember);

databricksApi.get('/api/2.0/preview/scim/v2/Me', (c) => {
  const { person } = c.var;
  return c.json({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: memberId(person),
    userName: person.upn,
    displayName: person.name,
    active: true,
    emails: [{ type: 'work', value: person.upn, primary: true }],
    groups: [...(isAdmin(c) ? [{ display: 'admins', type: 'direct', value: '1' }] : []), { display: 'users', type: 'direct', value: '2' }],
    entitlements: [{ value: 'workspace-access' }, { value: 'databricks-sql-access' }],
  });
});

for (const version of ['2.0', '2.1']) databricksApi.route(`/api/${version}/clusters`, clusters);
databricksApi.route('/api/2.0/policies/clusters', clusterPolicies);
databricksApi.route('/api/2.0/mlflow/experiments', experiments);
for (const part of [runs, artifacts]) databricksApi.route('/api/2.0/mlflow', part);
databricksApi.route('/api/2.0/mlflow/logged-models', loggedModels);
databricksApi.route('/api/2.0/workspace', workspaceObjects);
databricksApi.route('/api/1.2', commands);
for (const part of [sql, dbfs]) databricksApi.route('/', part);

// the SDKs ask for host metadata first, and continue without it
databricksApi.get('/.well-known/*', (c) => dbError(404, 'ENDPOINT_NOT_FOUND', `No API found for 'GET ${c.req.path}'`));
databricksApi.all('*', (c) => unpractised(operationOf(c.req.raw)));
