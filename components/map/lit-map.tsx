import { MapDrawing, said } from './map-drawing';
import type { MapView } from './map-view';

/** What a lab builds, with everything lit: for whoever hasn't begun. @param minutes how long its steps take together */
export function LitMap({ view, lab, minutes }: { view: MapView; lab: string; minutes: number }) {
  const parts = view.parts.map((p) => ({ ...p, status: 'pass' as const }));
  const ways = view.ways.map((w) => ({ ...w, status: 'pass' as const }));
  return (
    <figure className="mt-10">
      <figcaption className="mb-3 text-sm text-ink-2">
        <b>{lab}</b>: what you’ll have built after about {Math.ceil(minutes / 5) * 5} minutes of work.
      </figcaption>
      <MapDrawing className="w-full max-wide:hidden" drawing={view.wide} parts={parts} ways={ways} />
      <MapDrawing className="mx-auto w-full max-w-md wide:hidden" drawing={view.tall} parts={parts} ways={ways} />
      <ul className="sr-only">
        {ways.map((w) => (
          <li key={`${w.from} ${w.to} ${w.number}`}>{said(w, view)}</li>
        ))}
      </ul>
    </figure>
  );
}
