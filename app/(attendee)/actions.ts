'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { JoinResult } from '@/components/shell/join-form';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { trackIn } from '@/lib/lab/lab';
import { enrol } from '@/lib/progress/change';
import { requirePerson } from '@/lib/session';

/** A code as people type it off a projector: any case, with or without the hyphen. */
const Code = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .transform((text) => `${text.slice(0, 3)}-${text.slice(3)}`);

const findByCode = (joinCode: string) =>
  db().workshop.findUnique({ where: { joinCode }, select: { id: true, slug: true, joinCode: true, lab: true } });

export async function lookUpCode(_previous: JoinResult, form: FormData): Promise<JoinResult> {
  await requirePerson();
  const typed = String(form.get('code') ?? '');
  const found = await findByCode(Code.catch('').parse(typed));
  if (!found) return { problem: 'There is no workshop with that code. Look at the facilitator’s screen once more.', typed };
  redirect(`/join/${found.joinCode}`);
}

const Input = z.object({ code: Code, track: z.string().max(100).default('') });

export async function joinWorkshop(form: FormData): Promise<void> {
  const me = await requirePerson();
  const { code, track } = requireInput(Input, Object.fromEntries(form));
  const workshop = await findByCode(code);
  if (!workshop) redirect('/');
  await enrol(workshop.id, me.id, trackIn(findLab(workshop.lab), track));
  redirect(`/w/${workshop.slug}`);
}
