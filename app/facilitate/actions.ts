'use server';
import { randomUUID } from 'node:crypto';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { WorkshopResult } from '@/components/board/workshop-form';
import { allLabs, findLab } from '@/labs';
import { audit, changes, secretChanges, settingChanges } from '@/lib/audit';
import { db } from '@/lib/db';
import { isPractice } from '@/lib/env';
import { newJoinCode, pick } from '@/lib/join-code';
import type { Lab } from '@/lib/lab/lab';
import { keptSecrets, losses, type ParsedSettings, parseSettings, sealedIn, settingsOf } from '@/lib/lab/settings';
import { notOneLine, oneLine } from '@/lib/lab/vocabulary';
import { requireFacilitator } from '@/lib/session';
import { Slug, slugOf } from '@/lib/slug';
import { readEnd, type WorkshopEnd } from '@/lib/workshop-end';
import { sealSecrets } from '@/lib/workshop-secrets';

const Title = z
  .string()
  .trim()
  .min(3, 'Give it a title that attendees recognize.')
  .max(80)
  .refine((title) => oneLine(title) !== null, notOneLine);

const newSlug = (title: string) => slugOf(`${slugOf(title).slice(0, 40)} ${pick(4)}`);

export async function createWorkshop(_previous: WorkshopResult, form: FormData): Promise<WorkshopResult> {
  const { person } = await requireFacilitator();
  const lab = findLab(requireInput(z.enum(allLabs().map((l) => l.id)), form.get('lab')));
  const read = readForm(lab, form, null);
  if ('problems' in read) return read;
  const { title, ends, parsed } = read;
  const id = randomUUID();
  const slug = newSlug(title);
  await db().$transaction(async (tx) => {
    await tx.workshop.create({
      data: {
        id,
        slug,
        lab: lab.id,
        title,
        joinCode: newJoinCode(),
        ...ends,
        settings: parsed.settings,
        secrets: sealSecrets(lab, id, parsed.settings, parsed.secrets),
        isPractice: isPractice(),
        createdById: person.id,
      },
    });
    await audit({ act: 'workshop.created', personId: person.id, workshopId: id, detail: { title } }, tx);
  });
  redirect(`/facilitate/${slug}`);
}

/** Changes a workshop's settings while it runs. Verified steps stay verified; the next check uses the new settings. */
export async function changeWorkshop(slug: string, _previous: WorkshopResult, form: FormData): Promise<WorkshopResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const lab = findLab(workshop.lab);
  const read = readForm(lab, form, workshop);
  if ('problems' in read) return read;
  const { title, ends, parsed } = read;
  const given = Object.keys(parsed.secrets);
  const agreed = [...given, ...form.getAll('drop').map(String)];
  const lost = await db().$transaction(async (tx) => {
    const { secrets, settings } = await tx.workshop.findUniqueOrThrow({
      where: { id: workshop.id },
      select: { secrets: true, settings: true },
    });
    const [stored, before] = [z.record(z.string(), z.json()).parse(secrets), settingsOf(lab, settings)];
    const lost = losses(lab, Object.keys(stored), agreed, before, parsed.settings);
    if (Object.keys(lost).length > 0) return lost;
    const kept = keptSecrets(lab, stored, before, parsed.settings);
    await tx.workshop.update({
      where: { id: workshop.id },
      data: {
        title,
        ...ends,
        settings: parsed.settings,
        secrets: { ...kept, ...sealSecrets(lab, workshop.id, parsed.settings, parsed.secrets) },
      },
    });
    const detail = {
      ...changes(said(workshop), said({ title, ...ends })),
      ...settingChanges(lab, settings, parsed.settings),
      secrets: secretChanges(Object.keys(stored), Object.keys(kept), given),
    };
    await audit({ act: 'workshop.changed', personId: person.id, workshopId: workshop.id, detail }, tx);
    return null;
  });
  if (lost) return { problems: lost, typed: typedIn(lab, form), losing: Object.keys(lost) };
  redirect(`/facilitate/${workshop.slug}?saved`);
}

/** A workshop's own words, for the record of what changed. */
const said = ({ title, endsAt, retentionDays }: { title: string } & WorkshopEnd) => ({
  title,
  endsAt: endsAt?.toISOString() ?? null,
  retentionDays: String(retentionDays),
});

interface Read {
  title: string;
  ends: WorkshopEnd;
  parsed: Exclude<ParsedSettings, { problems: unknown }>;
}

/** The title, the end and the settings, or what is wrong with each. What is secret is not sent back into the form. */
function readForm(lab: Lab, form: FormData, before: WorkshopEnd | null): WorkshopResult | Read {
  const typed = textsIn(form);
  const title = Title.safeParse(typed['title']);
  const parsed = parseSettings(lab, typed);
  const ends = readEnd(typed, before, new Date());
  if (title.success && !('problems' in ends) && !('problems' in parsed)) return { title: title.data, ends, parsed };
  const problems: Record<string, string> = title.error ? { title: title.error.issues[0]?.message ?? '' } : {};
  if ('problems' in ends) Object.assign(problems, ends.problems);
  return { problems: { ...problems, ...('problems' in parsed ? parsed.problems : {}) }, typed: typedIn(lab, form) };
}

const textsIn = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));

/** What the form shows again. */
function typedIn(lab: Lab, form: FormData): Record<string, string> {
  const typed = textsIn(form);
  for (const [name] of sealedIn(lab)) delete typed[name];
  return typed;
}
