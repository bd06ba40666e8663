import type { Listed, Refused } from './csv';

/** Somebody who is already expected. */
export interface Expected {
  name: string;
  userName: string;
  track: string | null;
}

/** What an import would do, before it does it. */
export interface RosterPlan {
  added: Listed[];
  changed: { to: Listed; from: Expected }[];
  unchanged: number;
  refused: Refused[];
}

/** An import adds and changes; it removes nobody: a list is often one of several. */
export function planRoster({ listed, refused }: { listed: Listed[]; refused: Refused[] }, known: readonly Expected[]): RosterPlan {
  const before = new Map(known.map((e) => [e.userName, e]));
  const plan: RosterPlan = { added: [], changed: [], unchanged: 0, refused };
  for (const one of listed) {
    const from = before.get(one.userName);
    if (!from) plan.added.push(one);
    else if (from.name === one.name && from.track === (one.track ?? from.track))
      plan.unchanged += 1; // a list without tracks takes none away
    else plan.changed.push({ to: { ...one, track: one.track ?? from.track }, from });
  }
  return plan;
}
