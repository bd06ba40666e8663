import { z } from 'zod';

/** Times in milliseconds since 1970. */
export interface Break {
  from: number;
  to: number;
}

/** When a room meets, in milliseconds since 1970. Null: it isn't planned. */
export interface Plan {
  startsAt: number | null;
  endsAt: number | null;
  /** In order; none overlaps another. */
  breaks: readonly Break[];
}

export const noPlan: Plan = { startsAt: null, endsAt: null, breaks: [] };

const Breaks = z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })).catch([]);

/** A workshop's plan. @param breaks as stored: `[{"from": ISO 8601, "to": ISO 8601}]` */
export const planOf = (stored: { startsAt: Date | null; plannedEnd: Date | null; breaks: unknown }): Plan => ({
  startsAt: stored.startsAt?.getTime() ?? null,
  endsAt: stored.plannedEnd?.getTime() ?? null,
  breaks: Breaks.parse(stored.breaks)
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
    .sort((a, b) => a.from - b.from),
});

/** How much of a time span is not a break, in milliseconds; 0 if it ends before it begins. */
export function workedMs(from: number, to: number, breaks: readonly Break[]): number {
  const off = breaks.reduce((sum, b) => sum + Math.max(0, Math.min(to, b.to) - Math.max(from, b.from)), 0);
  return Math.max(0, to - from - off);
}

/** When an amount of work will be done, including the breaks in between. Never within a break. */
export function afterWork(from: number, ms: number, breaks: readonly Break[]): number {
  let [at, left] = [from, ms];
  for (const b of breaks) {
    if (b.to <= at) continue;
    const free = Math.max(0, b.from - at);
    if (left <= free && at < b.from) return at + left;
    left -= free;
    at = b.to;
  }
  return at + left;
}

/** The break that is on, if any. */
export const breakAt = ({ breaks }: Plan, now: number): Break | null => breaks.find((b) => b.from <= now && now < b.to) ?? null;
