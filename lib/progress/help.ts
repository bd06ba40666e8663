import { db } from '@/lib/db';
import { touchEnrolment } from './record';

interface At {
  enrolmentId: string;
  workshopId: string;
}

/** Asks the facilitator to come over. Asked twice, the first time counts: that is how long somebody has waited. */
export async function askForHelp({ enrolmentId, workshopId }: At): Promise<void> {
  await db().enrolment.updateMany({ where: { id: enrolmentId, helpAt: null }, data: { helpAt: new Date() } });
  await touchEnrolment(enrolmentId, workshopId);
}

/** Takes it back, by whoever: the attendee found out, or somebody has been there. */
export async function endHelp({ enrolmentId, workshopId }: At): Promise<void> {
  await db().enrolment.updateMany({ where: { id: enrolmentId, workshopId }, data: { helpAt: null } });
  await touchEnrolment(enrolmentId, workshopId);
}
