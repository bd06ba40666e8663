import { allSteps, type Lab, type Step } from '@/lib/lab/lab';
import { mapOn, partsOf } from '@/lib/lab/map';
import { type SmallDrawing, small } from '@/lib/lab/map-small';

export interface SmallPart {
  id: string;
  label: string;
  slug: string | null;
  number: string | null;
  checks: readonly string[] | null;
  cloud: string | null;
  isHere: boolean;
}
/** What a step shows of the lab's map. */
export interface SmallView {
  title: string;
  parts: SmallPart[];
  ways: { key: string; checks: readonly string[] | null; isHere: boolean }[];
  /** What of the map the step makes, in words; empty where nothing. */
  here: string;
  drawing: SmallDrawing;
}

/** The map as it stands small at a step; null where the lab has none. */
export function smallView(lab: Lab, track: string, step: Step): SmallView | null {
  const map = mapOn(lab, track);
  if (!map) return null;
  const numbers = new Map(allSteps(lab).map((s) => [s.slug, s.number]));
  const own = new Set(step.checks.map((c) => c.id));
  const parts = partsOf({ ...map, start: {} });
  const makes = ({ checks = [] }: { checks?: readonly string[] }) => checks.some((id) => own.has(id));
  const isNamed = [...parts.values(), ...map.ways].some((p) => p.step === step.slug);
  // a step that makes no part of its own, such as an experiment before its run, is where its checks are
  const isHere = (p: { step?: string; checks?: readonly string[] }) => (isNamed ? p.step === step.slug : makes(p));
  const label = (id: string) => parts.get(id)?.label ?? id;
  const here = [...parts.values()].filter(isHere).map((p) => p.label);
  const ways = map.ways.filter((w) => isHere(w) && parts.has(w.from) && parts.has(w.to)).map((w) => `${label(w.from)} → ${label(w.to)}`);
  return {
    title: map.title,
    parts: [...parts].map(([id, part]) => ({
      id,
      label: part.label,
      slug: part.step ?? null,
      number: numbers.get(part.step ?? '') ?? null,
      checks: part.checks ?? null,
      cloud: (part.cloud && lab.clouds[part.cloud]?.name) ?? null,
      isHere: isHere(part),
    })),
    ways: map.ways.map((w) => ({ key: `${w.from} ${w.to}`, checks: w.checks ?? null, isHere: isHere(w) })),
    here: [...here, ...ways].join(', '),
    drawing: small(map),
  };
}
