import type { Dataset } from '@/lib/clouds/dss';
import { askFlow, type Flow, type Trial, tryOut, type Wired, wire } from './flow';
import { type AsksDss, dssNeeds, dssUses, type Person } from './user';

/** What people make with a Databricks connection in a project: recipes, distinguished by where they read and write. */
export type RecipeKind = 'visual' | 'python' | 'syncOut' | 'syncBack';

export const onConnection = (name: string) => (d: Dataset) => d.params.connection === name;
export const isAzure = (d: Dataset) => d.type === 'Azure';
const codeTypes = /^(python|r|shell|julia|hive|impala|pyspark|sparkr|sql_(query|script)|spark_\w+)$/;

/** The imported tables: datasets on the connection that DSS itself does not write. */
export const tablesOn = ({ datasets }: Pick<Flow, 'datasets'>, connection: string): Dataset[] =>
  datasets.filter((d) => d.type === 'Databricks' && !d.managed && onConnection(connection)(d));

/** The recipes of that kind on a connection. */
export function recipesFor(kind: RecipeKind, flow: Pick<Flow, 'recipes' | 'datasets'>, connection: string): Wired[] {
  const here = onConnection(connection);
  return wire(flow).filter(({ recipe, inputs, outputs }) => {
    switch (kind) {
      case 'visual':
        return !codeTypes.test(recipe.type) && recipe.type !== 'sync' && inputs.some(here) && outputs.length > 0;
      case 'python':
        return recipe.type === 'python' && (outputs.some(here) || inputs.some(here));
      case 'syncOut':
        return recipe.type === 'sync' && inputs.some(here) && outputs.some(isAzure);
      case 'syncBack':
        return recipe.type === 'sync' && inputs.some(isAzure) && outputs.some(here);
    }
    return false;
  });
}

/** Only the one that the person picked, as long as it is there. */
export function picked<T>(all: T[], nameOf: (one: T) => string, name: string | undefined): T[] {
  const chosen = all.filter((one) => nameOf(one) === name);
  return chosen.length > 0 ? chosen : all;
}

/** What every check of something in a project needs and uses; `pick` is the person's choice where several may be meant. */
export const flowNeeds = [...dssNeeds, 'projectKey', 'connection'] as const;
export const flowUses = [...dssUses, 'pick'] as const;
/** For recipes also `seen`: the job that a check passed with, because DSS removes old jobs (docs/decisions/08-what-was-seen.md). */
export const recipeUses = [...flowUses, 'seen'] as const;
export type InFlow = Person & { projectKey: string; connection: string; pick?: string | undefined };

export interface Asked {
  /** The part of the lab that creates the project, such as `:step[create-project]`. */
  projectIn?: string | undefined;
}

/** The runs of the recipes of that kind that may be the one meant. */
export async function askTrials(
  clouds: AsksDss,
  known: InFlow,
  { kind, wants = 'done', projectIn }: Asked & { kind: RecipeKind; wants?: 'done' | 'failed' },
): Promise<Trial[]> {
  const flow = await askFlow(clouds, known, projectIn);
  const candidates = picked(recipesFor(kind, flow, known.connection), ({ recipe }) => recipe.name, known.pick);
  const failure = wants === 'failed';
  return tryOut(flow, candidates, { failure, log: kind === 'python' && !failure });
}
