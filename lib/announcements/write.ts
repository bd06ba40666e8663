import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import { tellWorkshop } from '@/lib/progress/touch';
import type { Audience, Kind } from './view';

export interface ToSay {
  kind: Kind;
  text: string;
  audience: Audience;
  /** The step it is about, by slug. */
  step: string | null;
  /** Whom it is for, if it names people; people of other workshops are left out. */
  enrolmentIds: readonly string[];
  /** Which failure that these people share it answers, if any. */
  about?: string | null;
}

/** Whether people should stay at a step has only one answer at a time. */
const isOnTheWay = (kind: Kind) => kind === 'hold' || kind === 'go-on';

/**
 * Announces something to attendees. It stays on their pages until it is ended. Holding people at a step, or moving them on, ends what was
 * announced about that step before. What is already announced is not announced again, for example by a second click, or by another
 * facilitator at the same moment. Of a failure that more people have since, only those who haven't been told yet are told, and ending it
 * once ends it for all of them.
 * @returns how many people it names; null if it is for everybody, or for those on the step
 */
export function announce(
  workshopId: string,
  personId: string,
  { kind, text, audience, step, enrolmentIds, about = null }: ToSay,
): Promise<number | null> {
  const isNamed = audience === 'stuck' || audience === 'listed';
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Workshop" WHERE "id" = ${workshopId}::uuid FOR NO KEY UPDATE`; // one after another
    const found = isNamed
      ? await tx.enrolment.findMany({ where: { workshopId, role: 'attendee', id: { in: [...enrolmentIds] } }, select: { id: true } })
      : [];
    const ids = found.map(({ id }) => id);
    if (isNamed && ids.length === 0) return 0;
    const same = { workshopId, kind, text, audience, step, about, endedAt: null, ...(isNamed ? { enrolmentIds: { hasEvery: ids } } : {}) };
    if ((await tx.announcement.count({ where: same })) > 0) return isNamed ? ids.length : null;
    const told = about === null ? [] : await tx.announcement.findMany({ where: { workshopId, kind, audience, about, endedAt: null } });
    const reached = new Set(told.flatMap(({ enrolmentIds }) => enrolmentIds));
    const fresh = ids.filter((id) => !reached.has(id));
    if (isNamed && fresh.length === 0) return ids.length;
    const at = new Date();
    if (isOnTheWay(kind) && step)
      await tx.announcement.updateMany({
        where: { workshopId, step, kind: { in: ['hold', 'go-on'] }, endedAt: null },
        data: { endedAt: at },
      });
    const wider = told.find((t) => t.text === text && t.step === step);
    const { id } = wider
      ? await tx.announcement.update({ where: { id: wider.id }, data: { enrolmentIds: { push: fresh } }, select: { id: true } })
      : await tx.announcement.create({
          data: { workshopId, byPersonId: personId, kind, text, audience, step, about, enrolmentIds: fresh, at },
          select: { id: true },
        });
    const detail = { announcement: id, kind, audience, ...(step ? { step } : {}), ...(isNamed ? { people: fresh.length } : {}) };
    await audit({ act: 'announcement.made', personId, workshopId, detail }, tx);
    await tellWorkshop(tx, workshopId);
    return isNamed ? ids.length : null;
  });
}

/** Takes an announcement off all pages. @returns whether it was active */
export function endAnnouncement(workshopId: string, personId: string, id: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.announcement.updateMany({ where: { id, workshopId, endedAt: null }, data: { endedAt: new Date() } });
    if (count === 0) return false;
    await audit({ act: 'announcement.ended', personId, workshopId, detail: { announcement: id } }, tx);
    await tellWorkshop(tx, workshopId);
    return true;
  });
}
