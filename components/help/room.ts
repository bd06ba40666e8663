'use client';
import type { CheckView } from '@/components/step/view';
import { useAside } from '@/components/ui/aside';
import { later } from '@/lib/announcements/view';
import type { Room } from '@/lib/room/room';

/** A step, as facilitators are told of it. */
export interface RoomStep {
  slug: string;
  number: string;
  title: string;
  checks: readonly CheckView[];
}

/** The room as it is now: what the server rendered, or what the page's stream has told since. */
export function useRoom(rendered: Room): Room {
  const told = useAside() as Room | null; // a page of facilitators has a board's stream, which tells nothing else
  return told && told.workshop === rendered.workshop ? later(rendered, told) : rendered;
}

/** As in `2.1 Connect the cluster`; the slug of a step that the lab has no more. */
export const stepName = (steps: readonly RoomStep[], slug: string): string => {
  const step = steps.find((s) => s.slug === slug);
  return step ? `${step.number} ${step.title}` : slug;
};
