import Papa from 'papaparse';

/** What a cell of a table may be. A time is written as ISO 8601, UTC. */
export type Cell = string | number | boolean | Date | null;
export type TableRow = Readonly<Record<string, Cell>>;

/**
 * A spreadsheet calculates what begins with one of these, or with their wide forms of East Asian keyboards; with an apostrophe before it
 * is text (OWASP, CSV injection). Numbers are ours, and stay numbers.
 */
const formula = /^(?:\t| *[=+\-@＝＋－＠])/;

/**
 * The same behind what separates cells where a comma is the decimal sign, or in a clipboard. A spreadsheet that reads the file so takes our
 * quotation marks for text, or drops them, and begins a cell there.
 */
const separators = /([;\t])/;
const begins = '=+-@＝＋－＠';

/** Each part after a separator, with an apostrophe in front of anything that would be calculated. */
function defused(text: string): string {
  const parts = text.split(separators);
  return parts
    .map((part, i) => {
      const at = part.length - part.replace(/^[ "]+/, '').length;
      return i > 1 && i % 2 === 0 && at < part.length && begins.includes(part.charAt(at)) ? `${part.slice(0, at)}'${part.slice(at)}` : part;
    })
    .join('');
}

/** To such a reader, a line break within a cell starts a new row. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Without it, Excel assumes the local code page. */
export const byteOrderMark = '\uFEFF';

function plain(cell: Cell | undefined): string | number | boolean {
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'string' ? defused(cell.replace(lineBreak, ' ')) : (cell ?? '');
}

/** Rows as lines of CSV (RFC 4180), each with its end: a row is one line, whatever is in it. */
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
