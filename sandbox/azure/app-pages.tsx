/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { addSecret } from '../entra/secrets.ts';
import { service } from '../practice.ts';
import { text } from '../ui/form.ts';
import { Choice, Field, Table } from '../ui/page.tsx';
import type { C, Variables } from './context.ts';
import { at, form, View } from './view.tsx';

/** App registrations, and each one's client secrets. */
export const appPages = service<Variables>();

appPages.get('/apps', (c) =>
  c.html(
    <View c={c} title="App registrations">
      <Table label="App registrations" heads={['Display name', 'Application (client) ID']}>
        {c.env.store.world.apps.map((a) => (
          <tr>
            <td>
              <a href={at(c, `/apps/${a.clientId}`)}>{a.name}</a>
            </td>
            <td>
              <code>{a.clientId}</code>
            </td>
          </tr>
        ))}
      </Table>
    </View>,
  ),
);

const day = 86_400_000;
const lifetimes = { '180': '180 days (6 months)', '7': '7 days', '730': '730 days (24 months)', '-1': 'already expired (for practice)' };

function Secrets({ c, made }: { c: C; made?: { id: string; value: string } }) {
  const app = c.env.store.world.apps.find((a) => a.clientId === c.req.param('id'));
  if (!app)
    return (
      <View c={c} title="Not found">
        There is no such application in this directory.
      </View>
    );
  return (
    <View c={c} title={`${app.name} | Certificates & secrets`}>
      <div class="card">
        <dl>
          <dt>Application (client) ID</dt>
          <dd>
            <code>{app.clientId}</code>
          </dd>
          <dt>API permissions</dt>
          <dd>AzureDatabricks: user_impersonation (Delegated){app.adminConsented ? ', granted for Practice' : ''}</dd>
          <dt>Redirect URIs</dt>
          <dd>{app.redirectUris.join(', ')}</dd>
        </dl>
      </div>
      {made ? (
        <p class="card good" role="status">
          Copy the new client secret value now. You won't be able to retrieve it after you leave this page.
        </p>
      ) : null}
      <h2>Client secrets</h2>
      <Table label="Client secrets" heads={['Description', 'Expires', 'Value', 'Secret ID']}>
        {app.secrets.map((s) => (
          <tr>
            <td>{s.description}</td>
            <td>{new Date(s.endsAt).toISOString().slice(0, 10)}</td>
            <td>
              <code>{made?.id === s.id ? made.value : `${s.hint}******************`}</code>
            </td>
            <td>
              <code>{s.id}</code>
            </td>
          </tr>
        ))}
      </Table>
      <form method="post" class="card" style="margin-top:16px">
        <h2>New client secret</h2>
        <Field name="description" label="Description" required />
        <Choice name="days" label="Expires" options={Object.entries(lifetimes).map(([value, label]) => ({ value, label }))} value="180" />
        <div class="row">
          <button>Add</button>
        </div>
      </form>
    </View>
  );
}

appPages.get('/apps/:id', (c) => c.html(<Secrets c={c} />));

const NewSecret = z.object({ description: text, days: text });

appPages.post('/apps/:id', form(NewSecret), (c) => {
  const { description, days } = c.req.valid('form');
  const app = c.env.store.world.apps.find((a) => a.clientId === c.req.param('id'));
  if (!app) return c.redirect(at(c, '/apps'));
  const endsAt = c.env.store.clock.now() + (days in lifetimes ? Number(days) : 180) * day;
  const made = addSecret(app.secrets, c.var.person, description.slice(0, 80), endsAt);
  c.env.store.save();
  return c.html(<Secrets c={c} made={made} />);
});
