import type { KnownName } from '@/lib/checks/known';
import type { Dataset } from '@/lib/clouds/dss';
import type { Endpoint } from './connection';
import { type Flow, type Wired, wire } from './flow';

/** The five things that are made in a project: which of several the attendee means, and which run of it was seen. */
export const exercises = ['table', 'visual', 'python', 'syncOut', 'syncBack'] as const;
export type Exercise = (typeof exercises)[number];

/** Where the attendee's own choice of a dataset or recipe is recorded. */
export const pickOf = (endpoint: Endpoint, exercise: Exercise): KnownName => {
  const names = {
    cluster: {
      table: 'clusterTable',
      visual: 'clusterVisualRecipe',
      python: 'clusterPythonRecipe',
      syncOut: 'clusterSyncOut',
      syncBack: 'clusterSyncBack',
    },
    warehouse: {
      table: 'warehouseTable',
      visual: 'warehouseVisualRecipe',
      python: 'warehousePythonRecipe',
      syncOut: 'warehouseSyncOut',
      syncBack: 'warehouseSyncBack',
    },
  } as const satisfies Record<Endpoint, Record<Exercise, KnownName>>;
  return names[endpoint][exercise];
};

export const onConnection = (name: string) => (d: Dataset) => d.params.connection === name;
export const isAzure = (d: Dataset) => d.type === 'Azure';
const codeTypes = /^(python|r|shell|julia|hive|impala|pyspark|sparkr|sql_(query|script)|spark_\w+)$/;

/** `samples.nyctaxi.trips`; older texts wrote `sample`, and case is nobody's concern. */
export const tidyTable = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/^sample\./, 'samples.');
export const tableOf = ({ params }: Dataset) => tidyTable([params.catalog, params.schema, params.table].filter(Boolean).join('.'));

/** The imported tables: datasets on the connection that DSS itself does not write. */
export const tablesOn = ({ datasets }: Pick<Flow, 'datasets'>, connection: string): Dataset[] =>
  datasets.filter((d) => d.type === 'Databricks' && !d.managed && onConnection(connection)(d));

/** The recipes that may be an exercise, by where they read and write. */
export function recipesFor(exercise: Exclude<Exercise, 'table'>, flow: Pick<Flow, 'recipes' | 'datasets'>, connection: string): Wired[] {
  const here = onConnection(connection);
  return wire(flow).filter(({ recipe, inputs, outputs }) => {
    switch (exercise) {
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

/** Only the one that the attendee picked, as long as it is there. */
export function picked<T>(all: T[], nameOf: (one: T) => string, name: string | undefined): T[] {
  const chosen = all.filter((one) => nameOf(one) === name);
  return chosen.length > 0 ? chosen : all;
}
