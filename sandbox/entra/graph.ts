import { counted } from '../coverage/count.ts';
import { notPractised, operationOf } from '../not-practised.ts';
import { service } from '../practice.ts';
import { mailOf } from '../world/cast.ts';
import { resources } from './resources.ts';
import { bearerOf } from './tokens.ts';

/** Microsoft Graph, reduced to `/me`. */
export const graph = service();

graph.use('*', counted('graph'));
graph.get('/v1.0/me', async (c) => {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'graph');
  if (bearer.kind !== 'person') {
    return c.json(
      { error: { code: 'InvalidAuthenticationToken', message: 'Access token is empty, expired or of another audience.' } },
      401,
    );
  }
  const { upn, name, oid } = bearer.person;
  return c.json({
    '@odata.context': `${resources.graph.audience}/v1.0/$metadata#users/$entity`,
    id: oid,
    displayName: name,
    userPrincipalName: upn,
    mail: mailOf(bearer.person),
  });
});

graph.all('*', (c) => c.json({ error: { code: 'notImplemented', message: notPractised(operationOf(c.req.raw)) } }, 501));
