/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { text } from '../../ui/form.ts';
import { Choice, Field } from '../../ui/page.tsx';
import type { DssProject, DssRecipe } from '../../world/dss.ts';
import { connectionFor, mayUse } from '../access.ts';
import { addManagedDataset } from '../datasets.ts';
import { chooseEngine, endsOf, enginesOf, selectedEngine } from '../engines.ts';
import { DssError } from '../errors.ts';
import { startJob } from '../jobs.ts';
import { addRecipe, checkNew, isCode, pythonTemplate, recipeTypes } from '../recipes.ts';
import { requireRight } from '../rights.ts';
import { at, attempt, type C, callerIn, form, me, project, Trouble, type Variables, View } from './view.tsx';

/** Recipes: creating one, choosing its engine, and running it. */
export const recipePages = service<Variables>();

function NewRecipe({ c, p, trouble }: { c: C; p: DssProject; trouble?: string }) {
  const { connections } = c.env.store.world.dss;
  const usable = connections.filter((k) => mayUse(k, callerIn(c)));
  return (
    <View c={c} title="New recipe">
      <Trouble text={trouble} />
      <form method="post" class="card">
        <Choice name="type" label="Recipe type" options={Object.entries(recipeTypes).map(([value, label]) => ({ value, label }))} />
        <Choice name="input" label="Input dataset" options={p.datasets.map((d) => ({ value: d.name, label: d.name }))} />
        <Field name="output" label="Name of the output dataset" required />
        <Choice name="connection" label="Store into" options={usable.map((k) => ({ value: k.name, label: k.name }))} />
        <Choice
          name="format"
          label="Format (for files)"
          options={[
            { value: 'csv', label: 'CSV' },
            { value: 'parquet', label: 'Parquet' },
          ]}
        />
        <div class="row">
          <button>Create recipe</button>
        </div>
      </form>
    </View>
  );
}

recipePages.get('/projects/:key/recipes/new', (c) => {
  const p = project(c, 'write');
  return c.html(<NewRecipe c={c} p={p} />);
});

const New = z.object({ type: text, input: text, output: text, connection: text, format: text });

recipePages.post('/projects/:key/recipes/new', form(New), (c) => {
  const p = project(c, 'write');
  const { type, input, output, connection: into, format } = c.req.valid('form');
  return attempt(
    c,
    () => {
      if (!(type in recipeTypes)) throw new DssError(500, 'Choose a recipe type.');
      if (isCode(type)) requireRight(c.env, callerIn(c), 'Write isolated code');
      const connection = connectionFor(c.env.store.world.dss, into, callerIn(c));
      const name = `compute_${output}`;
      checkNew(p, { name, inputs: [input], outputs: [] });
      addManagedDataset(c.env, p, me(c).login, output, connection, format);
      const payload = isCode(type) ? pythonTemplate(input, output) : '{}';
      const made = addRecipe(c.env, p, me(c).login, {
        name,
        type,
        inputs: [input],
        outputs: [output],
        params: {},
        payload,
      });
      return `/projects/${p.projectKey}/recipes/${made.name}/`;
    },
    (trouble) => <NewRecipe c={c} p={p} trouble={trouble} />,
  );
});

function recipe(c: C, p: DssProject): DssRecipe {
  const found = p.recipes.find((r) => r.name === c.req.param('name'));
  if (!found) throw new DssError(404, 'There is no such recipe.');
  return found;
}

function RecipePage({ c, p, r, trouble }: { c: C; p: DssProject; r: DssRecipe; trouble?: string }) {
  const engines = enginesOf(endsOf(c.env.store.world.dss, p, r), r.type);
  const selected = selectedEngine(engines, r);
  return (
    <View c={c} title={`${r.name} (${recipeTypes[r.type] ?? r.type})`}>
      <Trouble text={trouble ?? (selected?.obstacle ? `${selected.label}: ${selected.obstacle}` : undefined)} />
      <p>
        From {r.inputs.join(', ')} to {r.outputs.join(', ')}.
      </p>
      {isCode(r.type) ? (
        <pre class="card">
          <code>{r.payload}</code>
        </pre>
      ) : null}
      <form method="post" class="card">
        {engines.length > 0 ? (
          <Choice
            name="engine"
            label="Recipe engine"
            value={selected?.type ?? ''}
            options={engines.map((e) => ({ value: e.type, label: e.obstacle ? `${e.label} (not available here)` : e.label }))}
          />
        ) : null}
        <div class="row">
          <button name="act" value="run">
            Run
          </button>
          {engines.length > 0 ? (
            <button name="act" value="save" class="plain">
              Save
            </button>
          ) : null}
          <a class="button plain" href={at(c, `/projects/${p.projectKey}/`)}>
            Back to the project
          </a>
        </div>
      </form>
    </View>
  );
}

recipePages.get('/projects/:key/recipes/:name/', (c) => {
  const p = project(c);
  return c.html(<RecipePage c={c} p={p} r={recipe(c, p)} />);
});
recipePages.post('/projects/:key/recipes/:name/', form(z.object({ engine: text, act: text })), (c) => {
  const p = project(c, 'write');
  const r = recipe(c, p);
  const { engine, act } = c.req.valid('form');
  return attempt(
    c,
    async () => {
      if (engine) chooseEngine(r, engine);
      c.env.store.save();
      if (act !== 'run') return `/projects/${p.projectKey}/recipes/${r.name}/`;
      const job = await startJob(c.env, p, me(c).login, r.outputs[0] ?? '', 'NON_RECURSIVE_FORCED_BUILD');
      return `/projects/${p.projectKey}/jobs/${job.id}/`;
    },
    (trouble) => <RecipePage c={c} p={p} r={r} trouble={trouble} />,
  );
});
