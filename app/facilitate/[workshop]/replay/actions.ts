'use server';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { AnswerDaysResult } from '@/components/replay/answer-days';
import type { ReplayResult } from '@/components/replay/replay-list';
import { findLab } from '@/labs';
import { audit, changes } from '@/lib/audit';
import { db } from '@/lib/db';
import { applyReplay } from '@/lib/replay/apply';
import { planFor } from '@/lib/replay/read';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { isOpen, overWords } from '@/lib/workshop-end';
import { entriesOf } from './entries';

const Days = z.coerce.number().int().min(0).max(90);

/** How long attempts keep the answers that they judged. What is older goes with the next purge. */
export async function keepAnswers(slug: string, _previous: AnswerDaysResult, form: FormData): Promise<AnswerDaysResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const typed = String(form.get('answerDays') ?? '').slice(0, 10);
  const days = Days.safeParse(typed.trim() || undefined);
  if (!days.success) return { at: Date.now(), typed, problem: 'Enter a number of days from 0 to 90.' };
  await db().$transaction(async (tx) => {
    const { answerDays } = await tx.workshop.findUniqueOrThrow({ where: { id: workshop.id }, select: { answerDays: true } });
    if (answerDays === days.data) return;
    await tx.workshop.update({ where: { id: workshop.id }, data: { answerDays: days.data } });
    const detail = changes({ answerDays: String(answerDays) }, { answerDays: String(days.data) });
    await audit({ act: 'workshop.changed', personId: person.id, workshopId: workshop.id, detail }, tx);
  });
  return { at: Date.now(), typed: String(days.data) };
}

/** As `Entry.key`; a workshop has at most 500 people and some dozens of steps. */
const Keys = z.array(z.string().regex(/^[0-9a-f-]{36}\.[0-9a-f]{16}$/)).max(20_000);

/** Writes what somebody has seen on the list and ticked, unless it has changed since. */
export async function changeVerdicts(slug: string, _previous: ReplayResult, form: FormData): Promise<ReplayResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const keys = requireInput(Keys, form.getAll('key'));
  const lab = findLab(workshop.lab);
  if (!isOpen(workshop)) return { changed: 0, notes: [`${overWords(workshop)} No verdict is changed anymore.`] };
  const { changed, leftAlone } = await applyReplay(lab, workshop.id, keys, person.id);
  const plan = await planFor(lab, workshop.id);
  return {
    changed: changed.length,
    notes: leftAlone.map(({ name, number }) => `Left alone: ${name}, step ${number}. It was checked again in the meantime.`),
    entries: entriesOf(workshop.slug, plan),
  };
}
