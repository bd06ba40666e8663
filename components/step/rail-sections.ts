import type { Section } from '@/lib/lab/lab';

export interface RailSection {
  number: string;
  title: string;
  steps: { slug: string; number: string; title: string; minutes: number; href: string }[];
}

/** Sections as rails and lists show them. @param base the path of the workshop's pages */
export const railOf = (sections: readonly Section[], base: string): RailSection[] =>
  sections.map(({ number, title, steps }) => ({
    number,
    title,
    steps: steps.map(({ slug, number, title, minutes }) => ({ slug, number, title, minutes, href: `${base}/${slug}` })),
  }));
