/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { Choice, Field, Table, Tick } from '../../ui/page.tsx';
import type { DssConnection } from '../../world/dss.ts';
import { DssError } from '../access.ts';
import { addConnection, test } from '../connections.ts';
import { scope } from '../endpoint.ts';
import { at, attempt, type C, callerIn, fields, me, Trouble, type Variables, View } from './view.tsx';

/** Personal connections: one's own only. That `common-adls` is there one has to be told, as on the real instance. */
export const connectionPages = service<Variables>();

const mine = (c: C) => c.env.store.world.dss.connections.filter((k) => k.createdBy === me(c).login);
function own(c: C): DssConnection {
  const found = mine(c).find((k) => k.name === c.req.param('name'));
  if (!found) throw new DssError(404, 'You have no such connection.');
  return found;
}
const text = (k: DssConnection | undefined, name: string) => String(k?.params[name] ?? '');

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
              <td>{text(k, 'httpPath')}</td>
              <td>{k.credentialsMode === 'PER_USER' ? 'Per user' : 'Global'}</td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  ),
);

/** The fields of step 2.1, as DSS names them. */
function ConnectionForm({
  c,
  connection: k,
  trouble,
  said,
}: {
  c: C;
  connection?: DssConnection | undefined;
  trouble?: string;
  said?: string;
}) {
  return (
    <View c={c} title={k ? `Connection ${k.name}` : 'New connection'}>
      <Trouble text={trouble} />
      {said ? (
        <p class="card good" role="status">
          {said}
        </p>
      ) : null}
      <form method="post" class="card">
        {k ? null : <Field name="name" label="New connection name" required />}
        <p class="hint">Type: Databricks</p>
        <fieldset>
          <legend>Basic params</legend>
          <Field name="host" label="Host" required value={text(k, 'host')} />
          <Field name="port" label="Port" required value={k ? text(k, 'port') : '443'} />
          <Field name="httpPath" label="HTTP path" required value={text(k, 'httpPath')} />
          <Choice
            name="authType"
            label="Auth type"
            value={text(k, 'authType')}
            options={[
              { value: 'PERSONAL_ACCESS_TOKEN', label: 'Personal access token' },
              { value: 'OAUTH2_APP', label: 'OAuth' },
            ]}
          />
          <Field name="appId" label="Client id" value={text(k, 'appId')} />
          <Field
            name="appSecret"
            label="Client secret"
            type="password"
            {...(text(k, 'appSecret') ? { hint: 'Kept. Type another to replace it.' } : {})}
          />
          <Field name="authorizationEndpoint" label="OAuth authorization endpoint" value={text(k, 'authorizationEndpoint')} />
          <Field name="tokenEndpoint" label="OAuth token endpoint" value={text(k, 'tokenEndpoint')} />
        </fieldset>
        <fieldset>
          <legend>Advanced params</legend>
          <Tick name="useAutoFastWrite" label="Automatic fast-write" checked={k?.params['useAutoFastWrite'] === true} />
          <Field name="autoFastWriteConnection" label="Automatic fast-write connection" value={text(k, 'autoFastWriteConnection')} />
          <Field name="autoFastWritePath" label="Path in connection" value={text(k, 'autoFastWritePath')} />
        </fieldset>
        <fieldset>
          <legend>Credentials</legend>
          <Choice
            name="credentialsMode"
            label="Credentials mode"
            value={k?.credentialsMode ?? 'GLOBAL'}
            options={[
              { value: 'GLOBAL', label: 'Global' },
              { value: 'PER_USER', label: 'Per user' },
            ]}
          />
        </fieldset>
        <div class="row">
          <button>{k ? 'Save' : 'Create'}</button>
          {k ? (
            <button class="plain" formaction={at(c, `/connections/${k.name}/test`)}>
              Test
            </button>
          ) : null}
          {k ? (
            <button class="plain" formaction={at(c, `/connections/${k.name}/delete`)}>
              Delete
            </button>
          ) : null}
        </div>
      </form>
    </View>
  );
}

async function asked(c: C) {
  const field = await fields(c);
  const names = [
    'host',
    'port',
    'httpPath',
    'authType',
    'appId',
    'authorizationEndpoint',
    'tokenEndpoint',
    'autoFastWriteConnection',
    'autoFastWritePath',
  ];
  return {
    name: field('name'),
    secret: field('appSecret'),
    params: {
      ...Object.fromEntries(names.map((name) => [name, field(name)])),
      scope,
      ssl: true,
      useAutoFastWrite: field('useAutoFastWrite') === 'on',
    },
    credentialsMode: field('credentialsMode') === 'PER_USER' ? ('PER_USER' as const) : ('GLOBAL' as const),
  };
}

connectionPages.get('/connections/new', (c) => c.html(<ConnectionForm c={c} />));
connectionPages.post('/connections/new', (c) =>
  attempt(
    c,
    async () => {
      const { name, secret, params, credentialsMode } = await asked(c);
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
connectionPages.post('/connections/:name', async (c) => {
  const k = own(c);
  const { secret, params, credentialsMode } = await asked(c);
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
  const { dss } = c.env.store.world;
  const k = own(c);
  dss.connections = dss.connections.filter((other) => other !== k);
  c.env.store.save();
  return c.redirect(at(c, '/connections/'), 303);
});
