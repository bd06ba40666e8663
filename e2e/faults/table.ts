import type { Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import { type At, change, isPassed } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import type { Hands } from '../hands';
import { type Cell, within } from './cell';
import { type Fault, isSame, judgeReport } from './judge';
import { lane, look } from './place';
import type { Row } from './rows';

/** The run's usual 15 s and 8 s in the same ratio, shorter: a hundred cells have to wait for them. */
export const limits = { deadlineMs: 6000, requestMs: 3200 };
/** What a busy machine may add to a run before it counts as late. */
const graceMs = 2500;

export interface Result {
  cell: Cell;
  /** How it was told, by the checks that asked. */
  told: string[];
  faults: Fault[];
}

type Work = { row: Row; cell: Cell };

/**
 * Runs the cells of some rows, many side by side. Those of Entra ID come last: tokens are held for a minute otherwise. A cell that
 * is bad is run once more, alone: on a busy machine a service may be too slow for the short limits without any fault.
 */
export async function runTable(hands: Hands, rows: Row[], onResult: (result: Result) => void): Promise<void> {
  const all: Work[] = rows.flatMap((row) => row.cells.map((cell) => ({ row, cell })));
  for (const isEntra of [false, true]) {
    const some = all.filter(({ cell }) => (cell.vendor === 'entra') === isEntra);
    const [slow, quick] = [some.filter(({ cell }) => cell.kind.isSlow), some.filter(({ cell }) => !cell.kind.isSlow)];
    const again: Work[] = [];
    const orAgain = (result: Result, work: Work) => (result.faults.length > 0 ? void again.push(work) : onResult(result));
    await Promise.all([inParallel(hands, 4, quick, orAgain), inParallel(hands, 16, slow, orAgain)]);
    await inParallel(hands, 1, again, onResult);
  }
}

async function inParallel(hands: Hands, width: number, work: Work[], onResult: (result: Result, work: Work) => void): Promise<void> {
  const queue = [...work];
  const [first] = queue;
  if (!first) return;
  await Promise.all(
    Array.from({ length: Math.min(width, queue.length) }, async () => {
      const at = await lane(first.row.attendee);
      for (let next = queue.shift(); next; next = queue.shift()) onResult(await runCell(hands, at, next.row, next.cell), next);
    }),
  );
}

let count = 0;

/** One cell: the step is as usual, then faulty, then as usual again. */
async function runCell(hands: Hands, at: At, { attendee, secrets, step, usual }: Row, cell: Cell): Promise<Result> {
  const id = `cell-${count++}`;
  const attempt = (report: Report) => change(at, { attempt: { trigger: 'click', report } });
  const more = { ...limits, secrets, isFresh: cell.vendor === 'entra' };
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
  const isRead = (id: string) => usual.findings.some((f) => f.checkId === id && f.outcome.status !== 'unreachable');
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
    if (trouble && isRead(checkId)) say('still told of the trouble that is over', checkId);
  const told = under.findings.flatMap(({ checkId, outcome }) =>
    outcome.status === 'unreachable' && isRead(checkId) ? [`${outcome.cloud}: ${outcome.trouble}`] : [],
  );
  return { cell, told: [...new Set(told)], faults };
}

/** What was known before and is not anymore, though it could not be checked. */
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
