/** @jsxImportSource hono/jsx */
import { requireSignIn } from '../../entra/session.ts';
import { service } from '../../practice.ts';
import { userFor } from '../access.ts';
import { DssError } from '../errors.ts';
import { codeEnvPages } from './code-envs.tsx';
import { connectionPages } from './connections.tsx';
import { datasetPages } from './datasets.tsx';
import { folderPages } from './folders.tsx';
import { jobPages } from './jobs.tsx';
import { notebookPages } from './notebook.tsx';
import { profilePages } from './profile.tsx';
import { projectPages } from './projects.tsx';
import { recipePages } from './recipes.tsx';
import { savedModelPages } from './saved-models.tsx';
import { at, type Variables, View } from './view.tsx';

/** DSS in a browser, as far as the lab goes through it. */
export const dssConsole = service<Variables>();

dssConsole.use('*', requireSignIn, async (c, next) => {
  c.set('user', userFor(c.env.store, c.var.person));
  return next();
});

dssConsole.onError((error, c) => {
  if (!(error instanceof DssError)) throw error;
  return c.html(
    <View c={c} title="That did not work">
      {error.message}
    </View>,
    error.status,
  );
});

dssConsole.get('/', (c) => c.redirect(at(c, '/projects/')));
const parts = [
  projectPages,
  datasetPages,
  recipePages,
  jobPages,
  connectionPages,
  profilePages,
  folderPages,
  codeEnvPages,
  notebookPages,
  savedModelPages,
];
for (const pages of parts) dssConsole.route('/', pages);
