import type { Endpoint } from '@/labs/kit/dss/connection';
import { askFlow, type Wired } from '@/labs/kit/dss/flow';
import { isAzure, type RecipeKind, recipesFor, tablesOn } from '@/labs/kit/dss/recipes';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { lab } from './vocabulary';

/** What people make in their project on each of the two endpoints. */
const kinds = ['table', 'visual', 'python', 'syncOut', 'syncBack'] as const satisfies readonly (RecipeKind | 'table')[];
type Kind = (typeof kinds)[number];

const words = {
  table: 'imported table',
  visual: 'visual recipe',
  python: 'Python recipe',
  syncOut: 'sync out',
  syncBack: 'sync back',
} as const satisfies Record<Kind, string>;

/** The values in which an attendee's own choice of a dataset or recipe is recorded. */
export const picks = {
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
} as const satisfies Record<Endpoint, Record<Kind, string>>;

/**
 * Where the files of a sync belong: among several, one that is elsewhere is not the one meant. On the warehouse, it is the one that has to
 * fail.
 */
const storages = { cluster: 'clusterStorageConnection', warehouse: 'adlsSasConnection' } as const satisfies Record<Endpoint, string>;

const connections = { cluster: 'clusterConnection', warehouse: 'warehouseConnection' } as const satisfies Record<Endpoint, string>;

/** The part of the lab that creates the project, for sentences in checks. */
export const asked = { projectIn: ':step[create-project]' };

/** Those whose files are where they belong; all of them where none is. */
function atStorage(wired: Wired[], storage: string | undefined): Wired[] {
  const there = wired.filter(({ inputs, outputs }) => [...inputs, ...outputs].some((d) => isAzure(d) && d.params.connection === storage));
  return there.length > 0 ? there : wired;
}

/** What there is of each kind; if there are several and none was picked, which one is meant. */
export const fillRecipes = (endpoint: Endpoint) =>
  lab.fill({
    label: 'Find my recipes in DSS',
    needs: [...dssNeeds, 'projectKey', connections[endpoint]],
    uses: [...dssUses, storages[endpoint], ...kinds.map((kind) => picks[endpoint][kind])],
    async read(clouds, known) {
      const flow = await askFlow(clouds, known, asked.projectIn);
      const connection = known[connections[endpoint]];
      const namesOf = (kind: Kind) =>
        kind === 'table'
          ? tablesOn(flow, connection).map((d) => d.name)
          : atStorage(recipesFor(kind, flow, connection), known[storages[endpoint]]).map((w) => w.recipe.name);
      const found = kinds.map((kind) => ({ kind, pick: picks[endpoint][kind], names: namesOf(kind) }));
      const unclear = found.find(({ pick, names }) => names.length > 1 && !names.includes(known[pick] ?? ''));
      if (unclear)
        return {
          name: unclear.pick,
          choices: unclear.names.map((name) => ({ value: name, label: name })),
          note: `There are several that may be your ${words[unclear.kind]}. Guidepost takes the one that went best; or pick one.`,
        };
      const said = found.map(({ kind, pick, names }) => `${words[kind]}: ${known[pick] ?? names[0] ?? 'none yet'}`);
      return { values: {}, note: `Checked: ${said.join('; ')}.` };
    },
  });
