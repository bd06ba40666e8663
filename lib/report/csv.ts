import Papa from 'papaparse';

/** What a cell of a table may be. A time is written as ISO 8601, UTC. */
export type Cell = string | number | boolean | Date | null;
export type TableRow = Readonly<Record<string, Cell>>;

/**
 * A spreadsheet calculates what begins with one of these, or with their wide forms of East Asian keyboards; with an apostrophe before it
 * is text (OWASP, CSV injection). Numbers are ours, and stay numbers.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Excel takes a file without it for the alphabet of its country. */
export const byteOrderMark = '\uFEFF';

const plain = (cell: Cell | undefined) => (cell instanceof Date ? cell.toISOString() : (cell ?? ''));

/** Rows as lines of CSV (RFC 4180), each with its end. */
export const csvOf = (columns: readonly string[], rows: readonly TableRow[]): string =>
  rows.length === 0
    ? ''
    : `${Papa.unparse(
        rows.map((row) => columns.map((column) => plain(row[column]))),
        { escapeFormulae: formula, newline: '\r\n' },
      )}\r\n`;

/** Rows as elements of a JSON list, a line each, without what stands between them and the next. */
export const jsonOf = (columns: readonly string[], rows: readonly TableRow[]): string =>
  rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))).join(',\n');
