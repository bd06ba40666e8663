import type { InLab } from '@/lib/attendee/in-lab';
import type { Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import { type At, change, isPassed } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import type { Hands } from '../hands';
import { type Cell, within } from './cell';
import { type Fault, isSame, judgeReport } from './judge';
import { type Kind, kinds } from './kinds';
import { lane, look } from './place';
import { entraHost, requestsOf, vendorOf } from './requests';
import type { Stage } from './stages';

/** The run's usual 15 s and 8 s in the same ratio, shorter: a hundred cells have to wait for them. */
const limits = { deadlineMs: 6000, requestMs: 3200 };
/** What a busy machine may add to a run before it counts as late. */
const graceMs = 2500;

/** A step as it is without any fault, and the cells that follow from what it asked. */
export interface Row {
  attendee: InLab;
  step: Step;
  usual: Report;
  cells: Cell[];
}

export interface Result {
  cell: Cell;
  /** How it was told, by the checks that asked. */
  told: string[];
  faults: Fault[];
}

/** @param isEachRequest whether each request of the step gets cells of its own, besides those of its host */
export async function rowsOf({ title, attendee, steps }: Stage, isEachRequest = true): Promise<Row[]> {
  const rows: Row[] = [];
  for (const step of steps) {
    const [usual, second] = [await look(attendee, step), await look(attendee, step)];
    const asked = requestsOf(usual, second);
    const hosts = [...new Set(asked.map((a) => a.host))];
    const places: { host: string; path: string | null }[] = hosts.map((host) => ({ host, path: null }));
    if (isEachRequest) places.push(...asked.filter(({ host }) => asked.filter((a) => a.host === host).length > 1));
    if (hosts.some((host) => vendorOf(host) !== 'dss')) places.push({ host: entraHost, path: null });
    const cells = places.flatMap((place) => cellsAt(place).map((cell) => ({ ...cell, stage: title, step: step.slug })));
    rows.push({ attendee, step, usual, cells });
  }
  return rows;
}

function cellsAt(place: { host: string; path: string | null }): Omit<Cell, 'stage' | 'step'>[] {
  const vendor = vendorOf(place.host);
  return kinds.filter((kind) => kind.fault(vendor) !== null).map((kind: Kind) => ({ ...place, vendor, kind }));
}

/** Runs the cells of some rows, many side by side. Those of Entra ID come last: tokens are held for a minute otherwise. */
export async function runTable(hands: Hands, rows: Row[], onResult: (result: Result) => void): Promise<void> {
  const all = rows.flatMap((row) => row.cells.map((cell) => ({ row, cell })));
  for (const isEntra of [false, true]) {
    const some = all.filter(({ cell }) => (cell.vendor === 'entra') === isEntra);
    await Promise.all([
      inParallel(
        hands,
        4,
        some.filter(({ cell }) => !cell.kind.isSlow),
        onResult,
      ),
      inParallel(
        hands,
        16,
        some.filter(({ cell }) => cell.kind.isSlow),
        onResult,
      ),
    ]);
  }
}

async function inParallel(
  hands: Hands,
  width: number,
  work: { row: Row; cell: Cell }[],
  onResult: (result: Result) => void,
): Promise<void> {
  const queue = [...work];
  const [first] = queue;
  if (!first) return;
  await Promise.all(
    Array.from({ length: Math.min(width, queue.length) }, async () => {
      const at = await lane(first.row.attendee);
      for (let next = queue.shift(); next; next = queue.shift()) onResult(await runCell(hands, at, next.row, next.cell));
    }),
  );
}

let count = 0;

/** One cell: the step is as usual, then faulty, then as usual again. */
async function runCell(hands: Hands, at: At, { attendee, step, usual }: Row, cell: Cell): Promise<Result> {
  const id = `cell-${count++}`;
  const attempt = (report: Report) => change(at, { attempt: { trigger: 'click', report } });
  const more = { ...limits, isFresh: cell.vendor === 'entra' };
  await attempt(usual);
  const fault = {
    host: `^${cell.host}$`,
    ...(cell.path ? { path: cell.path } : {}),
    cell: id,
    times: 100_000,
    ...cell.kind.fault(cell.vendor),
  };
  await hands.practice('/faults', fault);
  const begun = performance.now();
  const under = await within(id, () => look(attendee, step, more));
  const tookMs = Math.round(performance.now() - begun);
  const { met } = (await hands.practice('/faults/clear', { cell: id })) as { met: number }; // our own practice cloud's answer
  const faults = judgeReport(cell, usual, under);
  const say = (what: string, checkId = 'the step') => faults.push({ checkId, what });
  if (met === 0) say('nobody met the fault');
  if (tookMs > limits.deadlineMs + graceMs) say(`took ${tookMs} ms`);
  await attempt(under);
  for (const what of await lost(at, step, usual, under)) say(what);

  const lifted = await within(id, () => look(attendee, step, more));
  await attempt(lifted);
  for (const { checkId, outcome } of usual.findings) {
    const now = lifted.findings.find((f) => f.checkId === checkId)?.outcome;
    if (!now || !isSame(outcome, now)) say(`not as before once the fault is lifted: ${JSON.stringify(now)}`, checkId);
  }
  for (const { checkId, trouble } of (await progressOf(at.enrolmentId)).standings[step.slug] ?? [])
    if (trouble) say('still told of the trouble that is over', checkId);
  const told = under.findings.flatMap(({ outcome }) => (outcome.status === 'unreachable' ? [`${outcome.cloud}: ${outcome.trouble}`] : []));
  return { cell, told: [...new Set(told)], faults };
}

/** What was known before and is not any more, though it could not be checked. */
async function lost(at: At, step: Step, usual: Report, under: Report): Promise<string[]> {
  const { standings, passed } = await progressOf(at.enrolmentId);
  const unread = under.findings.filter((f) => f.outcome.status === 'unreachable').map((f) => f.checkId);
  const all = usual.findings
    .filter((f) => unread.includes(f.checkId))
    .flatMap(({ checkId, outcome }) => {
      const standing = standings[step.slug]?.find((s) => s.checkId === checkId);
      if (outcome.status === 'unreachable') return [];
      return standing?.verdict && standing.trouble && isSame(standing.verdict, outcome) ? [] : [`${checkId} lost what was known`];
    });
  return isPassed(usual) && !passed.some((p) => p.step === step.slug) ? [...all, 'the step is passed no more'] : all;
}
