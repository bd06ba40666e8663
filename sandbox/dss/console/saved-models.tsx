/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { Table } from '../../ui/page.tsx';
import { at, project, type Variables, View } from './view.tsx';

/** Saved models and their versions. */
export const savedModelPages = service<Variables>();

savedModelPages.get('/projects/:key/savedmodels/', (c) => {
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
                <form method="post" action={at(c, `/projects/${p.projectKey}/savedmodels/${m.id}/delete`)} class="inline">
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
savedModelPages.post('/projects/:key/savedmodels/:id/delete', (c) => {
  const p = project(c, 'write');
  p.savedModels = p.savedModels.filter((m) => m.id !== c.req.param('id'));
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/savedmodels/`), 303);
});
