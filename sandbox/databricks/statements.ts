import type { Statement, Warehouse } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';
import { sampleRows, sampleTable } from './catalog.ts';
import { legacyCatalog } from './tables.ts';
import { warehouseState } from './warehouses.ts';

interface Column {
  name: string;
  type_name: string;
}
interface Table {
  columns: Column[];
  rows: (string | null)[][];
}

const failed = (message: string, state: string) => ({ error: `${message} SQLSTATE: ${state}` });
const syntax = (near: string) => failed(`[PARSE_SYNTAX_ERROR] Syntax error at or near '${near.slice(0, 20)}'.`, '42601');

/** How many rows the real sample has; three of them are simulated. */
const trips = '21932';

type Place = NonNullable<Statement['place']>;

/**
 * Answers the few statements that the lab needs: SELECT of literals, or of columns, literals and `count(*)` from the sample table,
 * with LIMIT. Any other is refused as a real warehouse refuses what it cannot parse.
 */
export function answer(text: string, place: Place = {}): Table | { error: string } {
  const sql = text.trim().replace(/;$/, '').replace(/\s+/g, ' ');
  const [, list = '', rest = ''] = /^select (.+?)(?: from (.+))?$/i.exec(sql) ?? [];
  if (!list) return syntax(sql);
  if (!rest) return project(list, [[]], []);
  const [, table = '', more = ''] = /^((?:`[^`]*`|\w+)(?:\.(?:`[^`]*`|\w+)){0,2})(.*)$/.exec(rest) ?? [];
  const [, limit] = /^ limit (\d+)$/i.exec(more) ?? [];
  if (!table || (more && !limit))
    return failed(`[UNSUPPORTED_FEATURE] The practice cloud does not simulate '${(more || rest).trim().slice(0, 60)}'.`, '0A000');
  const parts = table.replaceAll('`', '').toLowerCase().split('.');
  const full = [...[place.catalog ?? legacyCatalog, place.schema ?? 'default'].slice(0, 3 - parts.length), ...parts]
    .join('.')
    .toLowerCase();
  if (full !== sampleTable.full_name) return failed(`[TABLE_OR_VIEW_NOT_FOUND] The table or view \`${table}\` cannot be found.`, '42P01');
  const columns = sampleTable.columns.map((c) => ({ name: String(c.name), type_name: String(c.type_name) }));
  const whole = project(list, sampleRows, columns);
  return 'error' in whole || !limit ? whole : { ...whole, rows: whole.rows.slice(0, Number(limit)) };
}

/** The columns that a SELECT asks for, in its order and under its names. */
function project(list: string, rows: string[][], known: Column[]): Table | { error: string } {
  const columns: Column[] = [];
  const values: ((row: string[]) => string | null)[] = [];
  const add = (name: string, type_name: string, value: (row: string[]) => string | null) => {
    columns.push({ name, type_name });
    values.push(value);
  };
  let isCount = false;
  for (const item of list.split(',').map((i) => i.trim())) {
    const [, term = '', alias] = /^(.+?)(?: as `?(\w+)`?)?$/i.exec(item) ?? [];
    const literal = /^(?:(-?\d+)|(-?\d+\.\d+)|'([^']*)'|(true|false|null))$/i.exec(term);
    const column = known.findIndex((c) => c.name.toLowerCase() === term.replaceAll('`', '').toLowerCase());
    if (term === '*' && known.length > 0) {
      for (const [i, c] of known.entries()) add(c.name, c.type_name, (row) => row[i] ?? null);
    } else if (/^count\((\*|1)\)$/i.test(term) && known.length > 0) {
      isCount = true;
      add(alias ?? 'count(1)', 'LONG', () => trips);
    } else if (literal) {
      const [, whole, decimal, quoted, word] = literal;
      const type = whole
        ? 'INT'
        : decimal
          ? 'DECIMAL'
          : quoted !== undefined
            ? 'STRING'
            : word?.toLowerCase() === 'null'
              ? 'NULL'
              : 'BOOLEAN';
      add(alias ?? quoted ?? term, type, () => (type === 'NULL' ? null : (quoted ?? term)));
    } else if (column >= 0) add(alias ?? known[column]?.name ?? '', known[column]?.type_name ?? '', (row) => row[column] ?? null);
    else if (/^[\w`]+$/.test(term))
      return failed(`[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name \`${term}\` cannot be resolved.`, '42703');
    else return failed(`[UNSUPPORTED_FEATURE] The practice cloud does not simulate '${term.slice(0, 60)}'.`, '0A000');
  }
  if (isCount && columns.length > 1) return failed('[MISSING_GROUP_BY] The query does not include a GROUP BY clause.', '42803');
  return { columns, rows: (isCount ? rows.slice(0, 1) : rows).map((row) => values.map((value) => value(row))) };
}

/** A statement is PENDING until its warehouse runs, then finishes at once. A failed statement is still HTTP 200. */
export function runStatement(store: Store, warehouse: Warehouse, id: string, { text, place, rowLimit, isCanceled }: Statement) {
  if (isCanceled) return { statement_id: id, status: { state: 'CANCELED' } };
  if (warehouseState(warehouse, store.clock.now()) !== 'RUNNING') return { statement_id: id, status: { state: 'PENDING' } };
  warehouse.lastUsedAt = store.clock.now();
  const result = answer(text, place);
  if ('error' in result)
    return {
      statement_id: id,
      status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message: result.error }, sql_state: result.error.slice(-5) },
    };
  const rows = result.rows.slice(0, rowLimit);
  return {
    statement_id: id,
    status: { state: 'SUCCEEDED' },
    manifest: {
      format: 'JSON_ARRAY',
      schema: {
        column_count: result.columns.length,
        columns: result.columns.map((c, position) => ({ ...c, type_text: c.type_name, position })),
      },
      total_chunk_count: 1,
      chunks: [{ chunk_index: 0, row_offset: 0, row_count: rows.length }],
      total_row_count: rows.length,
      truncated: rows.length < result.rows.length,
    },
    result: { chunk_index: 0, row_offset: 0, row_count: rows.length, data_array: rows },
  };
}
