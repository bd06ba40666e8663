import type { Result } from './table';

/** A bad cell, a line for each thing that is wrong with it. */
export const badCell = ({ cell, faults }: Result): string[] =>
  faults.map(
    ({ checkId, what }) =>
      `${cell.stage} | ${cell.step} | ${cell.host}${cell.path ? ` ${cell.path}` : ''} | ${cell.kind.id} | ${checkId} | ${what}`,
  );

const count = <T>(of: readonly T[], key: (one: T) => string): [string, number][] => {
  const counts = new Map<string, number>();
  for (const one of of) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return [...counts];
};

/** The counts as they are in docs/reliability.md: how many cells of each kind, and how they are told. */
export function markdown(results: readonly Result[]): string {
  const rows = count(results, (r) => r.cell.kind.id).map(([kind, cells]) => {
    const told = results.filter((r) => r.cell.kind.id === kind).flatMap((r) => r.told.map((t) => t.split(': ')[1] ?? ''));
    const ways = count(told, (t) => t).map(([t]) => t);
    return `| ${kind} | ${cells} | ${ways.join(', ') || 'not at all: the run gets through it'} |`;
  });
  return ['| fault | cells | told as |', '| --- | --- | --- |', ...rows].join('\n');
}
