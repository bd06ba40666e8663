import { z } from 'zod';
import { credentialOf } from '../access';
import { errorOf, parseJson } from '../answer';
import type { Evidence, Run, Write } from '../http';
import { type TroubleWords, UpstreamError } from '../trouble';
import type { Login } from './account';
import { dssOf, isForbidden, noCodeEnvs } from './client';
import { type Became, Begun, Followed, refusedFuture, type Started } from './future';
import { service } from './service';

/** A dataset as it is to be made. */
export interface DatasetWish {
  name: string;
  type: string;
  params: Record<string, string>;
}

/** A recipe as it is to be made, with a new dataset for its output. One in Python copies its input there. */
export interface RecipeWish {
  type: string;
  input: string;
  output: string;
  /** Where the output is stored. */
  connection: string;
  /** How, where that is as files, as DSS calls it: `PARQUET_HIVE`, for one. */
  format?: string | undefined;
}

/** What a change answers. It differs from one change to the next, and nothing reads it. */
const Said = z.looseObject({}).nullish();
const Id = z.object({ id: z.string().min(1).max(300) });
const Any = z.record(z.string(), z.unknown());

/** What somebody lacks who is refused a change. Rights by their names on a group's and a project's page in DSS. */
const lacking = {
  createProject: {
    message: 'DSS doesn’t let you create projects.',
    remedy: 'Ask your facilitator for the right Create projects in one of your groups.',
  },
  deleteProject: {
    message: 'DSS lets only a project’s administrators delete it.',
    remedy: 'Ask whoever owns it, or your facilitator.',
  },
  writeCode: {
    message: 'DSS doesn’t let you write code.',
    remedy: 'Ask your facilitator for the right Write isolated code in one of your groups.',
  },
  changeCodeEnv: { message: 'DSS doesn’t let you create or change code environments.', remedy: noCodeEnvs.remedy },
  deleteCodeEnv: {
    message: 'Through its API, DSS deletes code environments only for people with the right Manage all code envs.',
    remedy: 'Delete yours on its own page in DSS.',
  },
} satisfies Record<string, TroubleWords>;

/** Tells a refusal for want of a right by what was to be done. */
const needs = <T>(words: TroubleWords, change: Promise<T>): Promise<T> =>
  change.catch((error: unknown) => {
    throw isForbidden(error) ? new UpstreamError({ ...error.detail, words }) : error;
  });

/** A model is read, by a Python that has to start for it, before DSS answers. */
const importMs = 45_000;

/** The code of a recipe that copies a dataset, by the names that DSS's Python library has (dataiku.Dataset). */
const copying = (input: string, output: string): string =>
  `import dataiku\n\nrows = dataiku.Dataset(${JSON.stringify(input)}).get_dataframe()\ndataiku.Dataset(${JSON.stringify(output)}).write_with_schema(rows)\n`;

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
  /** A change that DSS makes in its own time. */
  const begin = (path: string, change: Write, more?: { asKey?: boolean }): Promise<Started> => write(path, change, Begun, more);
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

  const client = dssOf(run, record, login);
  const isAdministratorsKey = async (): Promise<boolean> => (await key()).whose === 'workshop';
  const ends = (ref: string, more: object = {}) => ({ main: { items: [{ ref, ...more }] } });

  return {
    ...client,

    /** What has become of something that was begun. DSS hands a result out once. @param asKey whether the key itself began it */
    async followed(future: string, { asKey = false } = {}): Promise<Became> {
      const url = await urlOf(`/futures/${encodeURIComponent(future)}?peek=false`);
      const question = { service, onBehalfOf: asKey ? undefined : login, url, isFresh: true, refused: refusedFuture(future) };
      return (await run.ask({ ...question, schema: Followed }, record))?.body ?? { state: 'unknown' };
    },

    createProject: (project: string, name: string): Promise<void> =>
      needs(lacking.createProject, tell('/projects/', { method: 'POST', body: { projectKey: project, name, owner: login } })),
    /** Begins to delete it with its managed datasets; the files of its managed folders stay. */
    deleteProject: (project: string): Promise<Started> =>
      needs(
        lacking.deleteProject,
        begin(`${at(project)}?clearManagedDatasets=true&clearOutputManagedFolders=false&clearJobAndScenarioLogs=true&wait=false`, {
          method: 'DELETE',
        }),
      ),
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
      const settings = { connectionId: connection, specificSettings: format ? { formatOptionId: format } : {} };
      const isCode = type === 'python';
      // a visual recipe is made with its output; that of a code recipe is made before it (dss/recipe.py: CodeRecipeCreator)
      if (isCode && !(await client.datasets(project))?.some(({ name }) => name === output))
        await tell(`${at(project, 'datasets', 'managed')}`, { method: 'POST', body: { name: output, creationSettings: settings } });
      const body = {
        recipePrototype: { type, projectKey: project, inputs: ends(input), outputs: ends(output, { appendMode: false }) },
        creationSettings: isCode ? { script: copying(input, output) } : { createOutputDataset: true, outputDatasetSettings: settings },
      };
      const Made = z.object({ name: z.string().min(1).max(300) });
      const made = write(`${at(project, 'recipes')}/`, { method: 'POST', body }, Made);
      return (await (isCode ? needs(lacking.writeCode, made) : made)).name;
    },
    /**
     * Chooses the engine of a recipe by its id. A sync and a prepare recipe keep it in their parameters, other visual recipes in their
     * payload (DSS's own migration of recipes); of a sampling recipe public scripts say the former, so that it is written to both.
     */
    async setEngine(project: string, name: string, engineType: string): Promise<void> {
      const path = at(project, 'recipes', name);
      const { recipe, payload } = await read(
        path,
        z.object({ recipe: z.looseObject({ type: z.string(), params: Any.nullish() }), payload: z.string().nullish() }),
      );
      const inParams = ['sync', 'shaker', 'sampling'].includes(recipe.type);
      const inPayload = !['sync', 'shaker'].includes(recipe.type);
      const body = {
        recipe: inParams ? { ...recipe, params: { ...recipe.params, engineType } } : recipe,
        payload: inPayload ? JSON.stringify({ ...payloadOf(payload), engineType }) : payload,
      };
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
    /** Begins to create one, without any packages but DSS's own. @param interpreter as DSS calls it: `PYTHON39` */
    createCodeEnv: (name: string, interpreter: string): Promise<Started> =>
      needs(
        lacking.changeCodeEnv,
        begin(`${codeEnvAt(name)}?wait=false`, {
          method: 'POST',
          body: { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: interpreter },
        }),
      ),
    async requestPackages(name: string, packages: string): Promise<void> {
      const found = await read(codeEnvAt(name), z.looseObject({ specPackageList: z.string() }));
      await needs(lacking.changeCodeEnv, tell(codeEnvAt(name), { method: 'PUT', body: { ...found, specPackageList: packages } }));
    },
    /** Begins to install what a code environment requests, which takes minutes. */
    installPackages: (name: string): Promise<Started> =>
      needs(lacking.changeCodeEnv, begin(`${codeEnvAt(name)}/packages?forceRebuildEnv=false&wait=false`, { method: 'POST' })),
    /**
     * Begins to delete one. @param asKey with an administrator's key, as *Manage all code envs* is needed for it: whoever asks for that
     * has seen that it is the person's own
     */
    deleteCodeEnv: (name: string, { asKey = false } = {}): Promise<Started> =>
      needs(lacking.deleteCodeEnv, begin(`${codeEnvAt(name)}?wait=false`, { method: 'DELETE' }, { asKey })),
    /** A saved model for versions of MLflow's, without any. @returns its id */
    async createMlflowModel(project: string, name: string, predictionType: string): Promise<string> {
      const body = { savedModelType: 'MLFLOW_PYFUNC', predictionType, name };
      return (await write(`${at(project, 'savedmodels')}/`, { method: 'POST', body }, Id)).id;
    },
    /**
     * Imports a version from a managed folder, and makes it the active one. DSS answers when it is done, and has no future of it.
     * @returns whether it is; else it goes on in DSS, and shows among the model's versions
     */
    async importVersion(
      project: string,
      model: string,
      version: string,
      from: { folder: string; path: string; codeEnv: string },
    ): Promise<boolean> {
      const query = new URLSearchParams({ folderRef: from.folder, path: from.path, codeEnvName: from.codeEnv, setActive: 'true' });
      const path = `${at(project, 'savedmodels', model, 'versions', version)}?${query}`;
      try {
        await tell(path, { method: 'POST', as: 'empty-form', withinMs: importMs });
        return true;
      } catch (error) {
        if (error instanceof UpstreamError && isOvertime(error)) return false;
        throw error;
      }
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
    isAdministratorsKey,
  };
}

/** Nobody waits any longer for an answer: Guidepost, or a proxy on the way. */
export const isOvertime = ({ detail: { trouble, status } }: UpstreamError): boolean => trouble === 'slow' || status === 504;

/** A visual recipe's settings, which are JSON in a text. */
function payloadOf(text: string | null | undefined): Record<string, unknown> {
  const found = Any.safeParse(text ? parseJson(text) : {});
  return found.success ? found.data : {};
}

export type DssWriter = ReturnType<typeof dssWriterOf>;
