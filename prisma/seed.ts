// A practice workshop with a few made-up attendees at different places, so that a rehearsal's board has life. What they have
// is real in the practice cloud, and what the board shows of them was found by real verifies. Runs once per database.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findLab } from '@/labs';
import { stepsOf, unsaidIn } from '@/labs/lab';
import type { Known } from '@/lib/checks/known';
import type { Access } from '@/lib/clouds/access';
import { db } from '@/lib/db';
import { tokensOf } from '@/lib/entra/tokens';
import { bus } from '@/lib/progress/bus';
import { openStep, saveValues } from '@/lib/progress/enrolment';
import { verify } from '@/lib/progress/verify';
import { sealSecrets } from '@/lib/workshop-secrets';
import { practiceHands, storiesOf } from './practice-cast';

const slug = 'practice';
const joinCode = 'PRA-CTCE';

async function seed(): Promise<void> {
  const hands = await practiceHands();
  const { settings, dssAdminKey } = hands;
  const facilitator = await hands.person(hands.member('Greta Holm'));
  const id = randomUUID();
  const workshop = await db().workshop.create({
    data: {
      id,
      secrets: sealSecrets(id, { dssAdminKey }),
      slug,
      lab: 'databricks-dss',
      title: 'Practice session',
      joinCode,
      isPractice: true,
      settings,
      createdById: facilitator.id,
    },
  });
  const lab = findLab(workshop.lab);

  for (const story of storiesOf(hands)) {
    const person = await hands.person(hands.member(story.name));
    const enrolment = await db().enrolment.create({ data: { workshopId: workshop.id, personId: person.id } });
    const at = { enrolmentId: enrolment.id, workshopId: workshop.id };
    const access: Access = {
      tokenFor: tokensOf(person.homeAccountId),
      dssKey: async () => ({ origin: settings.dssUrl, key: dssAdminKey, kind: 'admin' }),
    };
    const recorded = await story.play();
    for (const step of stepsOf(lab, 'whole').slice(0, story.steps)) {
      await openStep(at, step.slug);
      await saveValues(
        at,
        Object.fromEntries(Object.entries(recorded).filter(([name]) => step.collects.some((v) => v.name === name))),
        'typed',
      );
      const values = await db().value.findMany({ where: { enrolmentId: enrolment.id } });
      const known: Known = {
        ...Object.fromEntries(values.map((v) => [v.name, v.value])),
        ...settings,
        userName: person.userName,
        objectId: person.objectId,
        personName: person.name,
        track: 'whole',
      };
      await verify({ ...at, access, step, known, unsaidOf: unsaidIn(lab, step), trigger: 'click' });
    }
  }
}

/** A database of an earlier Guidepost lacks the settings that the lab has got since. */
async function complete(workshopId: string, stored: unknown): Promise<void> {
  const { settings, dssAdminKey } = await practiceHands();
  const kept = z.record(z.string(), z.string()).parse(stored);
  if (Object.keys(settings).every((name) => name in kept)) return;
  const data = { settings: { ...settings, ...kept }, secrets: sealSecrets(workshopId, { dssAdminKey }) };
  await db().workshop.update({ where: { id: workshopId }, data });
}

const known = await db().workshop.findFirst({ where: { isPractice: true, slug }, select: { id: true, settings: true } });
if (known) await complete(known.id, known.settings);
else await seed();
console.log(JSON.stringify({ joinCode, board: `/facilitate/${slug}` }));
await bus().close();
await db().$disconnect();
