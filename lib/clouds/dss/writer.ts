import { z } from 'zod';
import { credentialOf } from '../access';
import { errorOf, parseJson } from '../answer';
import type { Evidence, Run, Write } from '../http';
import type { Login } from './account';
import { dssOf } from './client';
import { service } from './service';

/** A dataset as it is to be made. */
export interface DatasetWish {
  name: string;
  type: string;
  params: Record<string, string>;
}

/** A recipe as it is to be made, with a new dataset for its output. */
export interface RecipeWish {
  type: string;
  input: string;
  output: string;
  /** Where the output is stored. */
  connection: string;
  /** How, as DSS calls it: `PARQUET_HIVE`, for one. */
  format: string;
}

/** What a change answers. It differs from one change to the next, and nothing reads it. */
const Said = z.looseObject({}).nullish();
/** The messages of a code environment's update say whether it failed. */
const Updated = z.looseObject({ messages: z.looseObject({ error: z.boolean().nullish() }).nullish() }).nullish();
const Id = z.object({ id: z.string().min(1).max(300) });
const Any = z.record(z.string(), z.unknown());

/** What changes something in DSS. Routes and bodies from the official Python client (dataiku-api-client-python, dss/). */
export function dssWriterOf(run: Run, record: Evidence[], login: Login | undefined) {
  const key = () => credentialOf(service, run.access);
  const urlOf = async (path: string) => `${(await key()).origin}/public/api${path}`;
  const at = (project: string, ...rest: string[]) => `/projects/${[project, ...rest].map(encodeURIComponent).join('/')}`;

  async function write<T>(path: string, change: Write, schema: z.ZodType<T>, { asKey = false } = {}): Promise<T> {
    const answer = await run.ask(
      {
        service,
        onBehalfOf: asKey ? undefined : login,
        url: await urlOf(path),
        schema,
        reads: 'json-or-nothing',
        write: change,
      },
      record,
    );
    if (!answer) throw errorOf(service, 'garbled'); // a change has no absence, see Question.isAbsent
    return answer.body;
  }
  async function tell(path: string, change: Write, more?: { asKey?: boolean }): Promise<void> {
    await write(path, change, Said, more);
  }
  async function read<T>(path: string, schema: z.ZodType<T>, { asKey = false } = {}): Promise<T> {
    const answer = await run.ask({ service, onBehalfOf: asKey ? undefined : login, url: await urlOf(path), schema, isFresh: true }, record);
    if (!answer) throw errorOf(service, 'garbled');
    return answer.body;
  }
  const codeEnvAt = (name: string) => `/admin/code-envs/PYTHON/${encodeURIComponent(name)}`;
  const connectionAt = (name: string) => `/admin/connections/${encodeURIComponent(name)}`;

  return {
    ...dssOf(run, record, login),

    createProject: (project: string, name: string): Promise<void> =>
      tell('/projects/', { method: 'POST', body: { projectKey: project, name, owner: login } }),
    /** With its managed datasets; the files of its managed folders stay. */
    deleteProject: (project: string): Promise<void> =>
      tell(`${at(project)}?clearManagedDatasets=true&clearOutputManagedFolders=false&wait=true`, { method: 'DELETE' }),
    createDataset: (project: string, wish: DatasetWish): Promise<void> =>
      tell(`${at(project, 'datasets')}/`, { method: 'POST', body: { projectKey: project, managed: false, ...wish } }),
    /** Finds the columns of a table, and saves them. */
    async detectSchema(project: string, dataset: string): Promise<void> {
      const Detected = z.object({ schemaDetection: z.object({ newSchema: Any }) });
      const path = at(project, 'datasets', dataset);
      const { schemaDetection } = await write(`${path}/actions/testAndDetectSettings/externalSQL`, { method: 'POST', body: {} }, Detected);
      await tell(`${path}/schema`, { method: 'PUT', body: schemaDetection.newSchema });
    },
    /** @returns the recipe's name */
    async createRecipe(project: string, { type, input, output, connection, format }: RecipeWish): Promise<string> {
      const ends = (ref: string) => ({ main: { items: [{ ref, deps: [] }] } });
      const body = {
        recipePrototype: { type, projectKey: project, inputs: ends(input), outputs: ends(output) },
        creationSettings: {
          createOutputDataset: true,
          outputDatasetSettings: { connectionId: connection, specificSettings: { formatOptionId: format } },
        },
      };
      const Made = z.object({ name: z.string().min(1).max(300) });
      return (await write(`${at(project, 'recipes')}/`, { method: 'POST', body }, Made)).name;
    },
    /** Chooses the engine of a recipe by its id. A sync keeps it in its parameters, any other visual recipe in its payload. */
    async setEngine(project: string, name: string, engineType: string): Promise<void> {
      const path = at(project, 'recipes', name);
      const { recipe, payload } = await read(
        path,
        z.object({ recipe: z.looseObject({ type: z.string(), params: Any.nullish() }), payload: z.string().nullish() }),
      );
      const body =
        recipe.type === 'sync'
          ? { recipe: { ...recipe, params: { ...recipe.params, engineType } }, payload }
          : { recipe, payload: JSON.stringify({ ...payloadOf(payload), engineType }) };
      await tell(path, { method: 'PUT', body });
    },
    /** Begins to build a dataset. @returns the job's id */
    async build(project: string, dataset: string): Promise<string> {
      const body = { type: 'NON_RECURSIVE_FORCED_BUILD', outputs: [{ projectKey: project, id: dataset, type: 'DATASET' }] };
      return (await write(`${at(project, 'jobs')}/`, { method: 'POST', body }, Id)).id;
    },
    /** @returns its id */
    async createFolder(project: string, name: string, params: { connection: string; path: string }): Promise<string> {
      const body = { name, projectKey: project, params };
      return (await write(`${at(project, 'managedfolders')}/`, { method: 'POST', body }, Id)).id;
    },
    /** Changes where a managed folder is. */
    async moveFolder(project: string, id: string, params: { connection: string; path: string }): Promise<void> {
      const path = at(project, 'managedfolders', id);
      const found = await read(path, z.looseObject({ params: Any }));
      await tell(path, { method: 'PUT', body: { ...found, params: { ...found.params, ...params } } });
    },
    /** @param interpreter as DSS calls it: `PYTHON39` */
    createCodeEnv: (name: string, interpreter: string): Promise<void> =>
      tell(`${codeEnvAt(name)}?wait=true`, {
        method: 'POST',
        body: { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: interpreter },
      }),
    async requestPackages(name: string, packages: string): Promise<void> {
      const found = await read(codeEnvAt(name), z.looseObject({ specPackageList: z.string() }));
      await tell(codeEnvAt(name), { method: 'PUT', body: { ...found, specPackageList: packages } });
    },
    /** Begins to install what a code environment requests, which takes minutes. @returns whether DSS says at once that it failed */
    async installPackages(name: string): Promise<boolean> {
      const said = await write(`${codeEnvAt(name)}/packages?forceRebuildEnv=false&wait=false`, { method: 'POST' }, Updated);
      return said?.messages?.error === true;
    },
    deleteCodeEnv: (name: string): Promise<void> => tell(`${codeEnvAt(name)}?wait=true`, { method: 'DELETE' }),
    /** A saved model for versions of MLflow's, without any. @returns its id */
    async createMlflowModel(project: string, name: string, predictionType: string): Promise<string> {
      const body = { savedModelType: 'MLFLOW_PYFUNC', predictionType, name };
      return (await write(`${at(project, 'savedmodels')}/`, { method: 'POST', body }, Id)).id;
    },
    /** Imports a version from a managed folder, and makes it the active one. */
    importVersion(project: string, model: string, version: string, from: { folder: string; path: string; codeEnv: string }): Promise<void> {
      const query = new URLSearchParams({ folderRef: from.folder, path: from.path, codeEnvName: from.codeEnv, setActive: 'true' });
      return tell(`${at(project, 'savedmodels', model, 'versions', version)}?${query}`, { method: 'POST', as: 'empty-form' });
    },
    activateVersion: (project: string, model: string, version: string): Promise<void> =>
      tell(at(project, 'savedmodels', model, 'versions', version, 'actions', 'setActive'), { method: 'POST' }),
    /**
     * Changes settings of a connection, with an administrator's key. What is secret in it comes encrypted, and goes back as it came.
     * @param change from its `params`, and what else is to be in the definition
     */
    async changeConnection(
      name: string,
      change: (params: Record<string, unknown>) => { params: Record<string, unknown>; credentialsMode?: string },
    ): Promise<void> {
      const found = await read(connectionAt(name), z.looseObject({ params: Any }), { asKey: true });
      await tell(connectionAt(name), { method: 'PUT', body: { ...found, ...change(found.params) } }, { asKey: true });
    },
    deleteConnection: (name: string): Promise<void> => tell(connectionAt(name), { method: 'DELETE' }, { asKey: true }),
    /** Whether the key may change connections: an administrator's may. */
    isAdministratorsKey: async (): Promise<boolean> => (await key()).whose === 'workshop',
  };
}

/** A visual recipe's settings, which are JSON in a text. */
function payloadOf(text: string | null | undefined): Record<string, unknown> {
  const found = Any.safeParse(text ? parseJson(text) : {});
  return found.success ? found.data : {};
}

export type DssWriter = ReturnType<typeof dssWriterOf>;
