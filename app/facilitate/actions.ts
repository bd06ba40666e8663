'use server';
import { randomInt, randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { WorkshopResult } from '@/components/board/workshop-form';
import { allLabs, findLab } from '@/labs';
import { db } from '@/lib/db';
import { isPractice } from '@/lib/env';
import type { Lab } from '@/lib/lab/lab';
import { keptSecrets, type ParsedSettings, parseSettings, sealedIn, settingsOf } from '@/lib/lab/settings';
import { notOneLine, oneLine } from '@/lib/lab/vocabulary';
import { change } from '@/lib/progress/change';
import { requireFacilitator } from '@/lib/session';
import { Slug, slugOf } from '@/lib/slug';
import { sealSecrets } from '@/lib/workshop-secrets';

const Title = z
  .string()
  .trim()
  .min(3, 'Give it a title that attendees recognise.')
  .max(80)
  .refine((title) => oneLine(title) !== null, notOneLine);

/** Letters and digits that cannot be taken for one another when read off a projector. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const pick = (n: number) => Array.from({ length: n }, () => letters.charAt(randomInt(letters.length))).join('');

const newSlug = (title: string) => slugOf(`${slugOf(title).slice(0, 40)} ${pick(4)}`);

export async function createWorkshop(_previous: WorkshopResult, form: FormData): Promise<WorkshopResult> {
  const { person } = await requireFacilitator();
  const lab = findLab(requireInput(z.enum(allLabs().map((l) => l.id)), form.get('lab')));
  const read = readForm(lab, form);
  if ('problems' in read) return read;
  const { title, parsed } = read;
  const id = randomUUID();
  const made = await db().workshop.create({
    data: {
      id,
      slug: newSlug(title),
      lab: lab.id,
      title,
      joinCode: `${pick(3)}-${pick(4)}`,
      settings: parsed.settings,
      secrets: sealSecrets(id, parsed.secrets),
      isPractice: isPractice(),
      createdById: person.id,
    },
    select: { id: true, slug: true },
  });
  await db().auditEvent.create({ data: { personId: person.id, workshopId: made.id, action: 'workshop.created' } });
  redirect(`/facilitate/${made.slug}`);
}

/** Changes a workshop's settings while it runs: what attendees have verified stays, and the next look is by the new ones. */
export async function changeWorkshop(slug: string, _previous: WorkshopResult, form: FormData): Promise<WorkshopResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const lab = findLab(workshop.lab);
  const read = readForm(lab, form);
  if ('problems' in read) return read;
  const { title, parsed } = read;
  await db().$transaction(async (tx) => {
    const { secrets, settings } = await tx.workshop.findUniqueOrThrow({
      where: { id: workshop.id },
      select: { secrets: true, settings: true },
    });
    const kept = keptSecrets(lab, z.record(z.string(), z.json()).parse(secrets), settingsOf(lab, settings), parsed.settings);
    await tx.workshop.update({
      where: { id: workshop.id },
      data: { title, settings: parsed.settings, secrets: { ...kept, ...sealSecrets(workshop.id, parsed.secrets) } },
    });
    await tx.auditEvent.create({ data: { personId: person.id, workshopId: workshop.id, action: 'workshop.changed' } });
  });
  redirect(`/facilitate/${workshop.slug}`);
}

/** Somebody has been there. Only of the facilitator's own workshop. */
export async function helped(slug: string, enrolmentId: string): Promise<void> {
  const { workshop } = await requireFacilitator(requireInput(Slug, slug));
  await change({ enrolmentId: requireInput(z.uuid(), enrolmentId), workshopId: workshop.id }, { help: 'ended' });
  revalidatePath(`/facilitate/${workshop.slug}`, 'layout');
}

/** The title and the settings, or what is wrong with which. What is secret is not sent back into the form. */
function readForm(lab: Lab, form: FormData): WorkshopResult | { title: string; parsed: Exclude<ParsedSettings, { problems: unknown }> } {
  const typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const title = Title.safeParse(typed['title']);
  const parsed = parseSettings(lab, typed);
  if (title.success && !('problems' in parsed)) return { title: title.data, parsed };
  const problems: Record<string, string> = title.error ? { title: title.error.issues[0]?.message ?? '' } : {};
  for (const [name] of sealedIn(lab)) delete typed[name];
  return { problems: { ...problems, ...('problems' in parsed ? parsed.problems : {}) }, typed };
}
