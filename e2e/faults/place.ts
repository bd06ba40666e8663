import { randomUUID } from 'node:crypto';
import { findLab } from '@/labs';
import { accessOf, type TabSecrets } from '@/lib/attendee/access';
import { findEnrolled } from '@/lib/attendee/find';
import { type InLab, inLab, knownOf } from '@/lib/attendee/in-lab';
import type { Access } from '@/lib/clouds/access';
import type { Limits } from '@/lib/clouds/http';
import { db } from '@/lib/db';
import { type Step, stepsOf } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import type { Member } from '@/lib/lab/practice';
import { runChecks } from '@/lib/lab/run';
import { type At, change } from '@/lib/progress/change';
import { sealSecrets } from '@/lib/workshop-secrets';
import type { Hands } from '../hands';
import type { Recorded } from './done';

const lab = findLab('databricks-dss');

/** A workshop for the table's attendees, with the presets but for `differing`. @returns its slug */
export async function openWorkshop(hands: Hands, differing: Record<string, string> = {}): Promise<string> {
  const facilitator = await hands.person(hands.member('Greta Holm'));
  const [id, slug] = [randomUUID(), `faults-${randomUUID().slice(0, 8)}`];
  const secrets = sealSecrets(lab, id, hands.settings, { dssAdminKey: hands.dssAdminKey });
  const joinCode = slug.slice(-8).toUpperCase();
  const more = {
    lab: lab.id,
    title: 'Faults',
    isPractice: true,
    settings: { ...hands.settings, ...differing },
    createdById: facilitator.id,
  };
  await db().workshop.create({ data: { id, slug, joinCode, secrets, ...more } });
  return slug;
}

/** Somebody's place in that workshop, with what they recorded. */
export async function placed(hands: Hands, slug: string, member: Member, recorded: Recorded, track = 'whole'): Promise<InLab> {
  const { id: personId } = await hands.person(member);
  const workshop = await db().workshop.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const key = { workshopId: workshop.id, personId };
  const { id: enrolmentId } = await db().enrolment.upsert({
    where: { workshopId_personId: key },
    create: { ...key, track },
    update: {},
    select: { id: true },
  });
  if (Object.keys(recorded).length > 0)
    await change({ enrolmentId, workshopId: workshop.id }, { values: { set: recorded, source: 'typed' } });
  return again({ personId, slug });
}

async function again({ personId, slug }: { personId: string; slug: string }): Promise<InLab> {
  const found = await findEnrolled({ personId, signedInAt: Date.now() }, slug, null);
  if (!found) throw new Error('An attendee of the table is in no workshop.');
  return inLab(found.attendee, lab);
}

interface How extends Limits {
  /** With tokens that are requested again each time. */
  isFresh?: boolean;
  secrets?: TabSecrets | undefined;
}

/** One verify, as a press makes it, up to what is written. */
export function look(attendee: InLab, step: Step, { isFresh = false, secrets = {}, ...limits }: How = {}): Promise<Report> {
  const access = accessOf(attendee, { secrets });
  const tokenFor: Access['tokenFor'] = (scope, options) => access.tokenFor(scope, { ...options, fresh: true });
  return runChecks(lab, step, isFresh ? { ...access, tokenFor } : access, knownOf(attendee), limits);
}

/** A separate row for standings, under somebody's name, so that cells can run side by side. */
export async function lane({ person, workshop, track }: InLab): Promise<At> {
  const { name, userName, homeAccountId } = person;
  const data = { tenantId: randomUUID(), objectId: randomUUID(), name, userName, homeAccountId };
  const { id: personId } = await db().person.create({ data, select: { id: true } });
  const { id } = await db().enrolment.create({ data: { workshopId: workshop.id, personId, track }, select: { id: true } });
  return { enrolmentId: id, workshopId: workshop.id };
}

/** Verifies steps one after the other, so that what they learn is known. */
export async function learn(attendee: InLab, steps: Step[]): Promise<InLab> {
  let now = attendee;
  for (const step of steps) {
    const report = await look(now, step);
    await change({ enrolmentId: now.enrolment.id, workshopId: now.workshop.id }, { attempt: { trigger: 'click', report } });
    now = await again({ personId: now.person.id, slug: now.workshop.slug });
  }
  return now;
}

/** Steps of an attendee's track by their slugs; all of them without any. */
export function stepsFor(attendee: InLab, slugs?: readonly string[]): Step[] {
  const steps = stepsOf(lab, attendee.track);
  return slugs ? slugs.map((slug) => steps.find((s) => s.slug === slug) ?? noStep(slug)) : steps;
}
function noStep(slug: string): never {
  throw new Error(`The lab has no step ${slug}.`);
}
