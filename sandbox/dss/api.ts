import { z } from 'zod';
import { counted } from '../coverage/count.ts';
import { notPractised, operationOf } from '../not-practised.ts';
import { service } from '../practice.ts';
import { readAsJson, refuseUnreadable } from '../validation.ts';
import { callerOf } from './access.ts';
import { codeEnvs } from './code-envs-api.ts';
import { connections } from './connections-api.ts';
import type { Variables } from './context.ts';
import { datasets } from './datasets-api.ts';
import { answerWith, DssError, refuseInput } from './errors.ts';
import { folders } from './folders-api.ts';
import { abortFuture, stateOf } from './futures.ts';
import { jobs } from './jobs-api.ts';
import { query, refuseOtherParameters } from './parameters.ts';
import { projects } from './projects-api.ts';
import { recipes } from './recipes-api.ts';
import { savedModels } from './saved-models-api.ts';
import { sql } from './sql-api.ts';
import { tablesImport } from './tables-import-api.ts';
import { users } from './users-api.ts';

/** Dataiku DSS's public API. Routes and shapes from the official Python client (facts, sections 1 to 7). */
export const dssApi = service<Variables>();

const refuseOther = refuseUnreadable<Variables>(refuseInput);
dssApi.onError((error, c) => (error instanceof DssError ? answerWith(c, error) : refuseOther(error, c)));

dssApi.use('*', counted('dss'));
const api = service<Variables>();

api.use('*', readAsJson, async (c, next) => {
  c.header('DSS-Version', '14.3.3');
  c.header('DSS-API-Version', '14.3.3');
  c.set('caller', callerOf(c.env.store.world.dss, c.req.header('authorization'), c.req.header('x-dku-proxyuser')));
  return next();
});
api.use('*', refuseOtherParameters);

api.get('/instance-info', (c) => c.json({ nodeId: 'practice', nodeName: 'practice', nodeType: 'DESIGN' }));
api.get('/futures/:id', query(z.object({ peek: z.stringbool().default(false) })), (c) =>
  c.json(stateOf(c.env.store, c.var.caller, c.req.param('id'), c.req.valid('query').peek)),
);
api.delete('/futures/:id', (c) => {
  abortFuture(c.env.store, c.var.caller, c.req.param('id'));
  return c.body(null, 204);
});
for (const part of [users, connections, sql, projects, datasets, tablesImport, recipes, jobs, folders, savedModels, codeEnvs])
  api.route('/', part);
/** Lists end in a slash; without it DSS itself answers 404 (facts, section 1). */
const list = /\/(projects|datasets|data|recipes|jobs|managedfolders|savedmodels|connections|code-envs|apikeys)$/;
api.all('*', (c) => {
  if (c.req.method !== 'DELETE' && list.test(c.req.path)) throw new DssError(404, `No route for ${c.req.method} ${c.req.path}`);
  throw new DssError(501, notPractised(operationOf(c.req.raw)));
});

// the Python client uses /dip/publicapi, the documentation /public/api
for (const base of ['/public/api', '/dip/publicapi']) dssApi.route(base, api);
dssApi.all('*', (c) => answerWith(c, new DssError(501, notPractised(operationOf(c.req.raw)))));
