import { db } from '@/lib/db';
import { actions } from './authorization/actions';
import { call } from './authorization/call';
import { outcomeOf } from './authorization/outcome';
import { type Outcome, type Role, roles } from './authorization/roles';
import { visits } from './authorization/table';
import { type Actor, openWorld } from './authorization/world';
import { type Hands, practiceHands } from './hands';
import { expect, portal, test } from './story';

let hands: Hands;
let actors: Record<Role, Actor>;
test.beforeAll(async () => {
  hands = await practiceHands();
  actors = await openWorld(hands);
});

/** What each role meets, one after the other. */
async function metBy(meet: (actor: Actor) => Promise<Outcome>): Promise<Record<Role, Outcome>> {
  const met: [Role, Outcome][] = [];
  for (const role of roles) met.push([role, await meet(actors[role])]);
  return Object.fromEntries(met) as Record<Role, Outcome>; // each role, from the list of them
}

for (const [i, { entry, path, method = 'GET', expected }] of visits.entries())
  test(`${entry} opens to whom it may (${i + 1})`, async () => {
    const met = await metBy(async (actor) => {
      const over = new AbortController();
      const answer = await fetch(`${portal}${path(actor.shop)}`, {
        method,
        headers: { cookie: actor.cookie, origin: portal },
        redirect: 'manual',
        signal: over.signal,
      });
      over.abort(); // a stream goes on
      return outcomeOf(answer.status, answer.headers.get('location'));
    });
    expect(met).toEqual(expected);
  });

for (const [i, row] of actions.entries())
  test(`${row.entry} acts for whom it may (${i + 1})`, async () => {
    const met = await metBy(async (actor) => {
      await row.before?.(actor);
      const answer = await call(row, actor, hands);
      const did = (await row.did?.(actor)) ?? false;
      await row.after?.(actor);
      return did ? 'does it' : answer;
    });
    expect(met).toEqual(row.expected);
  });

test.afterAll(async () => {
  await db().workshop.deleteMany({ where: { title: 'Who may' } });
});
