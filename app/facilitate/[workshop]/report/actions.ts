'use server';
import { requireInput } from '@/app/input';
import type { LeftoversResult } from '@/components/report/check-leftovers';
import { findLab } from '@/labs';
import { checkLeftovers } from '@/lib/report/check-leftovers';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';

/** Asks the services now, as each attendee who may have left something behind. */
export async function checkWhatIsLeft(slug: string, _previous: LeftoversResult): Promise<LeftoversResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  return checkLeftovers(workshop, findLab(workshop.lab), person.id);
}
