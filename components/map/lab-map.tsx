'use client';
import { useAttendee, useSlug } from '@/components/step/state';
import { statusWords } from '@/components/ui/mark';
import { MapDrawing, said } from './map-drawing';
import { checkStatuses, hasChanged, inTrouble, lostChecks, partStatus } from './map-status';
import type { MapView } from './map-view';
import { Trouble } from './trouble';

/** What the lab builds, gray until verified, then lit; live. Each part is a link to its step. */
export function LabMap({ view }: { view: MapView }) {
  const { steps } = useAttendee();
  const slug = useSlug();
  const known = checkStatuses(steps);
  const troubled = inTrouble(steps);
  const lost = lostChecks(steps);
  const parts = view.parts.map((p) => ({
    ...p,
    status: p.cloud && troubled.has(p.cloud) ? ('unreachable' as const) : partStatus(p.checks, known),
    hasChanged: hasChanged(p.checks, lost),
  }));
  const ways = view.ways.map((w) => ({ ...w, status: partStatus(w.checks, known) }));
  const drawn = { parts, ways, hrefOf: (step: string) => `/w/${slug}/${step}` };
  return (
    <figure className="my-6 print:break-inside-avoid" aria-label={view.title}>
      <MapDrawing className="w-full max-wide:hidden print:block" drawing={view.wide} {...drawn} />
      <MapDrawing className="mx-auto w-full max-w-md wide:hidden print:hidden" drawing={view.tall} {...drawn} />
      <Trouble clouds={troubled} />
      <ul className="sr-only">
        {ways.map((w) => (
          <li key={`${w.from} ${w.to} ${w.number}`}>
            {said(w, view)}: {statusWords[w.status]}
          </li>
        ))}
      </ul>
    </figure>
  );
}
