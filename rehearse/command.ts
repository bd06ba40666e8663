import { setTimeout as wait } from 'node:timers/promises';
import { argumentsOf } from '@/bin/arguments';
import { Plain } from '@/bin/plain.mjs';
import { allLabs } from '@/labs';
import { allSteps } from '@/lib/lab/lab';
import { clean } from './clean';
import { Over, realClock } from './clock';
import { findFacilitator } from './facilitator';
import { servicesOf, throwFaults } from './faults';
import { Ledger } from './ledger';
import { peopleOf } from './names';
import { findPlace } from './place';
import { randomFor } from './random';
import { fill, rehearsalOf } from './room';
import { clockWords, statusLine, summaryOf } from './summary';
import { runWalk } from './walk/command';

const usage = `Use: npm run rehearse -- --people 40 [--minutes 20] [--speed 1] [--workshop practice] [--seed WORD] [--faults] [--tell]
       [--world strict]
     npm run rehearse -- --clean [--workshop practice]
     npm run rehearse -- --people 1 --real --settings FILE [--track NAME] [--client ID]
It fills a workshop of the portal that "npm run up" has started (PORT or --portal names another) with made-up attendees; --as names who runs
it, if nobody of the cast does. --world strict makes the practice cloud as strict as real services first. With --real it walks a real tenant once, as you.`;

const options = {
  people: { type: 'string' },
  minutes: { type: 'string' },
  speed: { type: 'string' },
  workshop: { type: 'string' },
  portal: { type: 'string' },
  as: { type: 'string' },
  seed: { type: 'string' },
  faults: { type: 'boolean' },
  world: { type: 'string' },
  tell: { type: 'boolean' },
  clean: { type: 'boolean' },
  real: { type: 'boolean' },
  settings: { type: 'string' },
  track: { type: 'string' },
  client: { type: 'string' },
} as const;

/** How strict the practice cloud can be for a rehearsal: nobody gets far where nothing was prepared. */
const worlds = ['kind', 'strict'];

/** The number that an option gives. @throws Plain with the usage for anything else */
function numberIn(text: string | undefined, preset: number, low: number, high: number): number {
  const number = Number(text ?? preset);
  if (!(number >= low && number <= high)) throw new Plain(usage);
  return number;
}

/** @returns the exit code: 0, or 2 where the portal made errors */
export async function run(root: string, args: string[], over: AbortSignal, source = process.env): Promise<number> {
  const { values } = argumentsOf({ args, options }, usage);
  if (!values.clean && !values.real && values.people === undefined) throw new Plain(usage);
  if (values.real) {
    if (values.people !== undefined && values.people !== '1')
      throw new Plain('Only one person, who is present, walks a real tenant: --people 1.');
    return runWalk({ settings: values.settings, track: values.track, clientId: values.client });
  }
  const count = Math.floor(numberIn(values.people, 40, 1, 500));
  const minutes = numberIn(values.minutes, 20, 0.1, 24 * 60);
  const speed = numberIn(values.speed, 1, 0.1, 1000);
  const slug = values.workshop ?? 'practice';
  const seed = values.seed ?? String(Date.now() % 10_000);
  if (!/^[a-z0-9]{1,12}$/.test(seed)) throw new Plain(`A seed has up to 12 small letters and digits.\n${usage}`);

  if (values.world !== undefined && !worlds.includes(values.world)) throw new Plain(`A world is ${worlds.join(' or ')}.\n${usage}`);
  const place = await findPlace(root, values.portal, source);
  const { portal, cloud, people: cast, practiceSpeed } = place;
  if (values.world !== undefined) await cloud.practice('/rules', { preset: values.world });
  const ends = new AbortController();
  const end = AbortSignal.any([over, ends.signal]);
  const clock = realClock(speed, end);
  const tell = (line: string) => console.log(`${clockWords(clock.now())} ${line}`);
  const ledger = new Ledger(clock.now, values.tell ? tell : undefined);
  const facilitators = values.as ? [{ name: values.as, upn: values.as }] : cast.filter(({ appRoles }) => appRoles.includes('Facilitator'));
  const facilitator = await findFacilitator(portal, slug, facilitators, ledger, end);
  if (!facilitator)
    throw new Plain(`None of ${facilitators.map(({ name }) => name).join(', ')} can open ${portal}/facilitate/${slug}, or joining is closed there.
Name another of their workshops with --workshop, the last part of its board's address, or with --as who runs it, by their sign-in name.`);
  if (values.clean) return clean(facilitator, portal, slug, cloud, console.log);

  const found = allLabs().find((lab) => allSteps(lab).every((step) => facilitator.board.includes(step.slug)));
  if (!found) throw new Plain(`The workshop ${slug} runs a lab that this checkout of Guidepost doesn't have.`);
  const { lab, rehearsal } = rehearsalOf(found.id, cloud, await facilitator.settings());
  const people = await Promise.all(peopleOf(seed, count, randomFor(seed)).map(({ name, upn }) => cloud.newcomer(name, { upn })));

  console.log(`
A rehearsal of ${lab.title} with ${count} ${count === 1 ? 'person' : 'people'}, for ${minutes} minutes at ${speed} times a person's pace.

  The board      ${portal}/facilitate/${slug}
                 sign in as ${facilitator.name} (use another browser or a private window)
  The same again --seed ${seed}${lab.practice?.rehearsal === undefined ? '\n  This lab has no rehearsal: people read and verify, and no more.' : ''}

Ctrl-C ends it and leaves everybody in the workshop; "npm run rehearse -- --clean" takes them out again.
`);

  const pause = async (ms: number) => void (await wait(ms, undefined, { signal: end }));
  const random = randomFor(seed, 'faults');
  const services = servicesOf(lab, lab.practice?.settings(cloud.about).settings ?? {});
  const beside = [
    every(end, 15_000, () => facilitator.look().catch(() => undefined)), // what went wrong is in the ledger
    every(end, 30_000, () => console.log(statusLine(ledger, clock.now()))),
    // the practice cloud's waits are as long as its own speed says; a faster rehearsal skips the rest
    speed > practiceSpeed ? every(end, 1000, () => cloud.practice('/clock', { advanceSeconds: speed / practiceSpeed - 1 })) : undefined,
    values.faults ? throwFaults({ random, services, clock, speed, practice: cloud.practice, tell }) : undefined,
  ].map((one) => one?.catch(unlessOver));
  const timer = setTimeout(() => ends.abort(), minutes * 60_000);
  try {
    await fill({ portal, slug, lab, rehearsal, joinCode: facilitator.joinCode, seed, people, clock, ledger, over: end, pause });
  } finally {
    clearTimeout(timer);
    ends.abort();
    await Promise.all(beside);
  }
  console.log(`\n${summaryOf(ledger, clock.now())}`);
  return ledger.errors.length > 0 ? 2 : 0;
}

async function every(end: AbortSignal, ms: number, act: () => unknown): Promise<void> {
  for (;;) {
    await wait(ms, undefined, { signal: end }).catch(() => {
      throw new Over();
    });
    await act();
  }
}

function unlessOver(error: unknown): void {
  if (!(error instanceof Over)) console.log(error instanceof Error ? error.message : error); // it was beside the point, and the room goes on
}
