'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { JoinResult } from '@/components/shell/join-form';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { tooManyGuesses, tryCode } from '@/lib/join-code';
import { trackIn } from '@/lib/lab/lab';
import { enrol } from '@/lib/progress/change';
import { requirePerson } from '@/lib/session';
import { endsColumns, isJoinable } from '@/lib/workshop-end';

/** A code as people type it off a projector: any case, with or without the hyphen. */
const Code = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .transform((text) => `${text.slice(0, 3)}-${text.slice(3)}`);

export async function lookUpCode(_previous: JoinResult, form: FormData): Promise<JoinResult> {
  const me = await requirePerson();
  const typed = String(form.get('code') ?? '').slice(0, 100);
  const code = Code.catch('').parse(typed);
  const found = await tryCode(me.id, code);
  if (found === 'too-often') return { problem: tooManyGuesses, typed };
  if (found === 'none') return { problem: 'There is no workshop with that code. Check the facilitator’s screen again.', typed };
  redirect(`/join/${code}`);
}

const Input = z.object({ code: Code, track: z.string().max(100).default('') });

export async function joinWorkshop(form: FormData): Promise<void> {
  const me = await requirePerson();
  const { code, track } = requireInput(Input, Object.fromEntries(form));
  const found = await tryCode(me.id, code);
  if (typeof found === 'string') redirect('/');
  const workshop = await db().workshop.findUniqueOrThrow({
    where: { id: found.id },
    select: { id: true, slug: true, lab: true, joiningClosedAt: true, ...endsColumns },
  });
  if (!isJoinable(workshop)) redirect(`/join/${code}`); // which says so
  await enrol(workshop.id, me.id, trackIn(findLab(workshop.lab), track));
  redirect(`/w/${workshop.slug}`);
}
