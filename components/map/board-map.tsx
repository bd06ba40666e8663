import { useMemo } from 'react';
import { type BoardStep, stepOf } from '@/lib/pace/group';
import type { BoardRow } from '@/lib/progress/board';
import { reached } from './board-counts';
import { MapDrawing, said } from './map-drawing';
import type { MapView } from './map-view';

interface Props {
  view: MapView;
  rows: readonly BoardRow[];
  steps: readonly BoardStep[];
  /** The step that is filtered by. */
  chosen: string | null;
  choose: (step: string) => void;
}

/** The lab's map, with how many attendees have got to each part and how many are there now. Each part is a filter. Folded, over the table. */
export function BoardMap({ view, rows, steps, chosen, choose }: Props) {
  const drawn = useMemo(() => {
    const at = (slug: string | null) => reached(slug, rows, steps);
    const here = Map.groupBy(rows, (row) => stepOf(row, steps)?.slug ?? null);
    const hereNow = (slug: string | null) => (slug === null ? 0 : (here.get(slug)?.length ?? 0));
    const parts = view.parts.map((part) => {
      const count = at(part.slug);
      if (!count) return { ...part, note: null, status: 'open' as const, ...(part.kind === 'part' ? { share: 0 } : {}) };
      const trouble = count.troubled > 0 ? ` · ${count.troubled} couldn’t check` : '';
      const now = hereNow(part.slug);
      // there is no room for both
      const told = `${count.there} of ${count.of}${now > 0 && !trouble ? ` · ${now} here` : ''}`;
      const status = count.troubled > 0 ? ('unreachable' as const) : count.isAll ? ('pass' as const) : ('open' as const);
      return {
        ...part,
        note: told + trouble,
        isHere: part.slug === chosen,
        count: `${count.there}/${count.of}`,
        status,
        share: count.share,
      };
    });
    const ways = view.ways.map((way) => ({ ...way, status: at(way.slug)?.isAll ? ('pass' as const) : ('open' as const) }));
    return { parts, ways };
  }, [view, rows, steps, chosen]);
  return (
    <details className="my-4 rounded-lg border bg-raised px-4 py-3 not-open:print:hidden">
      <summary className="text-sm">How far everyone is, on the map</summary>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what is clicked is a link, and Enter clicks it */}
      <figure
        className="mt-3"
        aria-label={view.title}
        onClick={(event) => {
          const link = event.target instanceof Element ? event.target.closest('a') : null;
          const step = new URLSearchParams(link?.getAttribute('href') ?? '').get('step');
          if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          choose(step);
        }}
      >
        <MapDrawing className="w-full max-w-5xl max-wide:hidden print:block" drawing={view.wide} {...drawn} hrefOf={hrefOf} isAllLinked />
        <MapDrawing
          className="mx-auto w-full max-w-md wide:hidden print:hidden"
          drawing={view.tall}
          {...drawn}
          hrefOf={hrefOf}
          isAllLinked
        />
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

const hrefOf = (step: string) => `?step=${encodeURIComponent(step)}`;
