// Many people who verify one step on two portals, whatever happens to those and to their database, until stdin ends. Then it
// compares what they were told with what is written. Started by restart.ts.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { bus } from '@/lib/progress/bus';
import { practiceHands } from '../hands';

const [people = 20] = process.argv.slice(2).map(Number);
const portals = (process.env['PORTALS'] ?? '').split(' ');
const step = 'create-workspace';
const thinkMs = 500;

/** As much of an answer to a press as matters here. */
const Answer = z.object({
  did: z.string().nullable(),
  note: z.string().optional(),
  isFailure: z.boolean().optional(),
  hasSessionEnded: z.boolean().optional(),
  state: z
    .object({
      values: z.record(z.string(), z.string()),
      steps: z.record(
        z.string(),
        z.object({ standings: z.array(z.object({ checkedAt: z.string().nullable(), troubleAt: z.string().nullable() })) }),
      ),
    })
    .optional(),
});

interface Person {
  enrolmentId: string;
  cookie: string;
  pressed: number;
  /** The last of their values that an answer said to be kept. */
  kept: number;
}
/** A verify whose result somebody was told: when it was recorded. */
interface Told {
  enrolmentId: string;
  at: string;
}

const told: Told[] = [];
const count = { presses: 0, told: 0, 'told that it was not': 0, 'without an answer': 0 };
const bad: string[] = [];
let slowestMs = 0;

const hands = await practiceHands();
const first = await hands.newcomer('Crowd Zero');
const { homeAccountId, id: creator } = await hands.person(first);
const workshop = await db().workshop.create({
  data: {
    slug: `crowd-${randomUUID().slice(0, 8)}`,
    lab: 'databricks-dss',
    title: 'Crowd',
    joinCode: randomUUID().slice(0, 8),
    isPractice: true,
    settings: hands.settings,
    createdById: creator,
  },
});

async function arrive(i: number): Promise<Person> {
  const { id: personId } = await db().person.create({
    data: {
      tenantId: hands.settings.tenantId,
      objectId: randomUUID(),
      name: `Crowd ${i}`,
      userName: `crowd${i}@practice.example`,
      homeAccountId,
    },
  });
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: workshop.id, personId, step } });
  const token = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  return { enrolmentId, cookie: `next-auth.session-token=${token}`, pressed: 0, kept: -1 };
}

const nameOf = (n: number) => `crowd-${n}`;

/** What a portal answers; null where none came. */
async function ask(portal: string, { cookie, pressed }: Person): Promise<z.infer<typeof Answer> | null> {
  const response = await fetch(`${portal}/api/press`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: portal },
    body: JSON.stringify({ workshop: workshop.slug, step, press: '{"kind":"verify"}', workspaceName: nameOf(pressed) }),
    signal: AbortSignal.timeout(45_000),
  }).catch(() => null);
  const text = await response?.text().catch(() => '');
  return response?.ok && text ? Answer.parse(JSON.parse(text)) : null;
}

/** One press. @returns whether it was told to be recorded */
async function press(person: Person, portal: string): Promise<boolean> {
  person.pressed++;
  count.presses++;
  const begun = Date.now();
  const answer = await ask(portal, person);
  slowestMs = Math.max(slowestMs, Date.now() - begun);
  if (!answer) {
    count['without an answer']++;
    return false;
  }
  const { note, state } = answer;
  if (answer.hasSessionEnded) bad.push('told that the session has ended');
  if (answer.isFailure || note || !state || answer.did !== 'verify') {
    count['told that it was not']++;
    return false;
  }
  count.told++;
  if (state.values['workspaceName'] === nameOf(person.pressed)) person.kept = person.pressed;
  else bad.push(`typed ${nameOf(person.pressed)}, answered with ${state.values['workspaceName']}`);
  const at = (state.steps[step]?.standings ?? [])
    .flatMap((s) => [s.checkedAt, s.troubleAt].filter((t) => t !== null))
    .sort()
    .at(-1);
  told.push({ enrolmentId: person.enrolmentId, at: at ?? 'never' });
  return true;
}

let isOver = false;
process.stdin.resume().on('end', () => {
  isOver = true;
});

const crowd = await Promise.all(Array.from({ length: people }, (_, i) => arrive(i)));
console.log('pressing');

await Promise.all(
  crowd.map(async (person, i) => {
    await pause(Math.random() * thinkMs);
    for (let n = i; !isOver; n++) {
      await press(person, portals[n % portals.length] ?? '');
      await pause(thinkMs);
    }
  }),
);
// in the end everything works again, for everybody and on both portals
for (const each of portals) {
  await Promise.all(
    crowd.map(async (person) => {
      for (let tries = 0; tries < 20; tries++) {
        if (await press(person, each)) return;
        await pause(1000);
      }
      bad.push(`${each} did not come back for somebody`);
    }),
  );
}

const attempts = await db().attempt.findMany({
  where: { enrolment: { workshopId: workshop.id } },
  select: { enrolmentId: true, at: true },
});
const written = new Set(attempts.map((a) => `${a.enrolmentId} ${a.at.toISOString()}`));
const lost = told.filter((t) => !written.has(`${t.enrolmentId} ${t.at}`));
if (lost.length > 0) bad.push(`${lost.length} verifies that were told and are not written`);
for (const { enrolmentId, kept } of crowd) {
  const value = await db().value.findFirst({ where: { enrolmentId, name: 'workspaceName' }, select: { value: true } });
  if (Number(value?.value.split('-').at(-1) ?? -1) < kept) bad.push(`${nameOf(kept)} was told to be kept, and ${value?.value} is there`);
}
console.log(JSON.stringify({ ...count, attempts: attempts.length, slowestMs, bad: [...new Set(bad)] }));
await bus().close();
await db().$disconnect();
process.exit(bad.length === 0 ? 0 : 1);
