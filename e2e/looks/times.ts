import { db } from '@/lib/db';
import type { Step } from '@/lib/lab/lab';
import type { Somebody } from './people';

interface Whose {
  who: Pick<Somebody, 'passed' | 'minutes' | 'joined' | 'quiet'>;
  at: { enrolmentId: string };
  steps: readonly Pick<Step, 'slug' | 'minutes'>[];
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/**
 * Gives what was written within a second the times of an afternoon: who joined at its beginning passed one step after another, each
 * taking its share of the time, and has been on the next for as long as they say.
 * @param sofar minutes since the room began
 */
export async function setTimes({ who, at, steps }: Whose, sofar: number): Promise<void> {
  const { enrolmentId } = at;
  const joined = who.joined ?? sofar - 2 - (enrolmentId.charCodeAt(0) % 5);
  const done = steps.slice(0, who.passed);
  const all = done.reduce((sum, s) => sum + s.minutes, 0);
  let spent = 0;
  for (const { slug: step, minutes } of done) {
    spent += minutes;
    const passedAt = ago(joined - ((joined - who.minutes) * spent) / all);
    await db().stepPass.updateMany({ where: { enrolmentId, step }, data: { at: passedAt } });
    await db().attempt.updateMany({ where: { enrolmentId, step }, data: { at: passedAt } });
    await db().standing.updateMany({ where: { enrolmentId, step }, data: { since: passedAt, checkedAt: passedAt } });
  }
  const seenAt = ago(who.quiet ?? 0.2);
  const step = (steps[who.passed] ?? steps.at(-1))?.slug ?? '';
  const since = ago(Math.min(3, who.minutes));
  await db().standing.updateMany({ where: { enrolmentId, step, NOT: { since: null } }, data: { since } });
  await db().enrolment.update({ where: { id: enrolmentId }, data: { step, joinedAt: ago(joined), stepSince: ago(who.minutes), seenAt } });
}
