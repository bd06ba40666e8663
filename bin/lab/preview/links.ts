import { type RailSection, railOf } from '@/components/step/rail-sections';
import { type Lab, trackIn } from '@/lib/lab/lab';
import { type Show, shows } from './outcomes';
import { workshop } from './sample';

/** What a page is to show; in its address, so that a reload keeps it. */
export interface Chosen {
  track: string;
  show: Show;
  /** Whether the made-up attendee has recorded the values. */
  isRecorded: boolean;
}

export function chosenIn(lab: Lab, query: URLSearchParams): Chosen {
  const show = shows.find((s) => s === query.get('show')) ?? 'open';
  return { track: trackIn(lab, query.get('track') ?? ''), show, isRecorded: query.get('values') !== 'none' };
}

const queryOf = ({ track, show, isRecorded }: Chosen): string =>
  new URLSearchParams({ track, show, ...(isRecorded ? {} : { values: 'none' }) }).toString();

/** Where the preview's own files are; the portal has no page there. */
export const own = '/_preview';
export const homePath = `/w/${workshop.slug}`;
export const settingsPath = `${own}/settings`;
export const findingsPath = `${own}/findings`;
export const stepPath = (slug: string): string => `${homePath}/${slug}`;

export const hrefOf = (path: string, chosen: Chosen): string => `${path}?${queryOf(chosen)}`;

export const railSections = (lab: Lab, chosen: Chosen): RailSection[] =>
  railOf(lab.sections, homePath).map((section) => ({
    ...section,
    steps: section.steps.map((step) => ({ ...step, href: hrefOf(step.href, chosen) })),
  }));
