/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { hrefFor } from '../../net/target.ts';
import { requestId, service } from '../../practice.ts';
import { text } from '../../ui/form.ts';
import { Field, Table } from '../../ui/page.tsx';
import { mayUse } from '../access.ts';
import { callback, connectAccount } from '../connections.ts';
import { scopeOf } from '../endpoint.ts';
import { at, type C, callerIn, form, me, query, Trouble, type Variables, View } from './view.tsx';

/** The profile: credentials for connections, and personal API keys. */
export const profilePages = service<Variables>();

/** The connections that people are being sent through Entra for, by the state that comes back. */
const begun = new Map<string, { connection: string; login: string }>();

const perUser = (c: C) => c.env.store.world.dss.connections.filter((k) => k.credentialsMode === 'PER_USER' && mayUse(k, callerIn(c)));

function Profile({ c, trouble, said, newKey }: { c: C; trouble?: string; said?: string; newKey?: string }) {
  const { login, email, credentials } = me(c);
  const keys = c.env.store.world.dss.keys.filter((k) => k.kind === 'personal' && k.login === login);
  return (
    <View c={c} title="Profile & Settings">
      <Trouble text={trouble} />
      {said ? (
        <p class="card good" role="status">
          {said}
        </p>
      ) : null}
      <dl class="card">
        <dt>Login</dt>
        <dd>{login}</dd>
        <dt>E-mail</dt>
        <dd>{email}</dd>
      </dl>
      <h2>Credentials</h2>
      {perUser(c).length === 0 ? (
        <p class="card">No connection asks for credentials of your own.</p>
      ) : (
        <Table label="Credentials" heads={['Connection', 'Credential', 'Actions']}>
          {perUser(c).map((k) => (
            <tr>
              <td>{k.name}</td>
              <td>{credentials[k.name] ? 'Connected' : 'Not connected'}</td>
              <td>
                <form method="post" action={at(c, `/profile/credentials/${k.name}`)} class="inline">
                  <button aria-label={`Edit ${k.name}`}>Edit</button>
                </form>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <h2>API keys</h2>
      {newKey ? (
        <p class="card good" role="status">
          Copy your new key now: <code>{newKey}</code>. It is not shown again.
        </p>
      ) : null}
      {keys.length === 0 ? null : (
        <ul>
          {keys.map((k) => (
            <li>{k.label || 'without a name'}</li>
          ))}
        </ul>
      )}
      <form method="post" action={at(c, '/profile/api-keys')} class="card">
        <Field name="label" label="Label" />
        <div class="row">
          <button>New personal API key</button>
        </div>
      </form>
    </View>
  );
}

profilePages.get('/profile/', (c) => c.html(<Profile c={c} />));

profilePages.post('/profile/credentials/:name', (c) => {
  const connection = perUser(c).find((k) => k.name === c.req.param('name'));
  const endpoint = URL.parse(String(connection?.params['authorizationEndpoint'] ?? ''));
  if (!connection || !endpoint) return c.html(<Profile c={c} trouble="This connection has no OAuth authorization endpoint." />, 400);
  const state = requestId();
  begun.set(state, { connection: connection.name, login: me(c).login });
  for (const [name, value] of Object.entries({
    client_id: String(connection.params['appId'] ?? ''),
    response_type: 'code',
    redirect_uri: callback,
    scope: scopeOf(c.env, connection),
    state,
  }))
    endpoint.searchParams.set(name, value);
  return c.redirect(hrefFor(c.env.way, endpoint.href), 303);
});

/** Where Entra sends the person back to. The code is redeemed with the connection's own client id and secret. */
const Callback = z.object({ code: text, state: text, error_description: z.string().optional() });

profilePages.get('/dip/api/oauth2-callback', query(Callback), async (c) => {
  const { code, state, error_description: refusal } = c.req.valid('query');
  const way = begun.get(state);
  begun.delete(state);
  if (!way || way.login !== me(c).login)
    return c.html(<Profile c={c} trouble="This way through Entra was not begun here. Connect again." />, 400);
  if (refusal) return c.html(<Profile c={c} trouble={`Could not connect ${way.connection}: ${refusal}`} />, 400);
  const connection = c.env.store.world.dss.connections.find((k) => k.name === way.connection);
  if (!connection) return c.html(<Profile c={c} trouble={`Connection ${way.connection} is gone.`} />, 400);
  const refused = await connectAccount(c.env, connection, me(c), code);
  if (refused) return c.html(<Profile c={c} trouble={`Could not connect ${connection.name}: ${refused.failure}`} />, 400);
  return c.html(<Profile c={c} said={`Connected ${connection.name}.`} />);
});

profilePages.post('/profile/api-keys', form(z.object({ label: text })), (c) => {
  const key = `dkuaps-${requestId().replaceAll('-', '')}`;
  c.env.store.world.dss.keys.push({ kind: 'personal', key, label: c.req.valid('form').label.slice(0, 80), login: me(c).login });
  c.env.store.save();
  return c.html(<Profile c={c} newKey={key} />);
});
