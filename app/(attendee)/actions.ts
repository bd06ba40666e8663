'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { JoinResult } from '@/components/shell/join-form';
import { db } from '@/lib/db';
import { touchEnrolment } from '@/lib/progress/record';
import { requirePerson } from '@/lib/session';

/** A code as people type it off a projector: any case, with or without the hyphen. */
const Code = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .transform((text) => `${text.slice(0, 3)}-${text.slice(3)}`);

const findByCode = (joinCode: string) =>
  db().workshop.findUnique({ where: { joinCode }, select: { id: true, slug: true, joinCode: true } });

export async function lookUpCode(_previous: JoinResult, form: FormData): Promise<JoinResult> {
  await requirePerson();
  const typed = String(form.get('code') ?? '');
  const found = await findByCode(Code.catch('').parse(typed));
  if (!found) return { problem: 'There is no workshop with that code. Look at the facilitator’s screen once more.', typed };
  redirect(`/join/${found.joinCode}`);
}

const Input = z.object({ code: Code, track: z.enum(['whole', 'model']) });

export async function joinWorkshop(form: FormData): Promise<void> {
  const me = await requirePerson();
  const { code, track } = Input.parse(Object.fromEntries(form));
  const workshop = await findByCode(code);
  if (!workshop) redirect('/');
  const key = { workshopId: workshop.id, personId: me.id };
  const enrolment = await db().enrolment.upsert({
    where: { workshopId_personId: key },
    create: { ...key, track },
    update: {},
    select: { id: true },
  });
  await touchEnrolment(enrolment.id, workshop.id);
  redirect(`/w/${workshop.slug}`);
}
