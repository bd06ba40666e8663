/** When a workshop is over, and for how long what is known of its people is kept then. */
export interface Ends {
  /** Null: it has no end, as a practice workshop. */
  endsAt: Date | null;
  closedAt: Date | null;
  retentionDays: number;
}

/** For Prisma's `select`. */
export const endsColumns = { endsAt: true, closedAt: true, retentionDays: true } as const;

/** Whether people may join and have their work checked. */
export const isOpen = ({ endsAt, closedAt }: Pick<Ends, 'endsAt' | 'closedAt'>, now = Date.now()): boolean =>
  closedAt === null && (endsAt === null || now < endsAt.getTime());

/** The same in SQL, by the database's clock. @param w the alias of the workshop */
export const openSql = (w: string): string => `(${w}."closedAt" IS NULL AND (${w}."endsAt" IS NULL OR ${w}."endsAt" > now()))`;

const dayMs = 86_400_000;

/** When what is known of a workshop's people is deleted. */
export const deletedAt = ({ endsAt, retentionDays }: Pick<Ends, 'endsAt' | 'retentionDays'>): Date | null =>
  endsAt && new Date(endsAt.getTime() + retentionDays * dayMs);

/** The end of a day, wherever its people are: it is over on the whole earth at noon UTC of the next. @param day as 2026-11-26 */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T12:00:00Z`) + dayMs);

/** The last day of something that ends then, as 2026-11-26. */
export const lastDay = (end: Date): string => new Date(end.getTime() - dayMs).toISOString().slice(0, 10);

/** The day of a moment, as 26 November 2026, UTC. */
export const dayWords = (at: Date): string =>
  at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
