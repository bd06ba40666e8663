'use server';
import { randomInt } from 'node:crypto';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { WorkshopResult } from '@/components/board/workshop-form';
import { findLab } from '@/labs';
import { parseSettings } from '@/labs/settings';
import { db } from '@/lib/db';
import { isPractice } from '@/lib/env';
import { requireFacilitator } from '@/lib/session';

const Input = z.object({ lab: z.string(), title: z.string().trim().min(3, 'Give it a title that attendees recognise.').max(80) });

/** Letters and digits that cannot be taken for one another when read off a projector. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const pick = (n: number) => Array.from({ length: n }, () => letters.charAt(randomInt(letters.length))).join('');

const slugOf = (title: string) =>
  `${title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)}-${pick(4).toLowerCase()}`;

export async function createWorkshop(_previous: WorkshopResult, form: FormData): Promise<WorkshopResult> {
  const { person } = await requireFacilitator();
  const typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const input = Input.safeParse(typed);
  const lab = findLab(input.data?.lab ?? 'databricks-dss');
  const parsed = parseSettings(lab, typed);
  if (!input.success || 'problems' in parsed) {
    const title: Record<string, string> = input.error ? { title: input.error.issues[0]?.message ?? '' } : {};
    return { problems: { ...title, ...('problems' in parsed ? parsed.problems : {}) }, typed };
  }
  const { title } = input.data;
  const made = await db().workshop.create({
    data: {
      slug: slugOf(title),
      lab: lab.id,
      title,
      joinCode: `${pick(3)}-${pick(4)}`,
      settings: parsed.settings,
      isPractice: isPractice(),
      createdById: person.id,
    },
    select: { id: true, slug: true },
  });
  await db().auditEvent.create({ data: { personId: person.id, workshopId: made.id, action: 'workshop.created' } });
  redirect(`/facilitate/${made.slug}`);
}
