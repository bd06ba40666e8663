import { z } from 'zod';
import type { Dss, DssConnection, DssDataset, DssProject, DssRecipe } from '../world/dss.ts';
import { datasetOf } from './datasets.ts';
import { isWarehouse } from './endpoint.ts';
import { DssError } from './errors.ts';
import { isCode } from './recipes.ts';

export interface Engine {
  type: string;
  label: string;
  /** Why it is not available here; null when it is. */
  obstacle: string | null;
}

interface Ends {
  input: DssDataset;
  output: DssDataset;
  from: DssConnection;
  to: DssConnection;
}

/** The first input and output, and their connections. */
export function endsOf(dss: Dss, project: DssProject, recipe: DssRecipe): Ends {
  const need = (name: string | undefined): [DssDataset, DssConnection] => {
    const dataset = datasetOf(project, name ?? '');
    if (!dataset) throw new DssError(404, `dataset does not exist: ${project.projectKey}.${name}`);
    const connection = dss.connections.find((k) => k.name === dataset.params['connection']);
    if (!connection) throw new DssError(500, `Connection ${dataset.params['connection']} not found`);
    return [dataset, connection];
  };
  const [input, from] = need(recipe.inputs[0]);
  const [output, to] = need(recipe.outputs[0]);
  return { input, output, from, to };
}

/** The engines for a recipe. The names of the two fast engines for sync are not public: see docs/vendor-assumptions.md. */
export function enginesOf({ output, from, to }: Ends, type: string): Engine[] {
  if (isCode(type)) return [];
  const isOneDatabase = from.type === 'Databricks' && from.name === to.name;
  const engines: Engine[] = [
    { type: 'DSS', label: 'DSS', obstacle: null },
    { type: 'SQL', label: 'In-database (SQL)', obstacle: isOneDatabase ? null : 'All datasets must be on the same SQL connection' },
  ];
  if (type !== 'sync') return engines;
  const out = from.type === 'Databricks' && to.type === 'Azure';
  const isParquet = output.formatType === 'parquet';
  return [
    ...engines,
    {
      type: 'DATABRICKS_TO_AZURE',
      label: 'Databricks to Cloud',
      obstacle: !out ? 'Needs a Databricks input and an Azure output' : isParquet ? null : 'The output must be in Parquet format',
    },
    {
      type: 'AZURE_TO_DATABRICKS',
      label: 'Cloud to Databricks',
      obstacle: from.type === 'Azure' && to.type === 'Databricks' ? null : 'Needs an Azure input and a Databricks output',
    },
  ];
}

/** The engine that would run a recipe: the chosen one, else the database where available, else DSS. */
export function selectedEngine(engines: Engine[], recipe: DssRecipe): Engine | null {
  const chosen = engines.find((e) => e.type === chosenEngine(recipe));
  if (chosen) return chosen;
  return engines.find((e) => e.type === 'SQL' && !e.obstacle) ?? engines[0] ?? null;
}

/** A visual recipe stores its engine in the payload, a sync recipe in its parameters. */
export function chosenEngine(recipe: DssRecipe): string | null {
  const settings = recipe.type === 'sync' ? recipe.params : visualSettings(recipe.payload);
  return Engined.safeParse(settings).data?.engineType ?? null;
}

const Engined = z.object({ engineType: z.string().optional() });

/** @returns undefined for a code recipe, whose payload is its source */
function visualSettings(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

export function chooseEngine(recipe: DssRecipe, engine: string): void {
  if (recipe.type === 'sync') recipe.params['engineType'] = engine;
  else recipe.payload = JSON.stringify({ ...(recipe.payload ? JSON.parse(recipe.payload) : {}), engineType: engine });
}

/** How a run of a recipe goes: its engine, the connections it opens, its log, and its failure if any. */
export interface Course {
  engine: string;
  needs: DssConnection[];
  log: string[];
  failure: string | null;
}

const storedCredentials =
  'Error while setting up credentials. If you are running a SQL warehouse cluster, you will need to defined stored credentials.';
const isKeyed = (connection: DssConnection) => connection.params['authType'] !== 'SAS_TOKEN';

/** The rules of section 3 of the lab: how rows are moved, and with which credentials. */
export function courseOf(dss: Dss, ends: Ends, recipe: DssRecipe): Course {
  const { input, output, from, to } = ends;
  const engine = isCode(recipe.type) ? null : selectedEngine(enginesOf(ends, recipe.type), recipe);
  const needs = [from, to].filter((k, i, all) => k.type === 'Databricks' && all.indexOf(k) === i);
  const course = (log: string[], failure: string | null = null): Course => ({ engine: engine?.type ?? 'DSS', needs, log, failure });
  if (input.columns.length === 0)
    return course([], `Dataset ${input.name} has no columns. Detect its schema and save it, then run this again.`);
  if (engine?.obstacle) return course([], `Cannot run with engine ${engine.label}: ${engine.obstacle}`);
  switch (engine?.type) {
    case 'SQL':
      return course([`[dku.sql.generic] - Running in-database: CREATE TABLE ${output.name} AS SELECT … FROM ${input.name}`]);
    case 'DATABRICKS_TO_AZURE':
      // a SQL warehouse writes files with stored credentials only, whatever the Azure connection has
      return course(
        [`[dku.recipes.sync.fast] - Unloading ${input.name} to ${to.name} as Parquet`],
        isWarehouse(from) ? storedCredentials : null,
      );
    case 'AZURE_TO_DATABRICKS':
      return course(
        [`[dku.recipes.sync.fast] - COPY INTO ${output.name} FROM files on ${from.name}`],
        isWarehouse(to) && isKeyed(from) ? storedCredentials : null,
      );
    default:
      return to.type === 'Databricks'
        ? { ...course([]), ...fastWrite(dss, to, output) }
        : course(['[dku.output] - Writing files with DSS']);
  }
}

/** How DSS itself writes into Databricks: with fast-write, as files through its connection; without, row by row. */
function fastWrite(dss: Dss, to: DssConnection, output: DssDataset): Pick<Course, 'log' | 'failure'> {
  const { useAutoFastWrite, autoFastWriteConnection, autoFastWritePath } = to.params;
  if (!useAutoFastWrite)
    return { log: [`[dku.output.sql] - Inserting rows into ${output.name} with batched INSERT statements (slow)`], failure: null };
  const through = dss.connections.find((k) => k.name === autoFastWriteConnection && k.type === 'Azure');
  if (!through) return { log: [], failure: `Automatic fast-write connection ${autoFastWriteConnection} not found` };
  return {
    log: [
      `[dku.databricks.fastpath] - Using fastpath to write ${output.name}: staging files in ${through.name}:/${String(autoFastWritePath ?? '').replace(/^\//, '')}`,
      `[dku.databricks.fastpath] - fastpath: COPY INTO ${output.name}`,
    ].slice(0, isWarehouse(to) && isKeyed(through) ? 1 : 2),
    failure: isWarehouse(to) && isKeyed(through) ? storedCredentials : null,
  };
}
