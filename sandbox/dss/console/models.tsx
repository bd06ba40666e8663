/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { bytesOf, filesBelow } from '../../storage/files.ts';
import { Choice, Field, Table } from '../../ui/page.tsx';
import type { DssCodeEnv, DssFolder, DssProject } from '../../world/dss.ts';
import { DssError, mayUse } from '../access.ts';
import { resolve } from '../code-envs.ts';
import { addFolder, addModel, importVersion, inside } from '../models.ts';
import { at, attempt, type C, callerIn, fields, me, project, Trouble, type Variables, View } from './view.tsx';

/** Managed folders, code environments, the notebook that imports a model, and saved models. */
export const modelPages = service<Variables>();

const path = (c: C, p: DssProject, rest: string) => at(c, `/projects/${p.projectKey}/${rest}`);

function Folders({ c, p, trouble }: { c: C; p: DssProject; trouble?: string }) {
  const usable = c.env.store.world.dss.connections.filter((k) => k.type === 'Azure' && mayUse(k, callerIn(c)));
  return (
    <View c={c} title={`Managed folders of ${p.name}`}>
      <Trouble text={trouble} />
      {p.folders.length === 0 ? (
        <p class="card">None yet.</p>
      ) : (
        <Table label="Managed folders" heads={['Name', 'Connection', 'Path']}>
          {p.folders.map((f) => (
            <tr>
              <td>
                <a href={path(c, p, `managedfolder/${f.id}/`)}>{f.name}</a>
              </td>
              <td>{f.params.connection}</td>
              <td>{f.params.path}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New managed folder</h2>
        <Field name="name" label="Name" required />
        <Choice name="connection" label="Store into" options={usable.map((k) => ({ value: k.name, label: k.name }))} />
        <div class="row">
          <button>Create folder</button>
        </div>
      </form>
    </View>
  );
}
modelPages.get('/projects/:key/folders/', (c) => {
  const p = project(c);
  return c.html(<Folders c={c} p={p} />);
});
modelPages.post('/projects/:key/folders/', (c) => {
  const p = project(c, 'write');
  return attempt(
    c,
    async () => {
      const field = await fields(c);
      const params = { connection: field('connection'), path: `/\${projectKey}/\${odbId}` };
      return `/projects/${p.projectKey}/managedfolder/${addFolder(c.env, p, callerIn(c), field('name'), params).id}/`;
    },
    (trouble) => <Folders c={c} p={p} trouble={trouble} />,
  );
});

function folder(c: C, p: DssProject): DssFolder {
  const found = p.folders.find((f) => f.id === c.req.param('id'));
  if (!found) throw new DssError(404, 'There is no such folder.');
  return found;
}
modelPages.get('/projects/:key/managedfolder/:id/', (c) => {
  const p = project(c);
  const f = folder(c, p);
  const { files, root } = inside(c.env, callerIn(c), p, f);
  const shown = files[`${root}/${c.req.query('file') ?? ''}`];
  const contents = filesBelow(files, root);
  return c.html(
    <View c={c} title={f.name}>
      <p class="hint">Id {f.id}</p>
      <form method="post" class="card">
        <p>Connection: {f.params.connection}</p>
        <Field name="path" label="Path in connection" required value={f.params.path} />
        <div class="row">
          <button>Save settings</button>
        </div>
      </form>
      <h2>Files</h2>
      {contents.length === 0 ? (
        <p class="card">Nothing here.</p>
      ) : (
        <ul>
          {contents.slice(0, 200).map(({ path: file }) => (
            <li>
              <a href={path(c, p, `managedfolder/${f.id}/?file=${encodeURIComponent(file)}`)}>{file}</a>
            </li>
          ))}
        </ul>
      )}
      {shown ? (
        <pre class="card scroll" tabindex={0}>
          <code>{bytesOf(shown).toString('utf8').slice(0, 20_000)}</code>
        </pre>
      ) : null}
    </View>,
  );
});
modelPages.post('/projects/:key/managedfolder/:id/', async (c) => {
  const p = project(c, 'write');
  const f = folder(c, p);
  f.params.path = (await fields(c))('path');
  c.env.store.save();
  return c.redirect(path(c, p, `managedfolder/${f.id}/`), 303);
});

// --- code environments ----------------------------------------------------------------------------------------------

const mine = (c: C) => c.env.store.world.dss.codeEnvs.filter((e) => e.owner === me(c).login);
const pythons = ['PYTHON39', 'PYTHON310', 'PYTHON311', 'PYTHON312'];

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
              <td>{e.actualPackageList ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New Python env</h2>
        <Field name="name" label="Name" required />
        <Choice name="python" label="Python" value="PYTHON311" options={pythons.map((v) => ({ value: v, label: v }))} />
        <div class="row">
          <button>Create env</button>
        </div>
      </form>
    </View>
  );
}
modelPages.get('/codeenvs/', (c) => c.html(<CodeEnvs c={c} />));
modelPages.post('/codeenvs/', (c) =>
  attempt(
    c,
    async () => {
      const field = await fields(c);
      const { codeEnvs } = c.env.store.world.dss;
      const envName = field('name');
      if (!/^[\w-]{1,60}$/.test(envName)) throw new DssError(500, 'A code env name has letters, digits, hyphens and underscores.');
      if (codeEnvs.some((e) => e.envName === envName)) throw new DssError(500, `Code env ${envName} already exists`);
      const pythonInterpreter = field('python');
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
modelPages.get('/codeenvs/:name/', (c) => {
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
modelPages.post('/codeenvs/:name/', async (c) => {
  const e = codeEnv(c);
  e.specPackageList = (await fields(c))('packages').replace(/\r\n/g, '\n');
  const { packages, log } = resolve(e);
  Object.assign(e, { actualPackageList: packages.join('\n'), log });
  c.env.store.save();
  return c.redirect(at(c, `/codeenvs/${e.envName}/`), 303);
});

modelPages.post('/codeenvs/:name/delete', (c) => {
  const e = codeEnv(c);
  const { dss } = c.env.store.world;
  dss.codeEnvs = dss.codeEnvs.filter((other) => other !== e);
  c.env.store.save();
  return c.redirect(at(c, '/codeenvs/'), 303);
});

// --- the notebook, and what it makes --------------------------------------------------------------------------------

const argument = (code: string, name: string) => new RegExp(`${name}\\s*=\\s*["']([^"']*)["']`).exec(code)?.[1] ?? '';

/** Runs the import cell, as far as it is the lab's. */
function runImport(c: C, p: DssProject, code: string): string {
  const name = /create_mlflow_pyfunc_model\(\s*(?:name\s*=\s*)?["']([^"']+)["']/.exec(code)?.[1];
  if (!name || !/import_mlflow_version_from_managed_folder/.test(code))
    throw new DssError(500, 'NotImplementedError: the practice DSS runs the import cell of this lab only');
  const folderId = argument(code, 'managed_folder');
  const f = p.folders.find((k) => k.id === folderId);
  if (!f) throw new DssError(500, `DataikuException: managed folder ${p.projectKey}.${folderId} does not exist`);
  const m = addModel(c.env, p, name, 'MLFLOW_PYFUNC', /REGRESSION/.test(code) ? 'REGRESSION' : null);
  const wanted = {
    id: argument(code, 'version_id'),
    folder: f,
    path: argument(code, 'path'),
    codeEnvName: argument(code, 'code_env_name'),
    isActive: true,
  };
  importVersion(c.env, callerIn(c), p, m, wanted);
  return `Imported version ${wanted.id} of ${name}.`;
}

function Notebook({ c, p, code, output, trouble }: { c: C; p: DssProject; code?: string; output?: string; trouble?: string }) {
  return (
    <View c={c} title="Python notebook">
      <Trouble text={trouble} />
      {output ? (
        <p class="card good" role="status">
          {output}
        </p>
      ) : null}
      <form method="post" class="card">
        <label for="code">Cell</label>
        <textarea id="code" name="code" rows={14} spellcheck={false} style="max-width:100%;font-family:monospace">
          {code ?? ''}
        </textarea>
        <div class="row">
          <button>Run cell</button>
          <a class="button plain" href={path(c, p, 'savedmodels/')}>
            Saved models
          </a>
        </div>
      </form>
    </View>
  );
}
modelPages.get('/projects/:key/notebook/', (c) => {
  const p = project(c, 'write');
  return c.html(<Notebook c={c} p={p} />);
});
modelPages.post('/projects/:key/notebook/', async (c) => {
  const p = project(c, 'write');
  const code = (await fields(c))('code');
  try {
    return c.html(<Notebook c={c} p={p} code={code} output={runImport(c, p, code)} />);
  } catch (error) {
    if (!(error instanceof DssError)) throw error;
    return c.html(<Notebook c={c} p={p} code={code} trouble={error.message} />, 400);
  }
});

modelPages.get('/projects/:key/savedmodels/', (c) => {
  const p = project(c);
  return c.html(
    <View c={c} title={`Saved models of ${p.name}`}>
      {p.savedModels.length === 0 ? (
        <p class="card">None yet.</p>
      ) : (
        <Table label="Saved models" heads={['Name', 'Kind', 'Versions', 'Actions']}>
          {p.savedModels.map((m) => (
            <tr>
              <td>{m.name}</td>
              <td>{m.savedModelType}</td>
              <td>{m.versions.map((v) => `${v.id}${v.isActive ? ' (active)' : ''}, env ${v.codeEnvName}`).join('; ') || 'none'}</td>
              <td>
                <form method="post" action={path(c, p, `savedmodels/${m.id}/delete`)} class="inline">
                  <button class="plain" aria-label={`Delete ${m.name}`}>
                    Delete
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  );
});
modelPages.post('/projects/:key/savedmodels/:id/delete', (c) => {
  const p = project(c, 'write');
  p.savedModels = p.savedModels.filter((m) => m.id !== c.req.param('id'));
  c.env.store.save();
  return c.redirect(path(c, p, 'savedmodels/'), 303);
});
