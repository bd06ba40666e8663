import { type Engine, engineOf, isFailureWith } from '@/labs/kit/dss/assumed';
import { built, ensureRecipe } from '@/labs/kit/dss/builds';
import type { Endpoint } from '@/labs/kit/dss/connection';
import { withCredential } from '@/labs/kit/dss/credential';
import { askFlow } from '@/labs/kit/dss/flow';
import { tablesOn } from '@/labs/kit/dss/recipes';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { isOvertime } from '@/lib/clouds/dss';
import { UpstreamError } from '@/lib/clouds/trouble';
import { conclude, missing } from '@/lib/lab/outcome';
import { done, underWay } from '@/lib/lab/part';
import { asked, picks } from './recipes';
import { lab } from './vocabulary';

const connections = { cluster: 'clusterConnection', warehouse: 'warehouseConnection' } as const satisfies Record<Endpoint, string>;
/** What parts make is named after what it is, and after the endpoint: a name that is there already is taken for theirs. */
const datasetOf = (endpoint: Endpoint, what: string) => `guided_${endpoint}_${what}`;

interface RecipePart<D extends string> {
  id: string;
  what: string;
  turns: readonly string[];
  shownBy?: readonly string[];
  details?: Readonly<Record<D, { what: string; turns: readonly string[] }>>;
  type: 'sampling' | 'python' | 'sync';
  /** What its output is called, and another part's that it reads; without that the imported table. */
  output: string;
  from?: string;
  /** The setting or value with the connection that its output is stored in. */
  into: 'clusterConnection' | 'warehouseConnection' | 'clusterStorageConnection' | 'adlsConnection' | 'adlsSasConnection';
  engine?: Engine;
  /** It is meant to fail because no credentials are stored. */
  isToFail?: boolean;
}

/** The parts of the recipes on one of the two endpoints. */
export function recipeParts(endpoint: Endpoint) {
  const connection = connections[endpoint];
  const needs = [...dssNeeds, 'projectKey', connection] as const;

  const table = (turns: readonly string[]) =>
    lab.part({
      id: 'table',
      what: ({ sampleTable }) => `Import ${sampleTable ?? 'the sample table'}`,
      turns,
      shownBy: [`dss.${endpoint}-table-imported`],
      details: { schema: { what: 'Detect its schema, and save it', turns } },
      needs: [...needs, 'sampleTable'],
      uses: dssUses,
      async act(clouds, known, { has }) {
        const flow = await askFlow(clouds, known, asked.projectIn);
        const dss = clouds.dss(await askLogin(clouds, known));
        const [catalog = '', schema = '', table = ''] = known.sampleTable.split('.');
        const name = datasetOf(endpoint, table);
        const params = { connection: known[connection], mode: 'table', catalog, schema, table };
        if (!flow.datasets.some((d) => d.name === name)) await dss.createDataset(known.projectKey, { name, type: 'Databricks', params });
        try {
          if (has('schema')) await withCredential(known[connection], dss.detectSchema(known.projectKey, name));
        } catch (error) {
          if (!(error instanceof UpstreamError && isOvertime(error))) throw error;
          return underWay(`DSS is reading the columns of ${known.sampleTable}. If your ${endpoint} is off, that starts it.`);
        }
        return done(`Imported ${known.sampleTable} as ${name}.`);
      },
    });

  const recipe = <const D extends string = never>({ type, output, from, into, engine, isToFail, ...part }: RecipePart<D>) =>
    lab.part({
      ...part,
      needs: [...needs, into, 'credentialsFailure'],
      uses: [...dssUses, picks[endpoint].table],
      async act(clouds, known, { has, carry }) {
        const flow = await askFlow(clouds, known, asked.projectIn);
        const dataset = datasetOf(endpoint, output);
        const wanted: string = from ? datasetOf(endpoint, from) : '';
        const tables = tablesOn(flow, known[connection]);
        const table = tables.find((d) => d.name === known[picks[endpoint].table]) ?? tables[0];
        const input = from ? flow.datasets.find((d) => d.name === wanted)?.name : table?.name;
        if (!input)
          return conclude(
            missing(`There is no ${from ? `dataset ${wanted}` : 'imported table'} to start from.`, 'Finish the previous part first.'),
          );
        const fails = isToFail ? { isIt: (message: string) => isFailureWith(message, known.credentialsFailure) } : undefined;
        const isWanted = (name: string) => has(name as D); // a part without that detail has it, because nobody leaves it out
        const dss = clouds.dss(await askLogin(clouds, known));
        const plan = {
          ...{ type, input, output: dataset, connection: known[into] },
          format: into === connection ? undefined : isWanted('parquet') ? 'PARQUET_HIVE' : 'CSV_EXCEL_GZIP',
          isEngine: engine && isWanted('engine') ? (name: string | null | undefined) => engineOf(name) === engine : undefined,
        };
        const building = { project: known.projectKey, dataset, carry, ...(fails ? { fails } : {}) };
        return withCredential(
          known[connection],
          built(dss, building, () => ensureRecipe(dss, known.projectKey, plan)),
        );
      },
    });

  return { connection, table, recipe };
}
