/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { Table } from '../../ui/page.tsx';
import type { DssConnection } from '../../world/dss.ts';
import { addConnection, deleteConnection, test } from '../connections.ts';
import { DssError } from '../errors.ts';
import { Connection, ConnectionForm, param } from './connection-form.tsx';
import { at, attempt, type C, callerIn, form, me, type Variables, View } from './view.tsx';

/** A person's own connections. `common-adls` is usable but not listed, as on the real instance. */
export const connectionPages = service<Variables>();

const mine = (c: C) => c.env.store.world.dss.connections.filter((k) => k.createdBy === me(c).login);
function own(c: C): DssConnection {
  const found = mine(c).find((k) => k.name === c.req.param('name'));
  if (!found) throw new DssError(404, 'You have no such connection.');
  return found;
}

connectionPages.get('/connections/', (c) =>
  c.html(
    <View c={c} title="Connections">
      <p>
        <a class="button" href={at(c, '/connections/new')}>
          New connection
        </a>
      </p>
      <p class="hint">You see the connections that you made. Others may exist that you can use and not see.</p>
      {mine(c).length === 0 ? null : (
        <Table label="Connections" heads={['Name', 'Type', 'HTTP path', 'Credentials']}>
          {mine(c).map((k) => (
            <tr>
              <td>
                <a href={at(c, `/connections/${k.name}`)}>{k.name}</a>
              </td>
              <td>{k.type}</td>
              <td>{param(k, 'httpPath')}</td>
              <td>{k.credentialsMode === 'PER_USER' ? 'Per user' : 'Global'}</td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  ),
);

connectionPages.get('/connections/new', (c) => c.html(<ConnectionForm c={c} />));
connectionPages.post('/connections/new', form(Connection), (c) =>
  attempt(
    c,
    () => {
      const { name, secret, params, credentialsMode } = c.req.valid('form');
      addConnection(c.env, me(c).login, {
        name,
        type: 'Databricks',
        params: { ...params, appSecret: secret },
        credentialsMode,
        usableBy: 'CREATOR',
      });
      return `/connections/${name}`;
    },
    (trouble) => <ConnectionForm c={c} trouble={trouble} />,
  ),
);

connectionPages.get('/connections/:name', (c) => {
  const k = own(c);
  return c.html(<ConnectionForm c={c} connection={k} />);
});
connectionPages.post('/connections/:name', form(Connection), (c) => {
  const k = own(c);
  const { secret, params, credentialsMode } = c.req.valid('form');
  k.params = { ...params, appSecret: secret || k.params['appSecret'] };
  k.credentialsMode = credentialsMode;
  c.env.store.save();
  return c.html(<ConnectionForm c={c} connection={k} said="Saved." />);
});
connectionPages.post('/connections/:name/test', async (c) => {
  const k = own(c);
  const tested = await test(c.env, k, callerIn(c));
  return c.html(
    tested.connectionOK ? (
      <ConnectionForm c={c} connection={k} said="Connection OK." />
    ) : (
      <ConnectionForm c={c} connection={k} trouble={`Connection failed: ${tested.connectionErrorMsg}`} />
    ),
  );
});
connectionPages.post('/connections/:name/delete', (c) => {
  deleteConnection(c.env, own(c));
  return c.redirect(at(c, '/connections/'), 303);
});
