import type { TabSecrets } from '@/lib/attendee/access';
import type { InLab } from '@/lib/attendee/in-lab';
import type { Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import type { Cell } from './cell';
import { kinds } from './kinds';
import { look } from './place';
import { entraHost, requestsOf, vendorOf } from './requests';
import type { Stage } from './stages';

/** A step without any fault, and the cells that follow from what it asked. */
export interface Row {
  attendee: InLab;
  secrets: TabSecrets | undefined;
  step: Step;
  usual: Report;
  cells: Cell[];
}

/** @param isEachRequest whether each request of the step gets cells of its own, besides those of its host */
export async function rowsOf({ title, attendee, steps, secrets }: Stage, isEachRequest = true): Promise<Row[]> {
  const rows: Row[] = [];
  for (const step of steps) {
    const [usual, second] = [await look(attendee, step, { secrets }), await look(attendee, step, { secrets })];
    const asked = requestsOf(usual, second);
    const hosts = [...new Set(asked.map((a) => a.host))];
    const places: { host: string; path: string | null }[] = hosts.map((host) => ({ host, path: null }));
    if (isEachRequest) places.push(...asked.filter(({ host }) => asked.filter((a) => a.host === host).length > 1));
    if (hosts.some((host) => vendorOf(host) !== 'dss')) places.push({ host: entraHost, path: null });
    const cells = places.flatMap((place) => cellsAt(place).map((cell) => ({ ...cell, stage: title, step: step.slug })));
    rows.push({ attendee, secrets, step, usual, cells });
  }
  return rows;
}

function cellsAt(place: { host: string; path: string | null }): Omit<Cell, 'stage' | 'step'>[] {
  const vendor = vendorOf(place.host);
  return kinds.filter((kind) => kind.fault(vendor) !== null).map((kind) => ({ ...place, vendor, kind }));
}
