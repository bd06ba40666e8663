import type { Trouble } from '@/lib/clouds/trouble';
import { db, statement } from '@/lib/db';
import { allSteps, type Lab, trackIn } from '@/lib/lab/lab';
import type { Plan } from '@/lib/pace/plan';
import { isElsewhere } from '@/lib/together/side';
import type { StepStatus } from './standing';

/** One attendee, as the board needs them. Times are ISO 8601. */
export interface BoardEntry {
  enrolmentId: string;
  name: string;
  userName: string;
  track: string;
  step: string | null;
  stepSince: string;
  seenAt: string;
  /** When they asked for help. */
  helpAt: string | null;
  /** The facilitator who has taken that up. */
  helper: string | null;
  /** What they asked; only while they do. */
  asks?: Asks;
  joinedAt: string;
  /** When they last passed a step themselves. */
  passedAt: string | null;
  /** When the step that they opened last was waived or done for them. */
  excusedAt?: string;
  revision: string;
  passed: string[];
  /** Those of them that they didn't do themselves. */
  excused: { step: string; how: 'waived' | 'solved' }[];
  /** For each step that was checked and hasn't passed: its status, the first check that says so, and when that was, in seconds. */
  open: { step: string; status: StepStatus; checkId: string; checkedAt: number | null }[];
  /** The passed steps on which something is gone or has changed, and the first check that says so. */
  changed: { step: string; checkId: string }[];
  /** What the first open check said, cut, by step: of the step they opened last and of others that fail. */
  says: Readonly<Record<string, Said>>;
  /** Failed clicks on their current step, since they came to it. */
  failedTries: number;
}

/** An open request for help. */
export interface Asks {
  step: string;
  /** In their own words, cut. */
  words?: string;
  /** When a facilitator answered the last thing that they said, ISO 8601. */
  answeredAt?: string;
}

/** A sentence, and why the check couldn't be made, if it couldn't. */
interface Said {
  message: string;
  trouble?: Trouble;
  cloud?: string;
}

interface Row {
  id: string;
  name: string;
  userName: string;
  track: string;
  step: string | null;
  stepSince: Date;
  seenAt: Date;
  helpAt: Date | null;
  help: { helper?: string; step: string; words?: string; answered?: string } | null;
  joinedAt: Date;
  passedAt: Date | null;
  excusedAt: Date | null;
  revision: string;
  passed: string[] | null;
  /** By step: waived or solved. */
  excused: Record<string, 'waived' | 'solved'> | null;
  /** By step: rank, status, check and when, as in `0 wrong garden.bed-exists 1795711547`; earlier ones without the last. */
  stands: Record<string, string>;
  says: Record<string, Said> | null;
  failedTries: number;
}

/** Of so many steps a row has the sentence, and so many characters of each: every board is sent all rows. */
const [mostSaid, longestSaid] = [3, 120];

const entriesSql = `
  WITH shown AS (
    SELECT e."id", p."name", p."userName", e."track", e."step", e."stepSince", e."seenAt", e."helpAt", e."joinedAt", e."revision", e."stands",
      CASE WHEN e."helpAt" IS NOT NULL THEN (
        SELECT json_strip_nulls(json_build_object('helper', f."name", 'step', h."step", 'words', left(h."text", ${longestSaid}), 'answered',
          (SELECT CASE r."by" WHEN 'facilitator' THEN r."at" END FROM "HelpReply" r WHERE r."requestId" = h."id" ORDER BY r."at" DESC, r."id" DESC LIMIT 1)))
        FROM "HelpRequest" h LEFT JOIN "Person" f ON f."id" = h."takenById"
        WHERE h."enrolmentId" = e."id" AND h."closedAt" IS NULL ORDER BY h."askedAt" DESC LIMIT 1) END AS "help"
    FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
    WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' AND e."revision" > $2::bigint
      AND ($3::uuid[] IS NULL OR e."id" = ANY ($3::uuid[]))
  ), passes AS (
    SELECT d."enrolmentId", array_agg(d."step") AS "passed",
      max(d."at") FILTER (WHERE d."how" = 'verified') AS "passedAt",
      max(d."at") FILTER (WHERE d."how" <> 'verified' AND d."step" = shown."step") AS "excusedAt",
      json_object_agg(d."step", d."how") FILTER (WHERE d."how" <> 'verified') AS "excused"
    FROM "StepPass" d JOIN shown ON shown."id" = d."enrolmentId" GROUP BY 1
  )
  SELECT shown.*, passes."passed", passes."passedAt", passes."excusedAt", passes."excused",
    (SELECT json_object_agg(s."step", json_strip_nulls(json_build_object('message', left(coalesce(o.said->>'message', o.said->>'on'), ${longestSaid}),
      'trouble', s."trouble"->>'trouble', 'cloud', s."trouble"->>'cloud'))) FROM (
      SELECT t.step, split_part(t.stand, ' ', 3) AS check_id FROM jsonb_each_text(shown."stands") AS t(step, stand)
      WHERE (t.stand LIKE '0 wrong %' OR t.stand LIKE '1 unreachable %' OR (t.step = shown."step" AND t.stand NOT LIKE '4 open %'))
        AND NOT t.step = ANY (coalesce(passes."passed", '{}'))
      ORDER BY t.step = shown."step" DESC, t.stand LIMIT ${mostSaid}
    ) top JOIN "Standing" s ON s."enrolmentId" = shown."id" AND s."step" = top.step AND s."checkId" = top.check_id
      CROSS JOIN LATERAL (SELECT coalesce(s."trouble", s."verdict") AS said) o
      WHERE coalesce(o.said->>'message', o.said->>'on') <> '') AS "says",
    (SELECT count(*)::int FROM "Attempt" a WHERE a."enrolmentId" = shown."id" AND a."at" >= shown."stepSince" AND a."step" = shown."step" AND a."failed" AND a."trigger" = 'click') AS "failedTries"
  FROM shown LEFT JOIN passes ON passes."enrolmentId" = shown."id"
  ORDER BY shown."name"`;

/**
 * The board's attendees, all of them, some, or those changed after a revision, in one query. How their steps stand was decided when it was
 * written (change.ts), because five hundred attendees have fifty thousand standings.
 * A revision is taken before its transaction ends, so one that committed late may lie a little below one already seen:
 * `after` therefore reaches back by a margin, and receivers take the newest of what they get twice.
 */
export async function boardEntries(workshopId: string, only: { enrolmentIds?: string[]; after?: bigint } = {}): Promise<BoardEntry[]> {
  const margin = 50n;
  const after = only.after === undefined ? -1n : only.after > margin ? only.after - margin : 0n;
  const rows = await statement<Row>(entriesSql, [workshopId, after, only.enrolmentIds ?? null]);
  return rows.map((r) => ({
    enrolmentId: r.id,
    name: r.name,
    userName: r.userName,
    track: r.track,
    step: r.step,
    stepSince: r.stepSince.toISOString(),
    seenAt: r.seenAt.toISOString(),
    helpAt: r.helpAt?.toISOString() ?? null,
    helper: r.help?.helper ?? null,
    ...(r.help ? { asks: asksOf(r.help) } : {}),
    joinedAt: r.joinedAt.toISOString(),
    passedAt: r.passedAt?.toISOString() ?? null,
    ...(r.excusedAt ? { excusedAt: r.excusedAt.toISOString() } : {}),
    revision: r.revision,
    passed: r.passed ?? [],
    excused: Object.entries(r.excused ?? {}).map(([step, how]) => ({ step, how })),
    ...standing(r),
    says: r.says ?? {},
    failedTries: r.failedTries,
  }));
}

const asksOf = ({ step, words, answered }: NonNullable<Row['help']>): Asks => ({
  step,
  ...(words ? { words } : {}),
  ...(answered ? { answeredAt: new Date(answered).toISOString() } : {}),
});

/** A board of 500 has ten thousand of these words, so they are read once each, and without a list of their parts. */
function standing({ passed, excused, stands }: Row): Pick<BoardEntry, 'open' | 'changed'> {
  const [open, changed]: [BoardEntry['open'], BoardEntry['changed']] = [[], []];
  for (const step of Object.keys(stands)) {
    const top = stands[step] ?? '';
    const [afterRank, afterStatus] = [top.indexOf(' '), top.indexOf(' ', top.indexOf(' ') + 1)];
    const afterCheck = top.indexOf(' ', afterStatus + 1);
    const status = top.slice(afterRank + 1, afterStatus) as StepStatus; // a word of the statement's
    const checkId = top.slice(afterStatus + 1, afterCheck < 0 ? undefined : afterCheck);
    if (!passed?.includes(step)) open.push({ step, status, checkId, checkedAt: afterCheck < 0 ? null : Number(top.slice(afterCheck + 1)) });
    else if ((status === 'wrong' || status === 'missing') && excused?.[step] !== 'waived') changed.push({ step, checkId });
  }
  return { open, changed };
}

/** An attendee's row on a board. It is compact, because five hundred of them go to one page. */
export interface BoardRow extends Omit<BoardEntry, 'enrolmentId' | 'passed' | 'excused' | 'open' | 'changed' | 'says'> {
  id: string;
  /** By step slug; a step that is absent hasn't been checked. `how` is set if it is passed and they didn't do it themselves. */
  cells: Record<string, BoardCell>;
}

export interface BoardCell {
  status: StepStatus;
  /** The title of the first check that says so. */
  note?: string;
  /** What that check said, cut, where the row has it: see `BoardEntry`. It's said to the attendee. */
  says?: string;
  /** Why that check couldn't be made. If it's a service's or our doing, that is all there is to say, and `says` is absent. */
  trouble?: Trouble;
  /** The service that couldn't be asked. */
  cloud?: string;
  how?: 'waived' | 'solved';
  /** It was passed, and something has changed since: the note says what. */
  hasChanged?: true;
  /** When a service was last asked about something in progress there, in seconds. */
  checkedAt?: number;
}

/** The ids of everybody on a workshop's board. */
export const presentOn = async (workshopId: string): Promise<string[]> =>
  (await db().enrolment.findMany({ where: { workshopId, role: 'attendee' }, select: { id: true } })).map(({ id }) => id);

/** What a board receives: a row as it is now, or the fact that its attendee has left. */
export type BoardNews = BoardRow | { id: string; isGone: true };

/** The answer to a board's request: the rows that it missed, or all of them. */
export interface BoardAnswer {
  rows: BoardRow[];
  isWhole: boolean;
  /** For the missed rows: the revision they start from, and who is still there, because a board isn't told who left in between. */
  after?: { revision: string; present: string[] };
  plan: Plan;
}

/** Each step that an attendee has checked, with its most important word. */
export function boardRow(lab: Lab, entry: BoardEntry): BoardRow {
  const { enrolmentId: id, passed, excused, open, changed, says, ...rest } = entry;
  const notes = titlesOf(lab);
  const cells: BoardRow['cells'] = {};
  for (const slug of passed) cells[slug] = { status: 'pass' };
  for (const { step: slug, how } of excused) cells[slug] = { status: 'pass', how };
  for (const { step: slug, status, checkId, checkedAt } of open) {
    const cell: BoardCell = { status };
    const note = status === 'open' ? undefined : notes.get(slug)?.get(checkId);
    if (note) cell.note = note;
    if (says[slug]) Object.assign(cell, saidIn(says[slug]));
    if (checkedAt !== null && (status === 'waiting' || status === 'unreachable')) cell.checkedAt = checkedAt;
    cells[slug] = cell;
  }
  for (const { step: slug, checkId } of changed)
    cells[slug] = { ...cells[slug], status: 'pass', note: notes.get(slug)?.get(checkId) ?? '', hasChanged: true };
  return { ...rest, id, track: trackIn(lab, entry.track), cells };
}

/** "It's them, not you" is for attendees; a facilitator would take them for the attendee. */
const saidIn = ({ message, trouble, cloud }: Said): Pick<BoardCell, 'says' | 'trouble' | 'cloud'> => ({
  ...(trouble && isElsewhere(trouble) ? {} : { says: message }),
  ...(trouble ? { trouble } : {}),
  ...(cloud ? { cloud } : {}),
});

/** The row for a screen that everybody in the room sees: somebody's status, but not who they are, nor what a check says of what is theirs. */
export const nameless = ({ asks: _, ...row }: BoardRow): BoardRow => ({
  ...row,
  name: '',
  userName: '',
  helper: null,
  cells: Object.fromEntries(Object.entries(row.cells).map(([slug, { says: _, trouble: __, cloud: ___, ...cell }]) => [slug, cell])),
});

/** What each check is called, by its step and itself. */
type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;
const titles = new WeakMap<Lab, Titles>();
function titlesOf(lab: Lab): Titles {
  const known = titles.get(lab) ?? new Map(allSteps(lab).map((step) => [step.slug, new Map(step.checks.map((c) => [c.id, c.title]))]));
  titles.set(lab, known);
  return known;
}
