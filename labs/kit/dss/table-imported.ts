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

export function judgeTable(tables: readonly Dataset[], connection: string, table: string): Verdict {
  const verdicts = tables.map((d): Verdict => {
    if (d.params.mode && d.params.mode !== 'table')
      return wrong(`${d.name} is a query, not a table.`, {
        expected: 'mode: table',
        found: `mode: ${d.params.mode}`,
        remedy: `Import ${table} as a table.`,
      });
    if (tableOf(d) !== tidyTable(table))
      return wrong(`${d.name} is another table.`, {
        expected: table,
        found: tableOf(d) || 'no table',
        remedy: `Import ${table} beside it.`,
      });
    if ((d.schema?.columns.length ?? 0) === 0)
      return missing(
        `DSS does not know the columns of ${d.name} yet.`,
        'Open its settings, press the button that detects the schema, and save it.',
      );
    return pass(`${d.name}, with ${d.schema?.columns.length} columns.`);
  });
  return best(verdicts) ?? missing(`No table is imported from ${connection} yet.`, `Import ${table} from that connection.`);
}

/** The table (`catalog.schema.table`) is a dataset on the connection, with its schema. */
export const tableImported = ({ projectIn }: Asked = {}) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'table'],
    uses: flowUses,
    ask: (clouds, known) => askFlow(clouds, known, projectIn),
    judge: (flow, { connection, table, pick }) =>
      judgeTable(
        picked(tablesOn(flow, connection), (d) => d.name, pick),
        connection,
        table,
      ),
  });
