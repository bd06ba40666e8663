import Papa from 'papaparse';
import { oneLine } from '@/lib/lab/vocabulary';

/** Bytes of a list: a thousand people have some 60 kB. */
export const rosterBytes = 200_000;
/** People in a list. */
export const rosterRows = 1000;

/** Somebody as a list has them. */
export interface Listed {
  /** The row in the list, counted from 1 as in spreadsheets, including the row of titles. */
  row: number;
  name: string;
  /** Sign-in name or mail, in lower case. */
  userName: string;
  /** One of the lab's tracks; null: not stated. */
  track: string | null;
}

export interface Refused {
  row: number;
  why: string;
}

/** Which rows of a list can be used and which can't, or why none can. */
export type Roster = { listed: Listed[]; refused: Refused[] } | { problem: string };

/** The column titles that lists of participants have, including those of Entra ID's group exports. */
const titles: Record<'name' | 'first' | 'last' | 'userName' | 'mail' | 'track', readonly string[]> = {
  name: ['name', 'full name', 'display name', 'displayname', 'attendee', 'participant'],
  first: ['first name', 'given name', 'givenname'],
  last: ['last name', 'surname', 'family name'],
  userName: ['user name', 'username', 'sign-in name', 'sign in name', 'user principal name', 'userprincipalname', 'upn'],
  mail: ['mail', 'email', 'e-mail', 'email address', 'e-mail address', 'mail address'],
  track: ['track'],
};
type Column = keyof typeof titles;

const delimiters = [',', ';', '\t'] as const;

/** Excel writes semicolons where a comma is the decimal sign, and tabs into the clipboard: the first line tells. */
function delimiterOf(text: string): string {
  const first = /[^\r\n]+/.exec(text)?.[0] ?? '';
  const times = (mark: string) => first.split(mark).length;
  return delimiters.reduce((best, mark) => (times(mark) > times(best) ? mark : best));
}

function columnsOf(head: readonly string[]): Partial<Record<Column, number>> {
  const said = head.map((title) => title.trim().toLowerCase().replace(/[_ ]+/g, ' '));
  const found: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(titles) as Column[]) {
    // the keys of a literal
    const at = said.findIndex((title) => titles[column].includes(title));
    if (at >= 0) found[column] = at;
  }
  return found;
}

/** A line of a list without titles: whatever holds an @ is the address. */
function guessed(head: readonly string[]): Partial<Record<Column, number>> | null {
  const address = head.findIndex((cell) => cell.includes('@'));
  if (address < 0 || head.length > 3) return null;
  const others = head.map((_, i) => i).filter((i) => i !== address);
  const [name, track] = others;
  return { userName: address, ...(name === undefined ? {} : { name }), ...(track === undefined ? {} : { track }) };
}

const address = /^[^\s@,;<>"]{1,120}@[^\s@,;<>"]{1,120}$/;
const control = /\p{Cc}/u;

/** The address in `Ada Lovelace <ada@example.com>`, as mail programs copy it. */
const bare = (cell: string) => (cell.endsWith('>') ? cell.slice(cell.lastIndexOf('<') + 1, -1) : cell);

const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

type Tracks = Readonly<Record<string, { title: string }>>;

/**
 * Reads a list of who is expected. Its first line has the titles; without any, one column of three at most holds addresses.
 * @param tracks the lab's tracks: a list may say their ids or their titles
 */
export function readRoster(given: string, tracks: Tracks): Roster {
  if (Buffer.byteLength(given) > rosterBytes) return { problem: `The list is too long: at most ${rosterBytes / 1000} kB.` };
  // "Unicode text" of a spreadsheet is UTF-16, of which every other byte is none
  if (given.includes('\0')) return { problem: 'The list isn’t plain text. Save it as CSV UTF-8, then try again.' };
  const text = given.replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const broken = errors.find((e) => e.type === 'Quotes');
  if (broken) return { problem: `Row ${(broken.row ?? 0) + 1} has a quotation mark that isn’t closed. Correct it, then try again.` };
  const head = data.find((row) => !isBlank(row));
  if (!head) return { problem: 'There is nobody in the list.' };
  const named = columnsOf(head);
  const isTitled = Object.keys(named).length > 0;
  const columns = isTitled ? named : guessed(head);
  if (columns?.userName === undefined && columns?.mail === undefined)
    return { problem: 'The list has no column with sign-in names or email addresses. Its first row should be: name,email.' };

  const reader = new Reader(columns, tracks);
  for (const [i, row] of data.entries()) {
    if (isBlank(row) || (isTitled && row === head)) continue;
    if (reader.count === rosterRows) return { problem: `The list is too long: at most ${rosterRows} people.` };
    reader.read(i + 1, row);
  }
  const { listed, refused } = reader;
  return reader.count === 0 ? { problem: 'There is nobody in the list.' } : { listed, refused };
}

/** Reads one row after another, and remembers which addresses it has seen. */
class Reader {
  readonly listed: Listed[] = [];
  readonly refused: Refused[] = [];
  private readonly rows = new Map<string, number>();
  private readonly trackOf: Map<string, string>;

  constructor(
    private readonly columns: Partial<Record<Column, number>>,
    private readonly tracks: Tracks,
  ) {
    const both = Object.entries(tracks).flatMap(([id, { title }]): [string, string][] => [
      [title.toLowerCase(), id],
      [id.toLowerCase(), id],
    ]);
    this.trackOf = new Map(both);
  }

  get count(): number {
    return this.listed.length + this.refused.length;
  }

  read(row: number, cells: readonly string[]): void {
    const why = this.take(row, cells);
    if (why) this.refused.push({ row, why });
  }

  /** @returns why it is refused */
  private take(row: number, cells: readonly string[]): string | null {
    const { name, first, last, userName: signIn, mail, track: way } = this.columns;
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').slice(0, 500).trim());
    const userName = bare(cell(signIn) || cell(mail)).toLowerCase();
    if (userName === '') return 'No sign-in name or email address.';
    if (!address.test(userName) || control.test(userName)) return 'That is not a sign-in name or an email address.';
    const before = this.rows.get(userName);
    if (before !== undefined) return `The same address as in row ${before}.`;
    const called = oneLine(cell(name) || `${cell(first)} ${cell(last)}`);
    if (called === null) return 'The name has a line break or a control character in it.';
    if (called.length > 100) return 'The name is longer than 100 characters.';
    const said = cell(way).toLowerCase();
    const isChosen = said !== '' && Object.keys(this.tracks).length > 1; // where there is one, a list need not name it
    const track = isChosen ? this.trackOf.get(said) : null;
    if (track === undefined) return `There is no such track. Use ${Object.keys(this.tracks).join(' or ')}.`;
    this.rows.set(userName, row);
    this.listed.push({ row, name: called || userName, userName, track });
    return null;
  }
}
