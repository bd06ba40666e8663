/** @jsxImportSource hono/jsx */
import { signedIn, signInHref } from '../../entra/session.ts';
import { service } from '../../practice.ts';
import { DssError, userFor } from '../access.ts';
import { connectionPages } from './connections.tsx';
import { jobPages } from './jobs.tsx';
import { modelPages } from './models.tsx';
import { profilePages } from './profile.tsx';
import { projectPages } from './projects.tsx';
import { recipePages } from './recipes.tsx';
import { at, type Variables, View } from './view.tsx';

/** DSS as a person uses it in the lab: projects, datasets, recipes, jobs, personal connections and their credentials. */
export const dssConsole = service<Variables>();

dssConsole.use('*', async (c, next) => {
  const person = signedIn(c);
  if (!person) return c.redirect(signInHref(c));
  c.set('user', userFor(c.env.store, person));
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
for (const pages of [projectPages, recipePages, jobPages, connectionPages, profilePages, modelPages]) dssConsole.route('/', pages);
