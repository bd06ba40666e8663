import type { ReplayEntry } from '@/components/replay/replay-list';
import type { Plan } from '@/lib/replay/plan';

/** What the page shows of a plan. */
export const entriesOf = (slug: string, { entries }: Plan): ReplayEntry[] =>
  entries.map(({ key, name, enrolmentId, number, at, becomesPassed, lines }) => ({
    key,
    name,
    href: `/facilitate/${slug}/${enrolmentId}`,
    number,
    at,
    becomesPassed,
    lines,
  }));
