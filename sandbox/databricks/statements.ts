import type { Warehouse } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';
import { sampleRows, sampleTable } from './catalog.ts';
import { warehouseState } from './warehouses.ts';

interface Table {
  columns: { name: string; type_name: string }[];
  rows: string[][];
}

/** Answers the few statements that the lab needs, by their form. Anything else is a parse error. */
export function answer(text: string): Table | { error: string } {
  const sql = text.trim().replace(/;$/, '').replace(/\s+/g, ' ');
  const [, constant] = /^select (\d+)(?: as \w+)?$/i.exec(sql) ?? [];
  if (constant) return { columns: [{ name: constant, type_name: 'INT' }], rows: [[constant]] };
  const [, what = '', table = '', limit = '1000'] = /^select (.+?) from `?([\w.`]+?)`?(?: limit (\d+))?$/i.exec(sql) ?? [];
  if (!table) return { error: `[PARSE_SYNTAX_ERROR] Syntax error at or near '${sql.slice(0, 20)}'. SQLSTATE: 42601` };
  if (table.replaceAll('`', '').toLowerCase() !== sampleTable.full_name)
    return { error: `[TABLE_OR_VIEW_NOT_FOUND] The table or view \`${table}\` cannot be found. SQLSTATE: 42P01` };
  if (/^count\(/i.test(what)) return { columns: [{ name: 'count(1)', type_name: 'LONG' }], rows: [['21932']] };
  if (/^\d+$/.test(what))
    return { columns: [{ name: what, type_name: 'INT' }], rows: sampleRows.slice(0, Number(limit)).map(() => [what]) };
  return {
    columns: sampleTable.columns.map((c) => ({ name: String(c.name), type_name: String(c.type_name) })),
    rows: sampleRows.slice(0, Number(limit)),
  };
}

/** A statement is PENDING until its warehouse runs, then finishes at once. A failed statement is still HTTP 200. */
export function runStatement(store: Store, warehouse: Warehouse, id: string, text: string) {
  if (warehouseState(warehouse, store.clock.now()) !== 'RUNNING') return { statement_id: id, status: { state: 'PENDING' } };
  warehouse.lastUsedAt = store.clock.now();
  const result = answer(text);
  if ('error' in result)
    return {
      statement_id: id,
      status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message: result.error }, sql_state: result.error.slice(-5) },
    };
  return {
    statement_id: id,
    status: { state: 'SUCCEEDED' },
    manifest: {
      format: 'JSON_ARRAY',
      schema: {
        column_count: result.columns.length,
        columns: result.columns.map((c, position) => ({ ...c, type_text: c.type_name, position })),
      },
      total_row_count: result.rows.length,
      truncated: false,
    },
    result: { chunk_index: 0, row_offset: 0, row_count: result.rows.length, data_array: result.rows },
  };
}
