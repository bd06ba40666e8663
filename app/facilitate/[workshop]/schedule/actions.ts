'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { ScheduleResult } from '@/components/board/schedule-form';
import { audit, changes } from '@/lib/audit';
import { db } from '@/lib/db';
import { readSchedule, scheduleFields, scheduleWords } from '@/lib/pace/schedule';
import { isZone } from '@/lib/pace/zone';
import { tellPlan } from '@/lib/progress/plan';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';

const Zone = z.string().max(60).refine(isZone);
/** A date and a time, whatever else somebody typed. */
const Typed = z.string().max(40).catch('');

/** Sets when the room meets, or that nothing is planned. Boards count from it at once. */
export async function planRoom(slug: string, _previous: ScheduleResult, form: FormData): Promise<ScheduleResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const zone = requireInput(Zone, form.get('zone'));
  const typed = Object.fromEntries(scheduleFields().map((name) => [name, Typed.parse(form.get(name))]));
  const read = readSchedule(typed, zone);
  if ('problems' in read) return { problems: read.problems, typed };
  await db().$transaction(async (tx) => {
    const where = { id: workshop.id };
    const before = await tx.workshop.findUniqueOrThrow({ where, select: { startsAt: true, plannedEnd: true, breaks: true } });
    await tx.workshop.update({ where, data: read });
    const detail = changes(scheduleWords(before), scheduleWords(read));
    if (Object.keys(detail).length === 0) return;
    await audit({ act: 'workshop.scheduled', personId: person.id, workshopId: workshop.id, detail }, tx);
    await tellPlan(workshop.id, tx);
  });
  redirect(`/facilitate/${workshop.slug}?saved=schedule`);
}
