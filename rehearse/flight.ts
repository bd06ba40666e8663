/** The rows of an answer to a server action, as React sends them: `id:JSON`, a line each, and `id:Tlength,` for long texts. */
function rowsOf(answer: string): Map<string, unknown> {
  const bytes = Buffer.from(answer);
  const rows = new Map<string, unknown>();
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(':', at);
    if (colon < 0) break;
    const id = bytes.toString('latin1', at, colon);
    if (bytes[colon + 1] === 0x54) {
      const comma = bytes.indexOf(',', colon);
      const end = comma + 1 + Number.parseInt(bytes.toString('latin1', colon + 2, comma), 16);
      rows.set(id, { text: bytes.toString('utf8', comma + 1, end) } satisfies Text);
      at = end;
    } else {
      const found = bytes.indexOf('\n', colon);
      const end = found < 0 ? bytes.length : found;
      const text = bytes.toString('utf8', colon + 1, end);
      if (/^[[{"\d-]|^(null|true|false)$/.test(text)) rows.set(id, JSON.parse(text));
      else if (text.startsWith('E')) rows.set(id, new FlightError(text.slice(0, 200)));
      at = end + 1;
    }
  }
  return rows;
}
interface Text {
  text: string;
}

/** The action threw, or something on the page that came with its answer did. */
export class FlightError extends Error {}

/** What `$…` stands for in a row; what only a browser could read stays unchanged. */
function read(rows: Map<string, unknown>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => read(rows, one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(rows, one)]));
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  if (value.startsWith('$$')) return value.slice(1);
  if (value === '$undefined') return undefined;
  if (value.startsWith('$D')) return value.slice(2);
  const [id = '', ...path] = value.slice(1).replace(/^@/, '').split(':');
  const row = rows.get(id);
  if (row === undefined) return value;
  const found = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], row); // a path that React made
  return isText(found) ? found.text : read(rows, found);
}
const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && Object.keys(value).join() === 'text';

/** What a server action returned. @throws FlightError when it threw */
export function returnedBy(answer: string): unknown {
  const rows = rowsOf(answer);
  const broken = [...rows.values()].find((row) => row instanceof FlightError);
  if (broken) throw broken;
  const head = rows.get('0');
  const returned = typeof head === 'object' && head !== null && 'a' in head ? head.a : undefined;
  return read(rows, returned);
}
