'use server';
import { revalidatePath } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { ActAnswer } from '@/components/board/act-form';
import { findLab } from '@/labs';
import { checkAll } from '@/lib/acts/check-all';
import { attendeesOn } from '@/lib/acts/find';
import { roundWords } from '@/lib/acts/round-words';
import { audit } from '@/lib/audit';
import { allSteps } from '@/lib/lab/lab';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';

const Input = z.object({ workshop: Slug, step: Slug });

/** Checks a step for everybody who has it open and has not passed it, a few at a time. The checks continue after this has answered. */
export async function checkEveryone(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { workshop: slug, step: name } = requireInput(Input, Object.fromEntries(form));
  const { person, workshop } = await requireFacilitator(slug);
  const lab = findLab(workshop.lab);
  const step = allSteps(lab).find((s) => s.slug === name) ?? notFound();
  const round = await checkAll(await attendeesOn(workshop, lab, step.slug), step, (people) =>
    audit({ act: 'step.checked', personId: person.id, workshopId: workshop.id, detail: { step: step.slug, people } }),
  );
  revalidatePath(`/facilitate/${workshop.slug}/step/${step.slug}`);
  return { at: Date.now(), typed: {}, problems: {}, ...roundWords(step, round) };
}
