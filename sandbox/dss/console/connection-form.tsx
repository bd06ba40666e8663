/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { text, tick } from '../../ui/form.ts';
import { Choice, Field, Tick } from '../../ui/page.tsx';
import type { DssConnection } from '../../world/dss.ts';
import { scope } from '../endpoint.ts';
import { at, type C, Trouble, View } from './view.tsx';

export const param = (k: DssConnection | undefined, name: string) => String(k?.params[name] ?? '');

/** The settings of a Databricks connection, named as in DSS. */
export function ConnectionForm({
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
          <Field name="host" label="Host" required value={param(k, 'host')} />
          <Field name="port" label="Port" required value={k ? param(k, 'port') : '443'} />
          <Field name="httpPath" label="HTTP path" required value={param(k, 'httpPath')} />
          <Choice
            name="authType"
            label="Auth type"
            value={param(k, 'authType')}
            options={[
              { value: 'PERSONAL_ACCESS_TOKEN', label: 'Personal access token' },
              { value: 'OAUTH2_APP', label: 'OAuth' },
            ]}
          />
          <Field name="appId" label="Client id" value={param(k, 'appId')} />
          <Field
            name="appSecret"
            label="Client secret"
            type="password"
            {...(param(k, 'appSecret') ? { hint: 'Kept. Type another to replace it.' } : {})}
          />
          <Field name="authorizationEndpoint" label="OAuth authorization endpoint" value={param(k, 'authorizationEndpoint')} />
          <Field name="tokenEndpoint" label="OAuth token endpoint" value={param(k, 'tokenEndpoint')} />
          <Field name="scope" label="Scope" value={k || !c.env.store.world.rules.dssAddsScope ? param(k, 'scope') : scope} />
        </fieldset>
        <fieldset>
          <legend>Advanced params</legend>
          <Tick name="useAutoFastWrite" label="Automatic fast-write" checked={k?.params['useAutoFastWrite'] === true} />
          <Field name="autoFastWriteConnection" label="Auto fast write connection" value={param(k, 'autoFastWriteConnection')} />
          <Field name="autoFastWritePath" label="Path in connection" value={param(k, 'autoFastWritePath')} />
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

/** The submitted form, as a connection stores it. An empty secret keeps the old one. */
export const Connection = z
  .object({
    name: text,
    host: text,
    port: text,
    httpPath: text,
    authType: text,
    appId: text,
    appSecret: text,
    authorizationEndpoint: text,
    tokenEndpoint: text,
    scope: text,
    useAutoFastWrite: tick,
    autoFastWriteConnection: text,
    autoFastWritePath: text,
    credentialsMode: z.enum(['GLOBAL', 'PER_USER']).default('GLOBAL'),
  })
  .transform(({ name, appSecret, credentialsMode, ...params }) => ({
    name,
    secret: appSecret,
    credentialsMode,
    params: { ...params, ssl: true },
  }));
