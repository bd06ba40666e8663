import { createHash } from 'node:crypto';
import type { AttendeeState } from '@/components/step/view';
import { findLab } from '@/labs';
import { stepsOf } from '@/labs/lab';
import { settingsOf } from '@/labs/settings';
import type { Known } from '@/lib/checks/known';
import { cloudUrl } from '@/lib/clouds/place';
import { progressOf } from '@/lib/progress/enrolment';
import { type Standing, stepStatus } from '@/lib/progress/standing';
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

/** Tells standings from any others, by every word of them. */
export const digestOf = (standings: readonly Standing[]): string =>
  createHash('sha1')
    .update(JSON.stringify([...standings].sort((a, b) => (a.checkId < b.checkId ? -1 : 1))))
    .digest('base64url');

/** The same for all steps at once. */
export const digestOfAll = (standings: AttendeeState['standings']): string =>
  createHash('sha1')
    .update(
      Object.entries(standings)
        .map(([step, s]) => `${step} ${digestOf(s)}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url');

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
