// A practice workshop of every lab that has stories for one: a few made-up attendees at different places, so that a rehearsal's
// board has life. What they have is real in the practice cloud, and what the board shows was found by real verifies. Runs once
// per database.
import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { allLabs } from '@/labs';
import { findEnrolled } from '@/lib/attendee/find';
import { inLab, withValues } from '@/lib/attendee/in-lab';
import { verifyFor } from '@/lib/attendee/verify';
import { db } from '@/lib/db';
import { type Lab, stepsOf } from '@/lib/lab/lab';
import type { Practice, Story } from '@/lib/lab/practice';
import { bus } from '@/lib/progress/bus';
import { change, enrol } from '@/lib/progress/change';
import { sealSecrets } from '@/lib/workshop-secrets';
import { practiceCloud } from './practice';

const cloud = await practiceCloud();
const labs = allLabs().flatMap((lab) => (lab.practice ? [{ lab, practice: lab.practice }] : []));

/** The first lab's workshop is the one that everybody is pointed to. */
const slugOf = (at: number, lab: Lab) => (at === 0 ? 'practice' : `practice-${lab.id}`);
const joinCodeOf = (at: number) => (at === 0 ? 'PRA-CTCE' : `PRA-${randomInt(1000, 9999)}`);

async function seed(slug: string, joinCode: string, lab: Lab, practice: Practice): Promise<void> {
  const { settings, secrets } = practice.settings(cloud.about);
  const facilitator = await cloud.person(cloud.member('Greta Holm'));
  const id = randomUUID();
  await db().workshop.create({
    data: {
      id,
      slug,
      lab: lab.id,
      title: 'Practice session',
      joinCode,
      isPractice: true,
      settings,
      secrets: sealSecrets(lab, id, settings, secrets),
      createdById: facilitator.id,
    },
  });
  for (const story of practice.stories(cloud)) await play(story, lab, { id, slug });
}

async function play({ name, steps, play }: Story, lab: Lab, workshop: { id: string; slug: string }): Promise<void> {
  const person = await cloud.person(cloud.member(name));
  const [track = ''] = Object.keys(lab.tracks);
  await enrol(workshop.id, person.id, track);
  const recorded = await play();
  for (const step of stepsOf(lab, track).slice(0, steps)) {
    const found = await findEnrolled({ personId: person.id, signedInAt: Date.now() }, workshop.slug, null);
    if (!found) throw new Error(`${name} is not in ${workshop.slug}.`);
    const { enrolment } = found.attendee;
    const at = { enrolmentId: enrolment.id, workshopId: workshop.id };
    const set = Object.fromEntries(Object.entries(recorded).filter(([value]) => step.collects.some((v) => v.name === value)));
    await change(at, { opened: step.slug });
    await change(at, { values: { set, source: 'typed' } });
    await verifyFor(withValues(inLab(found.attendee, lab), { ...enrolment.values, ...set }), step, 'click');
  }
}

/** A database of an earlier Guidepost lacks the settings that the lab has got since. */
async function complete(lab: Lab, workshopId: string, stored: unknown, practice: Practice): Promise<void> {
  const { settings, secrets } = practice.settings(cloud.about);
  const kept = z.record(z.string(), z.string()).parse(stored);
  if (Object.keys(settings).every((name) => name in kept)) return;
  const all = { ...settings, ...kept };
  const data = { settings: all, secrets: sealSecrets(lab, workshopId, all, secrets) };
  await db().workshop.update({ where: { id: workshopId }, data });
}

for (const [at, { lab, practice }] of labs.entries()) {
  const slug = slugOf(at, lab);
  const known = await db().workshop.findFirst({ where: { isPractice: true, slug }, select: { id: true, settings: true } });
  if (known) await complete(lab, known.id, known.settings, practice);
  else await seed(slug, joinCodeOf(at), lab, practice);
}
// its facilitator may have renewed the code since
const { joinCode } = await db().workshop.findUniqueOrThrow({ where: { slug: 'practice' }, select: { joinCode: true } });
console.log(JSON.stringify({ joinCode, board: '/facilitate/practice' }));
await bus().close();
await db().$disconnect();
