import { db } from '@/lib/db';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { writeRejudged } from '@/lib/progress/rejudge';
import type { Entry } from './plan';
import { planFor } from './read';

/** What happened to the listed changes. */
export interface Applied {
  changed: readonly Entry[];
  /** Listed but left alone: somebody checked since, or something else changed. */
  leftAlone: readonly { name: string; number: string }[];
  /** Would change, but wasn't on the list, because it arose since. */
  unlisted: readonly Entry[];
}

/**
 * Judges again and writes what was listed, as far as that is still exactly what it comes to.
 * @param listed keys of the entries that somebody has seen
 */
export async function applyReplay(lab: Lab, workshopId: string, listed: readonly string[], byPersonId: string | null): Promise<Applied> {
  const plan = await planFor(lab, workshopId);
  const known = new Set(listed);
  const found = new Set(plan.entries.map((e) => e.key));
  const changed: Entry[] = [];
  const lost = listed.filter((key) => !found.has(key)).map(attemptOf);
  for (const entry of plan.entries.filter((e) => known.has(e.key))) {
    if (await write(workshopId, entry, byPersonId)) changed.push(entry);
    else lost.push(entry.attemptId);
  }
  // an entry that was listed differently is reported as left alone, not again as new
  const attempts = new Set(listed.map(attemptOf));
  return { changed, leftAlone: await namesOf(lab, workshopId, lost), unlisted: plan.entries.filter((e) => !attempts.has(e.attemptId)) };
}

const attemptOf = (key: string): string => key.split('.', 1).join('');

const write = (workshopId: string, { attemptId, enrolmentId, step, lines, becomesPassed, learnt }: Entry, byPersonId: string | null) =>
  writeRejudged(
    { enrolmentId, workshopId },
    {
      attemptId,
      step,
      verdicts: lines.map(({ checkId, from, to }) => ({ checkId, before: from, verdict: to })),
      isPassed: becomesPassed,
      learnt,
      byPersonId,
      detail: {
        enrolment: enrolmentId,
        step,
        ...Object.fromEntries(lines.map(({ checkId, from, to }) => [checkId, { from: from.status, to: to.status }])),
      },
    },
  );

async function namesOf(lab: Lab, workshopId: string, attemptIds: readonly string[]): Promise<Applied['leftAlone']> {
  if (attemptIds.length === 0) return [];
  const found = await db().attempt.findMany({
    where: { id: { in: [...attemptIds] }, enrolment: { workshopId } },
    select: { step: true, enrolment: { select: { person: { select: { name: true } } } } },
    orderBy: { at: 'asc' },
  });
  const numbers = new Map(allSteps(lab).map((s) => [s.slug, s.number]));
  return found.map(({ step, enrolment }) => ({ name: enrolment.person.name, number: numbers.get(step) ?? step }));
}
