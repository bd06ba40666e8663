import type { PlanWords } from '@/components/people/roster-form';
import { type Lab, trackTitle } from '@/lib/lab/lab';
import type { RosterPlan } from '@/lib/roster/plan';

/** What an import does, a line each. Without commas of our own: a form that carries a thousand lines is counted by them (bin/body.ts). */
export function planWords(lab: Lab, { added, changed, unchanged, refused }: RosterPlan): PlanWords {
  const way = (track: string | null) => {
    const title = track === null ? null : trackTitle(lab, track);
    return title ? ` · ${title}` : '';
  };
  const line = (one: { name: string; userName: string; track: string | null }) => `${one.name} · ${one.userName}${way(one.track)}`;
  return {
    added: added.map(line),
    changed: changed.map(({ from, to }) => `${line(to)} (was ${from.name}${way(from.track)})`),
    unchanged,
    refused: refused.map(({ row, why }) => `Row ${row}: ${why}`),
  };
}
