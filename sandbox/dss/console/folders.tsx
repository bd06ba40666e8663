/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { bytesOf, fileAt, filesBelow } from '../../storage/files.ts';
import { text } from '../../ui/form.ts';
import { Choice, Field, Table } from '../../ui/page.tsx';
import type { DssFolder, DssProject } from '../../world/dss.ts';
import { mayUse } from '../access.ts';
import { DssError } from '../errors.ts';
import { addFolder, filesOf } from '../folders.ts';
import { at, attempt, type C, callerIn, form, project, query, Trouble, type Variables, View } from './view.tsx';

/** Managed folders: the list, and each one's settings and files. */
export const folderPages = service<Variables>();

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
folderPages.get('/projects/:key/folders/', (c) => {
  const p = project(c);
  return c.html(<Folders c={c} p={p} />);
});
folderPages.post('/projects/:key/folders/', form(z.object({ name: text, connection: text })), (c) => {
  const p = project(c, 'write');
  const { name, connection } = c.req.valid('form');
  return attempt(
    c,
    () => {
      const params = { connection, path: `/\${projectKey}/\${odbId}` };
      return `/projects/${p.projectKey}/managedfolder/${addFolder(c.env, p, callerIn(c), name, params).id}/`;
    },
    (trouble) => <Folders c={c} p={p} trouble={trouble} />,
  );
});

function folder(c: C, p: DssProject): DssFolder {
  const found = p.folders.find((f) => f.id === c.req.param('id'));
  if (!found) throw new DssError(404, 'There is no such folder.');
  return found;
}
folderPages.get('/projects/:key/managedfolder/:id/', query(z.object({ file: z.string().default('') })), (c) => {
  const p = project(c);
  const f = folder(c, p);
  const { files, root } = filesOf(c.env, callerIn(c), p, f);
  const shown = fileAt(files, `${root}/${c.req.valid('query').file}`);
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
folderPages.post('/projects/:key/managedfolder/:id/', form(z.object({ path: text })), (c) => {
  const p = project(c, 'write');
  const f = folder(c, p);
  f.params.path = c.req.valid('form').path;
  c.env.store.save();
  return c.redirect(path(c, p, `managedfolder/${f.id}/`), 303);
});
