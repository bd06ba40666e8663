import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import type { Member } from '@/lib/lab/practice';

interface Base {
  dssUrl: string;
  dssAdminKey: string;
  dssClientId: string;
  tenantId: string;
  practice: (path: string, body?: unknown) => Promise<unknown>;
}

export interface RecipeWish {
  type: 'sampling' | 'sort' | 'python' | 'sync';
  input: string;
  output: string;
  /** Where the output is stored. */
  connection: string;
  format?: 'csv' | 'parquet';
  /** Its label, as DSS shows it, or its id. */
  engine?: string;
}

const Engines = z.object({ engines: z.array(z.object({ type: z.string(), label: z.string() })) });
const Login = z.object({ login: z.string() });
const Refs = z
  .object({ main: z.object({ items: z.array(z.object({ ref: z.string() })) }) })
  .transform(({ main }) => main.items.map((item) => item.ref));
const Recipes = z.array(z.object({ name: z.string(), inputs: Refs, outputs: Refs }));

/** Hands in the practice DSS: over its public API as the person, and over /_practice/ for what takes a click there. */
export function dssHands({ dssUrl, dssAdminKey, dssClientId, tenantId, practice }: Base) {
  const loginOf = async ({ upn }: Member): Promise<string> => Login.parse(await practice('/dss/sign-in', { upn })).login;

  /** What DSS's public API answers to somebody, as text. */
  async function textOf(who: Member, method: string, path: string, body?: unknown): Promise<string> {
    const response = await fetch(cloudUrl(`${dssUrl}/public/api${path}`), {
      method,
      headers: {
        authorization: `Bearer ${dssAdminKey}`,
        'x-dku-proxyuser': await loginOf(who),
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }
  /** Asks DSS's public API as somebody. */
  async function dss(who: Member, method: string, path: string, body?: unknown): Promise<unknown> {
    const text = await textOf(who, method, path, body);
    return text ? JSON.parse(text) : null;
  }

  /** A client secret on the registered app. */
  const clientSecret = async ({ upn }: Member, endsInDays = 180): Promise<{ id: string; value: string }> =>
    z.object({ id: z.string(), value: z.string() }).parse(await practice('/secret', { upn, endsInDays }));

  const endpoints = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;

  /** A Databricks connection as the lab asks for it, except for `more`; made or changed. */
  const connection = async (
    { upn }: Member,
    name: string,
    more: Record<string, unknown>,
    credentialsMode: 'PER_USER' | 'GLOBAL' = 'PER_USER',
  ): Promise<void> => {
    const params = {
      authType: 'OAUTH2_APP',
      appId: dssClientId,
      authorizationEndpoint: `${endpoints}/authorize`,
      tokenEndpoint: `${endpoints}/token`,
      useAutoFastWrite: true,
      autoFastWriteConnection: 'common-adls',
      autoFastWritePath: 'databricks_tmp',
      ...more,
    };
    await practice('/dss/connection', { upn, name, params, credentialsMode });
  };
  /** Changes something of a connection that is there. */
  const editConnection = ({ upn }: Member, name: string, params: Record<string, unknown>) =>
    practice('/dss/connection', { upn, name, params });
  /** "Connect" in the profile. @throws with Entra's reason where it refuses */
  async function connect({ upn }: Member, name: string): Promise<void> {
    const { failure } = z.object({ failure: z.string().optional() }).parse(await practice('/dss/connect', { upn, connection: name }));
    if (failure) throw new Error(failure);
  }
  /** Both, with a fresh secret: a connection that answers. */
  async function connected(who: Member, name: string, place: { host: string; httpPath: string }): Promise<void> {
    await connection(who, name, { ...place, appSecret: (await clientSecret(who)).value });
    await connect(who, name);
  }

  /** Deletes what its maker deletes on DSS's own pages: the API has that for administrators only. */
  async function deleteAsAdministrator(path: string): Promise<void> {
    const headers = { authorization: `Bearer ${dssAdminKey}` };
    const response = await fetch(cloudUrl(`${dssUrl}/public/api/admin/${path}`), { method: 'DELETE', headers });
    if (!response.ok) throw new Error(`DELETE ${path}: ${response.status}`);
  }
  const deleteConnection = (name: string) => deleteAsAdministrator(`connections/${name}`);
  const deleteCodeEnv = (name: string) => deleteAsAdministrator(`code-envs/PYTHON/${name}?wait=false`);

  const project = (who: Member, projectKey: string) => dss(who, 'POST', '/projects/', { projectKey, name: projectKey.toLowerCase() });

  async function hasDataset(who: Member, key: string, name: string): Promise<boolean> {
    const all = z.array(z.object({ name: z.string() })).parse(await dss(who, 'GET', `/projects/${key}/datasets/`));
    return all.some((dataset) => dataset.name === name);
  }
  /** Whoever was refused on the way, and tries again, finds the dataset there. */
  async function importTable(who: Member, key: string, connectionName: string, name: string, detect = true): Promise<void> {
    const params = { connection: connectionName, mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips' };
    if (!(await hasDataset(who, key, name))) await dss(who, 'POST', `/projects/${key}/datasets/`, { name, type: 'Databricks', params });
    if (detect) await detectSchema(who, key, name);
  }
  async function detectSchema(who: Member, key: string, name: string): Promise<void> {
    const found = z
      .object({ schemaDetection: z.object({ newSchema: z.unknown() }) })
      .parse(await dss(who, 'POST', `/projects/${key}/datasets/${name}/actions/testAndDetectSettings/externalSQL`, {}));
    await dss(who, 'PUT', `/projects/${key}/datasets/${name}/schema`, found.schemaDetection.newSchema);
  }

  /**
   * A code recipe's output is made before it, a visual one's with it. Whoever was refused on the way, and tries again, goes on with what is
   * there. @returns the recipe's name
   */
  async function recipe(who: Member, key: string, wish: RecipeWish): Promise<string> {
    const known = (await recipes(who, key)).find(({ outputs }) => outputs.includes(wish.output));
    const name = known?.name ?? (await newRecipe(who, key, wish));
    if (wish.engine) await setEngine(who, key, name, wish.engine);
    return name;
  }
  const recipes = async (who: Member, key: string) => Recipes.parse(await dss(who, 'GET', `/projects/${key}/recipes/`));
  async function newRecipe(who: Member, key: string, wish: RecipeWish): Promise<string> {
    const formatOptionId = wish.format === 'csv' ? 'CSV_EXCEL_GZIP' : 'PARQUET_HIVE';
    const settings = { connectionId: wish.connection, specificSettings: { formatOptionId } };
    const isCode = wish.type === 'python';
    if (isCode && !(await hasDataset(who, key, wish.output)))
      await dss(who, 'POST', `/projects/${key}/datasets/managed`, { name: wish.output, creationSettings: settings });
    const script = `import dataiku\nrows = dataiku.Dataset("${wish.input}").get_dataframe()\ndataiku.Dataset("${wish.output}").write_with_schema(rows)\n`;
    const { name } = z.object({ name: z.string() }).parse(
      await dss(who, 'POST', `/projects/${key}/recipes/`, {
        recipePrototype: {
          type: wish.type,
          inputs: { main: { items: [{ ref: wish.input }] } },
          outputs: { main: { items: [{ ref: wish.output }] } },
        },
        creationSettings: isCode ? { script } : { createOutputDataset: true, outputDatasetSettings: settings },
      }),
    );
    return name;
  }
  /** Chooses an engine by the label that DSS shows, or by its id. */
  async function setEngine(who: Member, key: string, name: string, engine: string): Promise<void> {
    const { engines } = Engines.parse(await dss(who, 'GET', `/projects/${key}/recipes/${name}/status`));
    const engineType = engines.find((e) => e.label === engine)?.type ?? engine;
    const { recipe: settings } = z
      .object({ recipe: z.looseObject({ type: z.string() }) })
      .parse(await dss(who, 'GET', `/projects/${key}/recipes/${name}`));
    const change =
      settings.type === 'sync'
        ? { recipe: { ...settings, params: { engineType } } }
        : { recipe: settings, payload: JSON.stringify({ engineType }) };
    await dss(who, 'PUT', `/projects/${key}/recipes/${name}`, change);
  }
  /** @returns the id of the job that builds a dataset */
  const run = async (who: Member, key: string, output: string): Promise<string> =>
    z.object({ id: z.string() }).parse(
      await dss(who, 'POST', `/projects/${key}/jobs/`, {
        type: 'NON_RECURSIVE_FORCED_BUILD',
        outputs: [{ type: 'DATASET', id: output }],
      }),
    ).id;
  const made = async (who: Member, key: string, wish: RecipeWish): Promise<string> => {
    await recipe(who, key, wish);
    return run(who, key, wish.output);
  };

  /** Begins to build a code environment, which is made first unless it is there: it takes its time, see `codeEnvSeconds`. */
  async function beginCodeEnv(who: Member, name: string, packages: string, pythonInterpreter = 'PYTHON39'): Promise<void> {
    const env = `/admin/code-envs/PYTHON/${name}`;
    const all = z.array(z.object({ envName: z.string() })).parse(await dss(who, 'GET', '/admin/code-envs/'));
    if (!all.some(({ envName }) => envName === name))
      await dss(who, 'POST', `${env}?wait=false`, { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter });
    const found = z.looseObject({}).parse(await dss(who, 'GET', env));
    await dss(who, 'PUT', env, { ...found, specPackageList: packages });
    await dss(who, 'POST', `${env}/packages?wait=false`);
  }
  /** The same, without any wait. */
  async function codeEnv(who: Member, name: string, packages: string, pythonInterpreter?: string): Promise<void> {
    await practice('/rules', { codeEnvSeconds: 0 });
    await beginCodeEnv(who, name, packages, pythonInterpreter);
    await practice('/rules', { codeEnvSeconds: 60 });
  }
  const isBuilt = async (who: Member, name: string): Promise<boolean> =>
    z.object({ actualPackageList: z.string() }).parse(await dss(who, 'GET', `/admin/code-envs/PYTHON/${name}`)).actualPackageList !== '';

  /** Imports a version of a saved model from a managed folder. DSS wants a form for it, be it empty. */
  async function importVersion(
    who: Member,
    key: string,
    model: string,
    version: string,
    from: { folderRef: string; path: string; codeEnvName: string },
  ): Promise<void> {
    const url = cloudUrl(`${dssUrl}/public/api/projects/${key}/savedmodels/${model}/versions/${version}?${new URLSearchParams(from)}`);
    const headers = { authorization: `Bearer ${dssAdminKey}`, 'x-dku-proxyuser': await loginOf(who) };
    const body = new FormData();
    body.set('file', '');
    const response = await fetch(url, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  }

  return {
    loginOf,
    dss,
    textOf,
    clientSecret,
    connection,
    editConnection,
    connect,
    connected,
    deleteConnection,
    deleteCodeEnv,
    beginCodeEnv,
    codeEnv,
    isBuilt,
    importVersion,
    project,
    importTable,
    detectSchema,
    recipe,
    recipes,
    setEngine,
    run,
    made,
  };
}
