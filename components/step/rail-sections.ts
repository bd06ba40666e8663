import type { Section } from '@/lib/lab/lab';

export interface RailStep {
  slug: string;
  number: string;
  title: string;
  minutes: number;
  tracks: readonly string[];
  href: string;
}
export interface RailSection {
  number: string;
  title: string;
  steps: RailStep[];
}

/** A lab's sections with the steps of every track, for rails and lists. @param base the path of the workshop's pages */
export const railOf = (sections: readonly Section[], base: string): RailSection[] =>
  sections.map(({ number, title, steps }) => ({
    number,
    title,
    steps: steps.map(({ slug, number, title, minutes, tracks }) => ({ slug, number, title, minutes, tracks, href: `${base}/${slug}` })),
  }));

/** The sections of one track; those without a step on it are left out. */
export const onTrack = (sections: readonly RailSection[], track: string): RailSection[] =>
  sections.map((s) => ({ ...s, steps: s.steps.filter((step) => step.tracks.includes(track)) })).filter((s) => s.steps.length > 0);

/** Whether a step is left out before one that is there, as `4.1` is before `4.2`; each section's steps count from 1, or from 0. */
export const hasGaps = (sections: readonly RailSection[]): boolean =>
  sections.some(({ steps }) => {
    const numbers = steps.map(({ number }) => Number(number.split('.').at(-1)));
    return numbers.some((n, i) => n > (numbers[i - 1] ?? 0) + 1);
  });

export interface Neighborhood {
  /** Whether the step itself is on the track. */
  isMine: boolean;
  previous: RailStep | null;
  next: RailStep | null;
}

/** The steps before and after a step; null for a step that is not in these sections. */
export function neighborsOf(sections: readonly RailSection[], slug: string): Neighborhood {
  const steps = sections.flatMap((s) => s.steps);
  const at = steps.findIndex((s) => s.slug === slug);
  if (at < 0) return { isMine: false, previous: null, next: null };
  return { isMine: true, previous: steps[at - 1] ?? null, next: steps[at + 1] ?? null };
}
