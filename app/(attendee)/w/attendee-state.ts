import type { AttendeeState } from '@/components/step/view';
import { findLab } from '@/labs';
import { stepsOf } from '@/labs/lab';
import { settingsOf } from '@/labs/settings';
import type { Known } from '@/lib/checks/known';
import { cloudUrl } from '@/lib/clouds/place';
import { progressOf } from '@/lib/progress/enrolment';
import { stepStatus } from '@/lib/progress/standing';
import type { Attendee } from '@/lib/session';

/**
 * Everything a check may know of this attendee. What they recorded never outweighs a setting or who they are; what they
 * have not recorded is taken as the text suggests it.
 */
export function knownOf({ person, workshop, enrolment }: Attendee): Known {
  const { name, userName, objectId } = person;
  const lab = findLab(workshop.lab);
  const given: Known = { ...settingsOf(lab, workshop.settings), personName: name, userName, objectId, track: enrolment.track };
  const suggested = stepsOf(lab, enrolment.track).flatMap((s) =>
    s.collects.flatMap((v) => (v.suggest ? [[v.name, v.suggest(given)] as const] : [])),
  );
  return { ...Object.fromEntries(suggested), ...enrolment.values, ...given };
}

/** What the browser may hold of an attendee's own progress. */
export async function attendeeState(attendee: Attendee): Promise<AttendeeState> {
  const { workshop, enrolment } = attendee;
  const lab = findLab(workshop.lab);
  const progress = await progressOf(enrolment.id);
  const known = knownOf({ ...attendee, enrolment: { ...enrolment, values: progress.values } });
  const passedAt = Object.fromEntries(progress.passed.map((p) => [p.step, p.at]));
  const statuses = Object.fromEntries(
    stepsOf(lab, enrolment.track).map((s) => [
      s.slug,
      stepStatus(
        s.checks.map((c) => c.id),
        progress.standings[s.slug] ?? [],
        s.slug in passedAt,
      ),
    ]),
  );
  const links = Object.fromEntries(
    Object.entries(lab.consoles).map(([name, { label, url }]) => {
      const href = url(known);
      return [name, { label, href: href && cloudUrl(href) }];
    }),
  );
  return {
    revision: progress.revision,
    at: progress.at,
    helpAt: progress.helpAt,
    standings: progress.standings,
    statuses,
    passedAt,
    values: Object.fromEntries(Object.entries(known).filter(([, v]) => v)),
    links,
  };
}
