import type { Prisma } from '@/generated/prisma/client';
import { type At, channel } from './change';

/** What belongs to a whole workshop and changed: see `Said` in bus.ts. */
export const workshopChannel = 'guidepost_workshop';

/**
 * Gives an enrolment its next revision, and tells every page that shows it: for what is kept beside progress and changes in a
 * transaction of its own, by whoever has locked the enrolment in it.
 * @param by the browser tab that asked for it: its own event stream need not tell it again
 */
export async function touch(
  tx: Pick<Prisma.TransactionClient, '$executeRaw'>,
  { enrolmentId, workshopId }: At,
  by?: string,
): Promise<void> {
  await tx.$executeRaw`
    WITH touched AS (
      UPDATE "Enrolment" SET "revision" = nextval('progress_revision')
      WHERE "id" = ${enrolmentId}::uuid AND "workshopId" = ${workshopId}::uuid RETURNING "revision"::text
    )
    SELECT pg_notify(${channel}, json_build_object('workshop', ${workshopId}::text, 'enrolment', ${enrolmentId}::text, 'revision', revision,
      'by', ${by ?? null}::text, 'watch', false)::text), pg_notify(${workshopChannel}, json_build_object('workshop', ${workshopId}::text, 'what', 'help')::text)
    FROM touched`;
}

/** Tells every page of a workshop that its announcements or its queue changed. */
export async function tellWorkshop(tx: Pick<Prisma.TransactionClient, '$executeRaw'>, workshopId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${workshopChannel}, json_build_object('workshop', ${workshopId}::text, 'what', 'announcements')::text)`;
}
