import { checkAll } from '@/lib/acts/check-all';
import { attendeesAmong } from '@/lib/acts/find';
import { bad, done, type Said } from '@/lib/acts/said';
import { accessOf } from '@/lib/attendee/access';
import type { Workshop } from '@/lib/attendee/find';
import { type InLab, knownOf } from '@/lib/attendee/in-lab';
import { audit } from '@/lib/audit';
import { allSteps, type Lab, type Step } from '@/lib/lab/lab';
import { runChecks } from '@/lib/lab/run';
import { keepBeside } from '@/lib/progress/beside';
import { cleaningOf } from './cleaning';
import { cleanUpsOf } from './left-behind';

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

/**
 * Runs the cleanup step's checks for everybody who may have left something behind, as them, with their stored sign-in. It continues after
 * it has answered. Its results are kept for the report alone: these people may not have come to that step, and nothing of theirs changes.
 */
export async function checkLeftovers(workshop: Workshop, lab: Lab, by: string): Promise<Said> {
  const step = allSteps(lab).find(({ slug }) => slug === lab.cleanUp?.step);
  if (!step) return bad('This lab has no step that cleans up.');
  const left = cleanUpsOf(lab, await cleaningOf(lab, workshop.id)).filter((c) => c.left.length > 0);
  const attendees = await attendeesAmong(
    workshop,
    lab,
    left.map((c) => c.id),
  );
  const onBegin = (people: number) =>
    audit({ act: 'leftovers.checked', personId: by, workshopId: workshop.id, detail: { step: step.slug, people: String(people) } });
  const round = await checkAll(attendees, step, onBegin, { whom: 'whoever-is-given', check: lookFor });
  if (round === 'running') return bad('A check of a whole step is already running in this workshop. Wait a minute.');
  const obstacles = Object.entries(round.obstacles).map(([why, n]) => `Not checked: ${people(n)}. ${why}`);
  if (round.checked === 0) return bad(obstacles.join(' ') || 'Nobody has left anything behind, as far as Guidepost knows.');
  return done([`Checking ${people(round.checked)}. Reload this page in a minute to see what was found.`, ...obstacles].join(' '));
}

async function lookFor(attendee: InLab, step: Step): Promise<void> {
  const { lab, workshop, enrolment } = attendee;
  const report = await runChecks(lab, step, accessOf(attendee, { secrets: {}, isClick: false }), knownOf(attendee));
  await keepBeside({ enrolmentId: enrolment.id, workshopId: workshop.id }, report);
}
