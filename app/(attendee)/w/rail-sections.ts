import type { RailSection } from '@/components/step/rail';
import { findLab } from '@/labs';
import type { Attendee } from '@/lib/session';

/** The sections of an attendee's track, as rails and lists show them. */
export function railSections({ workshop, enrolment }: Attendee): RailSection[] {
  return findLab(workshop.lab)
    .sections.map(({ number, title, steps }) => ({
      number,
      title,
      steps: steps
        .filter((s) => s.tracks.includes(enrolment.track))
        .map(({ slug, number, title, minutes }) => ({ slug, number, title, minutes, href: `/w/${workshop.slug}/${slug}` })),
    }))
    .filter((s) => s.steps.length > 0);
}
