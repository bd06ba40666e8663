import { statement } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { byteOrderMark, csvOf, jsonOf, type TableRow } from './csv';
import { type Table, type TableName, tables } from './tables';

export const formats = ['csv', 'json'] as const;
export type Format = (typeof formats)[number];

/** Attendees that are read at a time: of each there may be some hundred attempts, with a dozen outcomes. */
const atOnce = 20;

type Raw = Record<string, unknown>;

/** A table's rows, some at a time, so that no workshop is too large to be read. */
export async function* rowsOf(lab: Lab, workshopId: string, name: TableName): AsyncGenerator<TableRow[]> {
  const table: Table = tables[name];
  // what a statement answers is what its columns are: text, numbers, truth values and times
  const expanded = (rows: Raw[]) => (table.expand ? rows.flatMap((row) => table.expand?.(lab, row) ?? []) : (rows as TableRow[]));
  if (table.per === 'workshop') {
    yield expanded(await statement<Raw>(table.sql, [workshopId]));
    return;
  }
  const all = await statement<{ id: string }>(
    `SELECT "id" FROM "Enrolment" WHERE "workshopId" = $1::uuid AND "role" = 'attendee' ORDER BY "id"`,
    [workshopId],
  );
  for (let at = 0; at < all.length; at += atOnce) {
    const some = all.slice(at, at + atOnce).map((e) => e.id);
    yield expanded(await statement<Raw>(table.sql, [workshopId, some]));
  }
}

/** A table as the parts of a file. */
export async function* fileOf(lab: Lab, workshopId: string, name: TableName, format: Format): AsyncGenerator<string> {
  const { columns } = tables[name];
  if (format === 'csv') {
    yield `${byteOrderMark}${columns.join(',')}\r\n`;
    for await (const rows of rowsOf(lab, workshopId, name)) yield csvOf(columns, rows);
    return;
  }
  let before = '[\n';
  for await (const rows of rowsOf(lab, workshopId, name)) {
    if (rows.length === 0) continue;
    yield `${before}${jsonOf(columns, rows)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
