import { z } from 'zod';

/** When a workshop is over, and how long data about its people is kept after that. */
export interface Ends {
  /** Null: it has no end, as a practice workshop. */
  endsAt: Date | null;
  closedAt: Date | null;
  retentionDays: number;
}

export type WorkshopEnd = Pick<Ends, 'endsAt' | 'retentionDays'>;

/** For Prisma's `select`. */
export const endsColumns = { endsAt: true, closedAt: true, retentionDays: true } as const;

/** Whether people may join and have their work checked. */
export const isOpen = ({ endsAt, closedAt }: Pick<Ends, 'endsAt' | 'closedAt'>, now = Date.now()): boolean =>
  closedAt === null && (endsAt === null || now < endsAt.getTime());

/** The same in SQL, by the database's clock. @param w the alias of the workshop */
export const openSql = (w: string): string => `(${w}."closedAt" IS NULL AND (${w}."endsAt" IS NULL OR ${w}."endsAt" > now()))`;

/** Whether somebody with the code may join: a facilitator may close joining alone, while everything else goes on. */
export const isJoinable = ({ joiningClosedAt, ...ends }: Pick<Ends, 'endsAt' | 'closedAt'> & { joiningClosedAt: Date | null }): boolean =>
  isOpen(ends) && joiningClosedAt === null;

const dayMs = 86_400_000;

/** A workshop that was closed by mistake can be reopened for this long without losing anything. */
const reopenHours = 24;

/** When its keys go, and the retention begins: at its end, or a day after it was closed. Null: it goes on, without an end. */
export function finalAt({ endsAt, closedAt }: Pick<Ends, 'endsAt' | 'closedAt'>): Date | null {
  const closing = closedAt && new Date(closedAt.getTime() + reopenHours * 3_600_000);
  return endsAt && closing ? (endsAt < closing ? endsAt : closing) : (endsAt ?? closing);
}

/** The same in SQL. @param w the alias of the workshop */
export const finalAtSql = (w: string): string => `least(${w}."endsAt", ${w}."closedAt" + make_interval(hours => ${reopenHours}))`;

/** When data about a workshop's people is deleted. */
export function deletedAt(ends: Ends): Date | null {
  const final = finalAt(ends);
  return final && new Date(final.getTime() + ends.retentionDays * dayMs);
}

/** The end of a day, wherever its people are: it is over on the whole earth at noon UTC of the next. @param day as 2026-11-26 */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T12:00:00Z`) + dayMs);

/** The last day of something that ends then, as 2026-11-26. */
export const lastDay = (end: Date): string => new Date(end.getTime() - dayMs).toISOString().slice(0, 10);

/** The day of a moment, as 26 November 2026, UTC. */
export const dayWords = (at: Date): string =>
  at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Why a workshop is over, as a sentence. */
export const overWords = ({ endsAt, closedAt }: Pick<Ends, 'endsAt' | 'closedAt'>): string =>
  endsAt && endsAt.getTime() <= Date.now() && !closedAt
    ? `This workshop ended on ${dayWords(new Date(endsAt.getTime() - dayMs))}.`
    : 'This workshop is closed.';

/** How long attendees' data stays, as a sentence; empty for a workshop without an end. */
export function keptWords(ends: Ends): string {
  const at = deletedAt(ends);
  return at ? `Your data here is deleted on ${dayWords(at)}.` : '';
}

/** What happens to a closed workshop's keys and data, for its facilitator, as sentences. */
export function closingWords(ends: Ends, now = Date.now()): string {
  const [final, deleted] = [finalAt(ends), deletedAt(ends)];
  if (!final || !deleted) return '';
  const data =
    deleted.getTime() <= now ? 'Its attendees’ data has been deleted.' : `Its attendees’ data is deleted on ${dayWords(deleted)}.`;
  if (final.getTime() <= now) return `The keys you entered are removed. ${data}`;
  const at = `${dayWords(final)} at ${final.toISOString().slice(11, 16)} UTC`;
  const isSure = final.getTime() === ends.endsAt?.getTime();
  return `The keys you entered are removed on ${at}${isSure ? '' : ', unless you reopen it before'}. ${data}`;
}

/** What closing a workshop does, for the facilitator who is about to, as sentences. */
export const beforeClosingWords = ({ retentionDays }: Pick<Ends, 'retentionDays'>): string =>
  [
    'Nobody can join anymore, and nothing is checked. Attendees can still read what they did.',
    `You can reopen it for ${reopenHours} hours and lose nothing. Then the keys you entered are removed,`,
    `and its attendees’ data is deleted ${retentionDays === 0 ? 'with them' : retentionDays === 1 ? 'a day later' : `${retentionDays} days later`}.`,
  ].join(' ');

const Day = z.iso.date('Choose the workshop’s last day.');
const Retention = z.coerce.number().int().min(0).max(365);
const longestDays = 366;

/**
 * The last day and the days of retention, as a facilitator's form has them.
 * @param before what the workshop has now: a day that is over may stay, and one without an end may go on so
 */
export function readEnd(
  typed: Readonly<Record<string, string>>,
  before: WorkshopEnd | null,
  now: Date,
): WorkshopEnd | { problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const retention = Retention.safeParse(typed['retentionDays']?.trim() || undefined);
  if (!retention.success) problems['retentionDays'] = 'Enter a number of days from 0 to 365.';
  const kept = before && (typed['lastDay'] ?? '') === (before.endsAt ? lastDay(before.endsAt) : '') ? before.endsAt : undefined;
  const day = Day.safeParse(typed['lastDay']);
  let endsAt: Date | null = kept ?? null;
  if (kept === undefined) {
    if (!day.success) problems['lastDay'] = day.error.issues[0]?.message ?? '';
    else endsAt = endOfDay(day.data);
    if (endsAt && endsAt <= now) problems['lastDay'] = 'That day is over. To end the workshop now, close it.';
    if (endsAt && endsAt.getTime() - now.getTime() > longestDays * dayMs) problems['lastDay'] = 'Choose a day within a year.';
  }
  return Object.keys(problems).length > 0 ? { problems } : { endsAt, retentionDays: retention.data ?? 0 };
}
