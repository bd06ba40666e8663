import { type AllStanding, standingIn } from '@/lib/announcements/read';
import type { Standing } from '@/lib/announcements/view';
import { Held } from '@/lib/held';
import { queueOf } from '@/lib/help/read';
import type { Queued } from '@/lib/help/view';
import { togetherIn } from '@/lib/together/read';
import type { Together } from '@/lib/together/rule';

/** A line as a page shows it. */
export interface TogetherLine extends Together {
  /** How many they are. `people` holds the first of them: of a room of hundreds, nobody reads all names here. */
  count: number;
  /** How many of them were told about this failure, as long as that stands. */
  told: number;
  /** When the first of them was told about it, once all of them are and as long as that stands; ISO 8601. */
  toldAt: string | null;
}

/** What facilitators see apart from the board's rows: who is waiting for help, what fails for several people, and the announcements. */
export interface Room {
  /** By the database's clock, in microseconds. Of two readings, the later one is right. */
  readAt: number;
  /** The workshop's id. */
  workshop: string;
  help: Queued[];
  together: TogetherLine[];
  standing: Standing[];
}

const mostNamed = 40;

const rooms = new Held<Room>(1000);

/** The room as it was within the last second. */
export const roomOf = (workshopId: string): Promise<Room> => rooms.get(workshopId, () => read(workshopId));

/** The room as it is now; anybody who asks within the next second gets the same. */
export const roomNow = (workshopId: string): Promise<Room> => rooms.renew(workshopId, () => read(workshopId));

async function read(workshopId: string): Promise<Room> {
  const [{ readAt, all }, help, lines] = await Promise.all([standingIn(workshopId), queueOf(workshopId), togetherIn(workshopId)]);
  return {
    readAt,
    workshop: workshopId,
    help,
    together: lines.map((line) => ({
      ...line,
      people: line.people.slice(0, mostNamed),
      count: line.people.length,
      ...toldOf(line, all),
    })),
    standing: all.map(({ for: _, about, ...standing }) =>
      about !== null && !lines.some(({ key }) => key === about) ? { ...standing, isOver: true } : standing,
    ),
  };
}

function toldOf({ key, people }: Together, all: AllStanding['all']): Pick<TogetherLine, 'told' | 'toldAt'> {
  const about = all.filter((a) => a.about === key);
  const told = people.filter(({ id }) => about.some(({ for: ids }) => ids?.has(id))).length;
  return { told, toldAt: told === people.length ? (about.at(-1)?.at ?? null) : null };
}
