/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { text } from '../../ui/form.ts';
import type { DssProject } from '../../world/dss.ts';
import { DssError } from '../errors.ts';
import { requireRight } from '../rights.ts';
import { addModel, importVersion } from '../saved-models.ts';
import { at, type C, callerIn, form, project, Trouble, type Variables, View } from './view.tsx';

/** The Python notebook in which a model is imported. */
export const notebookPages = service<Variables>();

notebookPages.use('/projects/:key/notebook/*', async (c, next) => {
  requireRight(c.env, callerIn(c), 'Write isolated code', 'Create active Web content');
  return next();
});

const argument = (code: string, name: string) => new RegExp(`${name}\\s*=\\s*["']([^"']*)["']`).exec(code)?.[1] ?? '';

/** Runs the lab's import cell; no other cell is understood. */
function runImport(c: C, p: DssProject, code: string): string {
  const name = /create_mlflow_pyfunc_model\(\s*(?:name\s*=\s*)?["']([^"']+)["']/.exec(code)?.[1];
  if (!name || !/import_mlflow_version_from_managed_folder/.test(code))
    throw new DssError(500, 'NotImplementedError: the practice DSS runs the import cell of this lab only');
  const folderId = argument(code, 'managed_folder');
  const f = p.folders.find((k) => k.id === folderId);
  if (!f) throw new DssError(500, `DataikuException: managed folder ${p.projectKey}.${folderId} does not exist`);
  const m = addModel(c.env, p, name, /REGRESSION/.test(code) ? 'REGRESSION' : null);
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
          <a class="button plain" href={at(c, `/projects/${p.projectKey}/savedmodels/`)}>
            Saved models
          </a>
        </div>
      </form>
    </View>
  );
}
notebookPages.get('/projects/:key/notebook/', (c) => {
  const p = project(c, 'write');
  return c.html(<Notebook c={c} p={p} />);
});
notebookPages.post('/projects/:key/notebook/', form(z.object({ code: text })), (c) => {
  const p = project(c, 'write');
  const { code } = c.req.valid('form');
  try {
    return c.html(<Notebook c={c} p={p} code={code} output={runImport(c, p, code)} />);
  } catch (error) {
    if (!(error instanceof DssError)) throw error;
    return c.html(<Notebook c={c} p={p} code={code} trouble={error.message} />, 400);
  }
});
