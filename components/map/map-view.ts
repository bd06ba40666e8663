import type { Lab } from '@/lib/lab/lab';
import { allSteps } from '@/lib/lab/lab';
import { type LabMap, type MapPart, mapOn, partsOf } from '@/lib/lab/map';
import { type Drawing, tall, wide } from '@/lib/lab/map-layout';

interface Lit {
  /** Ids of the checks that light it; null: it is there from the start. */
  checks: readonly string[] | null;
  /** Its step, and the step's number. */
  slug: string | null;
  number: string | null;
}
export interface PartView extends Lit {
  id: string;
  label: string;
  note: string | null;
  /** The name of the service that runs it. */
  cloud: string | null;
  kind: 'part' | 'group';
}
export interface WayView extends Lit {
  from: string;
  to: string;
  isDashed: boolean;
}

/** A lab's map as it is drawn: what there is, and where it stands on a wide and on a narrow screen. */
export interface MapView {
  title: string;
  parts: PartView[];
  ways: WayView[];
  wide: Drawing;
  tall: Drawing;
}

/** The map of a track; null where the lab has none. For a whole room, of all tracks and without what stands in front of the groups. */
export function mapView(lab: Lab, track: string | null): MapView | null {
  const map = track === null ? roomOf(lab) : mapOn(lab, track);
  if (!map) return null;
  const numbers = new Map(allSteps(lab).map((s) => [s.slug, s.number]));
  const lit = ({ step, checks }: Pick<MapPart, 'step' | 'checks'>): Lit => ({
    checks: checks ?? null,
    slug: step ?? null,
    number: numbers.get(step ?? '') ?? null,
  });
  return {
    title: map.title,
    parts: [...partsOf(map)].map(([id, part]) => ({
      ...lit(part),
      id,
      label: part.label,
      note: part.note ?? null,
      cloud: (part.cloud && lab.clouds[part.cloud]?.name) ?? null,
      kind: kindOf(map, id),
    })),
    ways: map.ways.map((way) => ({ ...lit(way), from: way.from, to: way.to, isDashed: way.isDashed ?? false })),
    wide: wide(map),
    tall: tall(map),
  };
}

function roomOf({ map }: Lab): LabMap | null {
  if (!map) return null;
  const all = partsOf({ ...map, start: {} });
  return { ...map, start: {}, ways: map.ways.filter((w) => all.has(w.from) && all.has(w.to)) };
}

const kindOf = (map: LabMap, id: string) => (id in map.groups ? 'group' : 'part');
