import { type BoardStep, type Group, groups, groupsOf } from '@/lib/pace/group';
import type { Plan } from '@/lib/pace/plan';
import { type PaceSummary, type PersonPace, roomPace } from '@/lib/pace/room';
import type { BoardNews, BoardRow } from '@/lib/progress/board';
import { type Facets, type Filter, filtered, type Shared } from './filter';

/** An attendee on the board: what is known of them, and what follows from it. */
export interface Placed extends PersonPace {
  row: BoardRow;
  /** Their most urgent group, by which the board is sorted. */
  group: Group;
  /** Every group they are in: each counts them. */
  groups: readonly Group[];
}

/** What does not change while a board is open. */
export interface Room {
  steps: readonly BoardStep[];
  plan: Plan;
}

export interface BoardView {
  /** Who passes the filter, in its order. */
  shown: Placed[];
  facets: Facets;
  /** How many there are of each group, whatever the filter. */
  totals: Facets['group'];
  pace: PaceSummary;
}

/** What the server renders of a board: one page of those who pass the filter, and what is counted of all. */
export interface BoardStart extends Omit<BoardView, 'shown'> {
  rows: BoardRow[];
  /** How many pass the filter. */
  found: number;
  page: number;
  pages: number;
}
/** As many attendees are one page of the server; of more a page is about a screenful, as drawing rows is most of what it costs. */
const [wholeRows, pageRows] = [40, 25];

/** Groups change by the minute: no need to sort each second. In milliseconds. */
export const settledNow = (now: number): number => Math.floor(now / 5000) * 5000;

// comparing by locale is slow unless the comparer is made once
const byName = new Intl.Collator(undefined, { sensitivity: 'base' });
const nameFirst = (a: Placed, b: Placed) => byName.compare(a.row.name, b.row.name) || (a.row.id < b.row.id ? -1 : 1);
const rank = Object.fromEntries(groups.map((group, i) => [group, i])) as Record<Group, number>; // each group, from the list of them
const isAnswered = ({ row }: Placed) => row.asks?.answeredAt !== undefined;
/** Of those who ask for help: who has no answer, who has nobody yet, then who has waited longest. */
const waitedFirst = (a: Placed, b: Placed) =>
  a.group === 'help' && b.group === 'help'
    ? Number(isAnswered(a)) - Number(isAnswered(b)) ||
      Number(a.row.helper !== null) - Number(b.row.helper !== null) ||
      Date.parse(a.row.helpAt ?? '') - Date.parse(b.row.helpAt ?? '')
    : 0;
const orders: Record<Filter['sort'], (a: Placed, b: Placed) => number> = {
  urgency: (a, b) => rank[a.group] - rank[b.group] || waitedFirst(a, b) || nameFirst(a, b),
  lag: (a, b) => (b.lag ?? Number.NEGATIVE_INFINITY) - (a.lag ?? Number.NEGATIVE_INFINITY) || nameFirst(a, b),
  name: nameFirst,
};

/**
 * Who is shown, in which order, and the counts.
 * @param now in milliseconds since 1970
 * @param shared what several people share, for the search
 * @param known where the rows are only some of the room's: what is known of all
 */
export function boardView(
  rows: readonly BoardRow[],
  { steps, plan }: Room,
  filter: Filter,
  now: number,
  { known, shared }: { known?: PaceSummary | undefined; shared?: Shared } = {},
): BoardView {
  const { people, summary } = roomPace(rows, steps, plan, now, known);
  const placed = rows.map((row): Placed => {
    const pace = people.get(row.id) ?? { lag: null, endsAt: null, isDone: false };
    const all = groupsOf(row, steps, now, plan.breaks);
    return { row, group: all[0], groups: all, ...pace };
  });
  const { shown, ...counted } = filtered(placed, steps, filter, shared);
  return { ...counted, shown: shown.sort(orders[filter.sort]), pace: known ?? summary };
}

/** One page of the board. @param page counts from 1; out of range means the nearest */
export function boardStart(rows: readonly BoardRow[], room: Room, filter: Filter, now: number, page: number, shared?: Shared): BoardStart {
  const { shown, ...counted } = boardView(rows, room, filter, settledNow(now), shared ? { shared } : {});
  const size = shown.length <= wholeRows ? wholeRows : pageRows;
  const pages = Math.max(1, Math.ceil(shown.length / size));
  const at = Math.min(Math.max(1, page), pages);
  const rowsHere = shown.slice((at - 1) * size, at * size).map((p) => p.row);
  return { ...counted, rows: rowsHere, found: shown.length, page: at, pages };
}

/** Merges rows that arrived into those known; the higher revision wins. Rows of people who have left are removed. */
export function mergeRows(known: readonly BoardRow[], arrived: readonly BoardNews[]): BoardRow[] {
  const byId = new Map(known.map((r) => [r.id, r]));
  for (const row of arrived) {
    if ('isGone' in row) {
      byId.delete(row.id);
      continue;
    }
    const old = byId.get(row.id);
    if (!old || BigInt(old.revision) <= BigInt(row.revision)) byId.set(row.id, row);
  }
  return [...byId.values()];
}
