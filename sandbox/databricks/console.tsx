/** @jsxImportSource hono/jsx */
import { roleOn } from '../azure/roles.ts';
import { inside } from '../azure/workspaces.ts';
import { requireSignIn } from '../entra/session.ts';
import { service } from '../practice.ts';
import { Page } from '../ui/page.tsx';
import { computePages } from './compute-pages.tsx';
import { memberOf, type Variables } from './context.ts';
import { experimentPages } from './experiment-pages.tsx';
import { notebookPages } from './notebook-pages.tsx';
import { warehousePages } from './warehouse-pages.tsx';

/** The workspace in a browser: compute, SQL warehouses, notebooks and experiments. Opening it makes a person a member. */
export const databricksConsole = service<Variables>();

databricksConsole.use('*', requireSignIn, async (c, next) => {
  const { person } = c.var;
  const found = inside(c.env.store, new URL(c.req.url).hostname);
  if (!found)
    return c.html(
      <Page title="There is no workspace here" service="Databricks workspace" who={person.upn}>
        It is still being deployed, was deleted, or never existed.
      </Page>,
      404,
    );
  if (!found.databricks.members.some((m) => m.oid === person.oid)) {
    if (roleOn(c.env.store, person, found.workspace.resourceGroup) !== 'Contributor')
      return c.html(
        <Page title="You are not a member of this workspace" service="Databricks workspace" who={person.upn}>
          Ask its administrator to add you.
        </Page>,
        403,
      );
    found.databricks.members.push({ upn: memberOf(person).upn, oid: person.oid, name: person.name });
    c.env.store.save();
  }
  c.set('person', memberOf(person));
  c.set('workspace', found.workspace);
  c.set('databricks', found.databricks);
  return next();
});

for (const pages of [computePages, warehousePages, notebookPages, experimentPages]) databricksConsole.route('/', pages);
