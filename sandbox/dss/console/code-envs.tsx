/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { text } from '../../ui/form.ts';
import { Choice, Field, Table } from '../../ui/page.tsx';
import type { DssCodeEnv } from '../../world/dss.ts';
import { asOfNow, beginBuild } from '../code-env-builds.ts';
import { requireCodeEnvName } from '../code-envs.ts';
import { interpreters } from '../code-envs-api.ts';
import { DssError } from '../errors.ts';
import { requireRight } from '../rights.ts';
import { at, attempt, type C, callerIn, form, me, Trouble, type Variables, View } from './view.tsx';

/** A person's own code environments. */
export const codeEnvPages = service<Variables>();

const mine = (c: C) => c.env.store.world.dss.codeEnvs.filter((e) => e.owner === me(c).login).map((e) => asOfNow(c.env, e));

codeEnvPages.use('/codeenvs/*', async (c, next) => {
  requireRight(c.env, callerIn(c), 'Create code envs');
  return next();
});

function CodeEnvs({ c, trouble }: { c: C; trouble?: string }) {
  return (
    <View c={c} title="Code envs">
      <Trouble text={trouble} />
      {mine(c).length === 0 ? (
        <p class="card">None of yours yet.</p>
      ) : (
        <Table label="Code envs" heads={['Name', 'Python', 'Built']}>
          {mine(c).map((e) => (
            <tr>
              <td>
                <a href={at(c, `/codeenvs/${e.envName}/`)}>{e.envName}</a>
              </td>
              <td>{e.pythonInterpreter}</td>
              <td>{e.build ? 'being built' : e.actualPackageList ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New Python env</h2>
        <Field name="name" label="Name" required />
        <Choice name="python" label="Python" value="PYTHON311" options={interpreters.map((v) => ({ value: v, label: v }))} />
        <div class="row">
          <button>Create env</button>
        </div>
      </form>
    </View>
  );
}
codeEnvPages.get('/codeenvs/', (c) => c.html(<CodeEnvs c={c} />));
codeEnvPages.post('/codeenvs/', form(z.object({ name: text, python: text })), (c) =>
  attempt(
    c,
    () => {
      const { name: envName, python: pythonInterpreter } = c.req.valid('form');
      const { codeEnvs } = c.env.store.world.dss;
      requireCodeEnvName(envName);
      if (codeEnvs.some((e) => e.envName === envName)) throw new DssError(500, `Code env ${envName} already exists`);
      const made: DssCodeEnv = {
        ...{ envName, envLang: 'PYTHON', deploymentMode: 'DESIGN_MANAGED', pythonInterpreter, owner: me(c).login },
        ...{ installCorePackages: true, installJupyterSupport: true, specPackageList: '', actualPackageList: '', log: '' },
      };
      codeEnvs.push(made);
      c.env.store.save();
      return `/codeenvs/${envName}/`;
    },
    (trouble) => <CodeEnvs c={c} trouble={trouble} />,
  ),
);
function codeEnv(c: C): DssCodeEnv {
  const found = mine(c).find((e) => e.envName === c.req.param('name'));
  if (!found) throw new DssError(404, 'You have no such code env.');
  return found;
}
codeEnvPages.get('/codeenvs/:name/', (c) => {
  const e = codeEnv(c);
  return c.html(
    <View c={c} title={e.envName}>
      <form method="post" class="card">
        <p class="hint">{e.pythonInterpreter}, core packages and Jupyter support installed</p>
        <label for="packages">Requested packages</label>
        <textarea id="packages" name="packages" rows={8}>
          {e.specPackageList}
        </textarea>
        <div class="row">
          <button>Save and update</button>
          <button class="plain" formaction={at(c, `/codeenvs/${e.envName}/delete`)}>
            Delete
          </button>
        </div>
      </form>
      {e.build ? (
        <p class="card" role="status">
          DSS is building this environment. Reload the page to see how far it is.
        </p>
      ) : null}
      {e.log ? (
        <>
          <h2>Log</h2>
          <pre class="card scroll" tabindex={0}>
            <code>{e.log}</code>
          </pre>
        </>
      ) : null}
    </View>,
  );
});
codeEnvPages.post('/codeenvs/:name/', form(z.object({ packages: text })), (c) => {
  const e = codeEnv(c);
  e.specPackageList = c.req.valid('form').packages.replace(/\r\n/g, '\n');
  beginBuild(c.env, e);
  return c.redirect(at(c, `/codeenvs/${e.envName}/`), 303);
});

codeEnvPages.post('/codeenvs/:name/delete', (c) => {
  const e = codeEnv(c);
  const { dss } = c.env.store.world;
  dss.codeEnvs = dss.codeEnvs.filter((other) => other !== e);
  c.env.store.save();
  return c.redirect(at(c, '/codeenvs/'), 303);
});
