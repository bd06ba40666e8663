import { isDatabaseAway } from '@/lib/database-away';
import { findStep, type Step } from '@/lib/lab/lab';
import { log } from '@/lib/log';
import { stepsToLookBackAt } from '@/lib/progress/later';
import { findProgress } from '@/lib/progress/read';
import type { Verified } from '@/lib/progress/verify';
import { workshopNow } from '@/lib/workshop-secrets';
import { canWatch } from './access';
import type { InLab } from './in-lab';
import { asOf } from './state';

type Look = (attendee: InLab, step: Step) => Promise<Verified>;

/**
 * Checks the passed steps that a step builds on again, after a check of that step: what it needs may be gone by now. The person who pressed
 * doesn't wait for it; results reach their page through its event stream.
 * @param look checks one step, without counting as a press
 * @returns once it is over, for tests
 */
export async function lookBack(attendee: InLab, step: Step, { hasPassed, look }: { hasPassed: boolean; look: Look }): Promise<void> {
  if (step.buildsOn.length === 0) return;
  try {
    const progress = await findProgress(attendee.enrolment.id);
    if (!progress) return;
    const now = asOf(attendee, progress);
    const slugs = stepsToLookBackAt(step.buildsOn, progress, { hasPassed, now: Date.now() });
    if (slugs.length === 0) return;
    const kept = (await workshopNow(now.lab, now.workshop.id)).kept();
    for (const slug of slugs) {
      const { step: earlier } = findStep(now.lab, now.track, slug) ?? {};
      // what can only be asked with a press can't be checked without one
      if (earlier && canWatch(now.lab, earlier, kept) && !earlier.checks.some((check) => check.carriesOn)) await look(now, earlier);
    }
  } catch (error) {
    const line = { event: 'look-back', enrolmentId: attendee.enrolment.id, step: step.slug, err: error };
    if (isDatabaseAway(error)) log().warn(line, 'earlier steps could not be looked at again');
    else log().error(line, 'a look at earlier steps failed');
  }
}
