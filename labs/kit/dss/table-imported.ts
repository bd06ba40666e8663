import type { Dataset } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { askFlow } from './flow';
import { type Asked, flowNeeds, flowUses, picked, tablesOn } from './recipes';
import { best } from './trials';
import type { AsksDss } from './user';

/** `samples.nyctaxi.trips`; older texts wrote `sample`, and case does not matter. */
const tidyTable = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/^sample\./, 'samples.');
const tableOf = ({ params }: Dataset) => tidyTable([params.catalog, params.schema, params.table].filter(Boolean).join('.'));
const catalogOf = (table: string) => tidyTable(table).split('.')[0] ?? '';

/** Any table of the same catalog will do: the lab names one as an example. */
export function judgeTable(tables: readonly Dataset[], connection: string, example: string): Verdict {
  const verdicts = tables.map((d): Verdict => {
    if (d.params.mode && d.params.mode !== 'table')
      return wrong(`${d.name} is a query, not a table.`, {
        expected: 'mode: table',
        found: `mode: ${d.params.mode}`,
        remedy: `Import ${example} as a table.`,
      });
    const table = tableOf(d);
    if (catalogOf(table) !== catalogOf(example))
      return wrong(`${d.name} is not one of the sample tables.`, {
        expected: `a table of ${catalogOf(example)}, such as ${example}`,
        found: table || 'no table',
        remedy: `Import ${example}, or another table of ${catalogOf(example)}.`,
      });
    const columns = d.schema?.columns.length ?? 0;
    if (columns === 0) return missing(`DSS doesn’t know the columns of ${d.name} yet.`, 'Open its settings, detect the schema, and save.');
    return pass(`${d.name}, ${table}, with ${columns} columns.`);
  });
  return best(verdicts) ?? missing(`No table is imported from ${connection} yet.`, `Import ${example} from that connection.`);
}

/** A table of the same catalog as `table` (`catalog.schema.table`) is a dataset on the connection, with its schema. */
export const tableImported = ({ projectIn }: Asked = {}) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'table'],
    uses: flowUses,
    ask: async (clouds, known) => tablesOn(await askFlow(clouds, known, projectIn), known.connection),
    judge: (tables, { connection, table, pick }) =>
      judgeTable(
        picked(tables, (d) => d.name, pick),
        connection,
        table,
      ),
  });
