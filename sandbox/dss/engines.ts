import { z } from 'zod';
import type { Dss, DssConnection, DssDataset, DssProject, DssRecipe } from '../world/dss.ts';
import { datasetOf } from './datasets.ts';
import { DssError } from './errors.ts';
import { isCode } from './recipes.ts';

export interface Engine {
  type: string;
  label: string;
  /** Why it is not available here; null when it is. */
  obstacle: string | null;
}

export interface Ends {
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

/**
 * Ids of the two fast engines of a sync. The real ones are not public, so these say nothing: whoever asks has to go by the labels,
 * which are documented (DSS reference, connecting/sql/databricks).
 */
export const fastOut = 'PRACTICE_ENGINE_3';
export const fastBack = 'PRACTICE_ENGINE_4';

/** Engines by their ids, as DSS calls them on its pages. */
export const engineLabels: Record<string, string> = {
  DSS: 'DSS',
  SQL: 'In-database (SQL)',
  [fastOut]: 'Databricks to Cloud',
  [fastBack]: 'Cloud to Databricks',
};

/** The engines for a recipe. */
export function enginesOf({ output, from, to }: Ends, type: string): Engine[] {
  if (isCode(type)) return [];
  const isOneDatabase = from.type === 'Databricks' && from.name === to.name;
  const engine = (id: string, obstacle: string | null): Engine => ({ type: id, label: engineLabels[id] ?? id, obstacle });
  const engines = [engine('DSS', null), engine('SQL', isOneDatabase ? null : 'All datasets must be on the same SQL connection')];
  if (type !== 'sync') return engines;
  const out = from.type === 'Databricks' && to.type === 'Azure';
  const isParquet = output.formatType === 'parquet';
  return [
    ...engines,
    engine(fastOut, !out ? 'Needs a Databricks input and an Azure output' : isParquet ? null : 'The output must be in Parquet format'),
    engine(fastBack, from.type === 'Azure' && to.type === 'Databricks' ? null : 'Needs an Azure input and a Databricks output'),
  ];
}

/** The engine that would run a recipe: the chosen one, else the database where available, else DSS. */
export function selectedEngine(engines: Engine[], recipe: DssRecipe): Engine | null {
  const chosen = engines.find((e) => e.type === chosenEngine(recipe));
  if (chosen) return chosen;
  return engines.find((e) => e.type === 'SQL' && !e.obstacle) ?? engines[0] ?? null;
}

/**
 * A sync and a prepare recipe keep their engine in their parameters, every other visual recipe in its payload (DSS's own migration of its
 * recipes, `V15PrepareRecipeEngine`, `V15SelectDSSSyncRecipeEngine` and `V15SelectDSSRecipeEngine`).
 */
export const keepsEngineInParams = (type: string): boolean => type === 'sync' || type === 'shaker';

export function chosenEngine(recipe: DssRecipe): string | null {
  const settings = keepsEngineInParams(recipe.type) ? recipe.params : settingsIn(recipe.payload);
  return Engined.safeParse(settings).data?.engineType ?? null;
}

const Engined = z.object({ engineType: z.string().optional() });

/** The settings in a visual recipe's payload; none in a code recipe's, which is its source. */
export function settingsIn(payload: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(payload));
  } catch {
    return {};
  }
}

export function chooseEngine(recipe: DssRecipe, engine: string): void {
  if (keepsEngineInParams(recipe.type)) recipe.params['engineType'] = engine;
  else recipe.payload = JSON.stringify({ ...settingsIn(recipe.payload), engineType: engine });
}
