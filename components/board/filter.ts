import { whatFailed } from '@/components/help/together-words';
import { type BoardStep, type Group, groups, stepOf, stepsOn } from '@/lib/pace/group';
import type { StepStatus } from '@/lib/progress/standing';
import type { TogetherLine } from '@/lib/room/room';
import type { Placed } from './view';
import { problemOf } from './why';

/** Which attendees a board shows, and in which order. It is in the board's address, so that a reload and a shared link keep it. */
export interface Filter {
  group: Group | null;
  /** A step's slug: those who are on it or, with an outcome, all whose track has it. */
  step: string | null;
  /** How that step stands; without one, the step that somebody is on. */
  outcome: StepStatus | null;
  track: string | null;
  /** Words to find in names, sign-in names, what they asked, and what is wrong: the open check's title and sentence, and what they share. */
  q: string;
  sort: 'urgency' | 'lag' | 'name';
}

/** How many there would be of each, with everything else that is chosen. */
export interface Facets {
  group: Record<Group, number>;
  step: Readonly<Record<string, number>>;
  outcome: Record<StepStatus, number>;
  track: Readonly<Record<string, number>>;
}

export const everybody: Filter = { group: null, step: null, outcome: null, track: null, q: '', sort: 'urgency' };
export const outcomes = ['wrong', 'unreachable', 'waiting', 'missing', 'open', 'pass'] as const satisfies readonly StepStatus[];
const sorts = ['urgency', 'lag', 'name'] as const satisfies readonly Filter['sort'][];
const longestSearch = 100;

const one = <T extends string>(from: readonly T[], given: string | null): T | null => from.find((known) => known === given) ?? null;

/** The filter in an address. Anything that doesn't exist is ignored. */
export function readFilter(
  query: Pick<URLSearchParams, 'get'>,
  { steps, tracks }: { steps: readonly BoardStep[]; tracks: readonly string[] },
): Filter {
  return {
    group: one(groups, query.get('group')),
    step: one(
      steps.map((s) => s.slug),
      query.get('step'),
    ),
    outcome: one(outcomes, query.get('outcome')),
    track: one(tracks, query.get('track')),
    q: (query.get('q') ?? '').slice(0, longestSearch),
    sort: one(sorts, query.get('sort')) ?? everybody.sort,
  };
}

/** The same as a query, `?` and all; empty for everybody in the usual order. */
export function writeFilter({ sort, ...rest }: Filter, more: Readonly<Record<string, string>> = {}): string {
  const all: Record<string, string | null> = { ...rest, sort: sort === everybody.sort ? null : sort, ...more };
  const query = new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query ? `?${query}` : '';
}

/** Whether anybody may be left out. */
export const isNarrow = ({ sort: _, q, ...rest }: Filter): boolean =>
  q.trim() !== '' || Object.values(rest).some((value) => value !== null);

/** As it is compared: without case and accents. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const texts = new WeakMap<Placed['row'], string>();
function textOf(row: Placed['row']): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const problems = Object.values(row.cells).flatMap((cell) => (cell.note ? [cell.note, problemOf(cell)] : []));
  const text = plain([row.name, row.userName, row.asks?.words ?? '', ...problems].join('\n'));
  texts.set(row, text);
  return text;
}

/** What the lines at the top of the board say of somebody, by their id: a row has only the first check of each step. */
export type Shared = ReadonlyMap<string, string>;

/** Read once for all rows; `filtered` compares with it. */
export function sharedIn(
  lines: readonly Pick<TogetherLine, 'kind' | 'trouble' | 'message' | 'cloud' | 'code' | 'said' | 'people'>[],
): Shared {
  const shared = new Map<string, string>();
  for (const line of lines) {
    const text = plain([whatFailed(line), line.cloud, line.code, line.said].filter(Boolean).join('\n'));
    for (const { id } of line.people) shared.set(id, `${shared.get(id) ?? ''}\n${text}`);
  }
  return shared;
}

const noGroup = (): Facets['group'] => ({
  help: 0,
  stuck: 0,
  unreachable: 0,
  waiting: 0,
  idle: 0,
  moving: 0,
  'not-started': 0,
  done: 0,
});

/** Who passes the filter, and how many would pass each of the others, in one pass over everybody. */
export function filtered(
  all: readonly Placed[],
  steps: readonly BoardStep[],
  filter: Filter,
  shared: Shared = new Map(),
): { shown: Placed[]; facets: Facets; totals: Facets['group'] } {
  const totals = noGroup();
  const facets: Facets = {
    group: noGroup(),
    step: {},
    outcome: { wrong: 0, unreachable: 0, waiting: 0, missing: 0, open: 0, pass: 0, solved: 0, waived: 0 },
    track: {},
  };
  const [bySteps, byTracks]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const words = plain(filter.q).split(/\s+/).filter(Boolean);
  const shown = all.filter((placed) => {
    const { row, groups: inGroups } = placed;
    for (const group of inGroups) totals[group] += 1;
    const text = words.length > 0 ? `${textOf(row)}\n${shared.get(row.id) ?? ''}` : '';
    if (!words.every((word) => text.includes(word))) return false;
    const isOfGroup = filter.group === null || inGroups.includes(filter.group);
    const isOfTrack = filter.track === null || row.track === filter.track;
    const here = stepOf(row, steps);
    const mine = stepsOn(row.track, steps);
    const statusOn = (slug: string): StepStatus => row.cells[slug]?.status ?? 'open';
    const isAt = (step: BoardStep) => (filter.outcome === null ? step === here : statusOn(step.slug) === filter.outcome);
    const chosen = filter.step === null ? here : (mine.find((s) => s.slug === filter.step) ?? null);
    const isThere = filter.step === null ? filter.outcome === null || (here !== null && isAt(here)) : chosen !== null && isAt(chosen);

    if (isOfTrack && isThere) for (const group of inGroups) facets.group[group] += 1;
    if (isOfGroup && isThere) byTracks[row.track] = (byTracks[row.track] ?? 0) + 1;
    if (isOfGroup && isOfTrack) {
      if (chosen) facets.outcome[statusOn(chosen.slug)] += 1;
      for (const step of mine) if (isAt(step)) bySteps[step.slug] = (bySteps[step.slug] ?? 0) + 1;
    }
    return isOfGroup && isOfTrack && isThere;
  });
  return { shown, facets: { ...facets, step: bySteps, track: byTracks }, totals };
}
