import { LRUCache } from 'lru-cache';
import { statement } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { type BoardRow, boardEntries, boardRow } from './board';

type Rows = ReadonlyMap<string, BoardRow>;

/** Rows of boards that somebody looked at lately, by workshop. Bounded by the rows in it: each takes about 2 kB. */
const known = new LRUCache<string, { lab: Lab; rows: Rows }>({
  max: 50,
  maxSize: 3000,
  sizeCalculation: ({ rows }) => rows.size + 1,
  ttl: 10 * 60_000,
});

/** Names are written at a sign-in, which is not a change of anybody's progress. */
const presentSql = `
  SELECT e."id", e."revision"::text, p."name", p."userName" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
  WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' ORDER BY p."name"`;
type Present = Pick<BoardRow, 'id' | 'revision' | 'name' | 'userName'>;

/**
 * All rows of a workshop's board, as they are now, by name. Of those read before, only what has changed since is read again: all that a row
 * shows is written with a new revision of its attendee (see `change`), by which open boards follow it, too.
 */
export async function boardRows(lab: Lab, workshopId: string): Promise<BoardRow[]> {
  const before = known.get(workshopId);
  const old: Rows = before?.lab === lab ? before.rows : new Map();
  const present = await statement<Present>(presentSql, [workshopId]);
  const isAsBefore = ({ id, revision, name, userName }: Present): boolean => {
    const row = old.get(id);
    return row?.revision === revision && row.name === name && row.userName === userName;
  };
  const changed = new Set(present.filter((p) => !isAsBefore(p)).map(({ id }) => id));
  const read = changed.size === 0 ? [] : await boardEntries(workshopId, { enrolmentIds: [...changed] });
  const fresh = new Map(read.map((entry) => [entry.enrolmentId, boardRow(lab, entry)]));
  // somebody who left between the two questions is in neither
  const rows = present.flatMap(({ id }) => fresh.get(id) ?? (changed.has(id) ? [] : (old.get(id) ?? [])));
  known.set(workshopId, { lab, rows: new Map(rows.map((row) => [row.id, row])) });
  return rows;
}
