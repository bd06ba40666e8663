import { checkAll } from '@/lib/acts/check-all';
import { attendeesAmong } from '@/lib/acts/find';
import { bad, done, type Said } from '@/lib/acts/said';
import type { Workshop } from '@/lib/attendee/find';
import { audit } from '@/lib/audit';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { cleaningOf } from './cleaning';
import { cleanUpsOf } from './left-behind';

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

/**
 * Runs the cleanup step's checks for everybody who may have left something behind, as them, with their stored sign-in. It continues after
 * it has answered, and its results are written like those of any other check.
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
  const round = await checkAll(attendees, step, onBegin, 'whoever-is-given');
  if (round === 'running') return bad('A check of a whole step is already running in this workshop. Wait a minute.');
  const obstacles = Object.entries(round.obstacles).map(([why, n]) => `Not checked: ${people(n)}. ${why}`);
  if (round.checked === 0) return bad(obstacles.join(' ') || 'Nobody has left anything behind, as far as Guidepost knows.');
  return done([`Checking ${people(round.checked)}. Reload this page in a minute to see what was found.`, ...obstacles].join(' '));
}
