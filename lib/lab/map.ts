import { allSteps, type Lab, type Step, stepsOf } from './lab';

/** One part of what a lab builds. It lights up once all its checks have passed; without checks, it is lit from the start. */
export interface MapPart {
  label: string;
  /** A few small words under the label. */
  note?: string;
  /** The slug of the step that creates it: the part links to that step, and shows its number. */
  step?: string;
  /** One of the lab's clouds, which runs it: trouble with it shows here. */
  cloud?: string;
  /** Ids of checks. Checks of a step that isn't on somebody's track don't count for them. */
  checks?: readonly string[];
}

/** Parts that belong together, such as everything within one service. */
export interface MapGroup extends MapPart {
  /** By id, from top to bottom. */
  parts: Readonly<Record<string, MapPart>>;
}

/** An arrow from one part to another, or to a whole group. Lights up like a part. */
export interface MapWay {
  from: string;
  to: string;
  step?: string;
  checks?: readonly string[];
  /** Drawn dashed: it carries a sign-in or a statement rather than data. */
  isDashed?: boolean;
}

/** The picture of what a lab builds. The lab says what there is and which checks prove it; where things stand is the engine's. */
export interface LabMap {
  title: string;
  /** The parts in front of all groups, from left to right, such as the attendee. */
  start: Readonly<Record<string, MapPart>>;
  /** From left to right. */
  groups: Readonly<Record<string, MapGroup>>;
  ways: readonly MapWay[];
}

/** Every part and group of a map, by id. */
export const partsOf = ({ start, groups }: LabMap): ReadonlyMap<string, MapPart> =>
  new Map<string, MapPart>([
    ...Object.entries(start),
    ...Object.entries(groups),
    ...Object.values(groups).flatMap((g) => Object.entries(g.parts)),
  ]);

/** What a map names but its lab doesn't have, one sentence each. */
export function mapProblems(lab: Lab): string[] {
  const { map } = lab;
  if (!map) return [];
  const steps = allSteps(lab);
  const slugs = new Set(steps.map((s) => s.slug));
  const checks = new Set(steps.flatMap((s) => s.checks.map((c) => c.id)));
  const parts = partsOf(map);
  const clouds = [...parts.values()].flatMap(({ cloud }) => (cloud && !Object.hasOwn(lab.clouds, cloud) ? [cloud] : []));
  return [...parts.values(), ...map.ways]
    .flatMap(({ step, checks: ids = [] }) => [
      ...(step && !slugs.has(step) ? [`the map names a step "${step}", which the lab does not have`] : []),
      ...ids.filter((id) => !checks.has(id)).map((id) => `the map names a check "${id}", which no step has`),
    ])
    .concat(clouds.map((cloud) => `the map names a cloud "${cloud}", which the lab does not ask`))
    .concat(
      map.ways.flatMap(({ from, to }) =>
        [from, to].filter((end) => !parts.has(end)).map((end) => `the map has no part "${end}" for an arrow to lead to`),
      ),
    );
}

const idsOf = (steps: readonly Step[]) => new Set(steps.flatMap((s) => s.checks.map((c) => c.id)));

/**
 * The part of a map that is on a track. Parts and arrows that nothing on the track can light are left out, and so are groups without parts.
 * A step that isn't on the track is no longer named.
 */
export function mapOn(lab: Lab, track: string): LabMap | null {
  if (!lab.map) return null;
  const mine = stepsOf(lab, track);
  const ids = idsOf(mine);
  const slugs = new Set(mine.map((s) => s.slug));
  const narrowed = <P extends { step?: string; checks?: readonly string[] }>({ step, checks = [], ...part }: P) => {
    const counting = checks.filter((id) => ids.has(id));
    return { ...part, ...(step && slugs.has(step) ? { step } : {}), ...(counting.length > 0 ? { checks: counting } : {}) };
  };
  const isThere = ({ checks }: { checks?: readonly string[] }) => !checks || checks.some((id) => ids.has(id));
  const kept = <P extends MapPart>(parts: Readonly<Record<string, P>>) =>
    Object.entries(parts).flatMap(([id, part]) => (isThere(part) ? [[id, narrowed(part)] as const] : []));

  const groups = Object.entries(lab.map.groups).flatMap(([id, group]) => {
    const parts = Object.fromEntries(kept(group.parts));
    return Object.keys(parts).length > 0 ? [[id, { ...narrowed(group), parts }] as const] : [];
  });
  const map: LabMap = {
    ...lab.map,
    start: Object.fromEntries(kept(lab.map.start)),
    groups: Object.fromEntries(groups) as LabMap['groups'], // narrowed, and otherwise as declared
    ways: [],
  };
  const there = partsOf(map);
  return { ...map, ways: lab.map.ways.filter((w) => isThere(w) && there.has(w.from) && there.has(w.to)).map(narrowed) as MapWay[] };
}
