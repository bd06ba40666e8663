import { useMemo } from 'react';
import type { BoardStep } from '@/components/board/view';
import type { BoardRow } from '@/lib/progress/board';
import { reached } from './board-counts';
import { MapDrawing, said } from './map-drawing';
import type { MapView } from './map-view';

interface Props {
  view: MapView;
  rows: readonly BoardRow[];
  steps: readonly BoardStep[];
}

/** The lab's map, with how many attendees have got to each part. Folded, over the table. */
export function BoardMap({ view, rows, steps }: Props) {
  const drawn = useMemo(() => {
    const at = (slug: string | null) => reached(slug, rows, steps);
    const parts = view.parts.map((part) => {
      const count = at(part.slug);
      if (!count) return { ...part, note: null, status: 'open' as const, ...(part.kind === 'part' ? { share: 0 } : {}) };
      const trouble = count.troubled > 0 ? ` · ${count.troubled} couldn’t check` : '';
      const told = `${count.there} of ${count.of}`;
      const status = count.troubled > 0 ? ('unreachable' as const) : count.isAll ? ('pass' as const) : ('open' as const);
      return { ...part, note: told + trouble, count: `${count.there}/${count.of}`, status, share: count.share };
    });
    const ways = view.ways.map((way) => ({ ...way, status: at(way.slug)?.isAll ? ('pass' as const) : ('open' as const) }));
    return { parts, ways };
  }, [view, rows, steps]);
  return (
    <details className="my-4 rounded-lg border bg-raised px-4 py-3">
      <summary className="text-sm">How far everyone is, on the map</summary>
      <figure className="mt-3" aria-label={view.title}>
        <MapDrawing className="w-full max-w-5xl max-wide:hidden print:block" drawing={view.wide} {...drawn} />
        <MapDrawing className="mx-auto w-full max-w-md wide:hidden print:hidden" drawing={view.tall} {...drawn} />
        <ul className="sr-only">
          {drawn.parts.map((p) => (p.note ? <li key={p.id}>{`${p.label}, step ${p.number}: ${p.note}`}</li> : null))}
          {view.ways.map((w) => (
            <li key={`${w.from} ${w.to} ${w.number}`}>{said(w, view)}</li>
          ))}
        </ul>
      </figure>
    </details>
  );
}
