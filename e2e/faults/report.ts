import type { Result } from './table';

/** A request's path as people read it, from the pattern that it is matched by. */
const readable = (path: string): string => path.replace('(\\?|$)', '').replace(/[\\^]/g, '').replaceAll('[/]+', '…');

const placeOf = ({ cell: { stage, step, host, path } }: Result): string => `${stage}, ${step}, ${host}${path ? readable(path) : ''}`;

/** A bad cell, a line for each way in which it is bad, with the checks that say so. */
export function badCell(result: Result): string[] {
  const ways = new Map<string, string[]>();
  for (const { what, checkId } of result.faults) ways.set(what, [...(ways.get(what) ?? []), checkId]);
  return [...ways].map(([what, checks]) => `${result.cell.kind.id} | ${placeOf(result)} | ${what} | ${checks.join(' ')}`);
}

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
