import { execa } from 'execa';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { tellEverywhere } from '@/lib/progress/change';
import { frontOf } from './front';
import { expect, portal, row, status, test, verify } from './story';

test('pages whose streams a proxy refuses say so, catch up when it is back, and are watched over again', async ({
  attendee,
  board,
  hands,
  advance,
  workshop,
}) => {
  const { page, member, enrolmentId } = await attendee('Rita Restart');
  const front = await frontOf(portal);
  const room = await board({ at: front.origin });
  await page.goto(`${front.origin}/w/${workshop.slug}/create-workspace`);
  await hands.createWorkspace(member, `restart-${Date.now() % 100_000}`);
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found restart-/)).toBeVisible();
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('waiting');

  front.goAway();
  for (const each of [page, room]) await expect(each.getByText('Not live. Reconnecting…')).toBeVisible();
  await expect(room.getByText('● live')).toBeHidden();
  await askForHelp({ enrolmentId, workshopId: workshop.id }, { step: 'create-workspace', text: null, outcomes: [] });
  front.comeBack();
  await expect(page.getByText(/You asked for help/)).toBeVisible();
  await expect(room.getByRole('row', { name: new RegExp(member.name) })).toContainText('asked for help');
  for (const each of [page, room]) await expect(each.getByText('Not live. Reconnecting…')).toBeHidden();
  await expect(room.getByText('● live')).toBeVisible();

  await advance(180);
  await expect(status(page)).toContainText('6 of 7 passed', { timeout: 40_000 }); // nobody has pressed anything
  front.close();
});

test('a page whose session has ended meanwhile asks to sign in again, and for nothing else', async ({ attendee, workshop }) => {
  const { page, enrolmentId } = await attendee('Sina Signedout');
  const { personId } = await db().enrolment.findUniqueOrThrow({ where: { id: enrolmentId } });
  const live = page.waitForResponse((r) => r.url().includes('/api/events'));
  await page.goto(`/w/${workshop.slug}`);
  await live;
  await db().person.update({ where: { id: personId }, data: { signedOutAt: new Date() } });
  await tellEverywhere(personId);
  const again = page.getByRole('status').getByRole('link', { name: 'Sign in again' });
  await expect(again).toHaveAttribute('href', `/sign-in?to=${encodeURIComponent(`/w/${workshop.slug}`)}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible(); // the page itself stays
});

test('two portals, PostgreSQL restarted and a portal killed in the middle: no attempt is lost that was told', async () => {
  test.setTimeout(120_000);
  const { exitCode, all } = await execa(process.execPath, ['bin/run.mjs', 'faults', 'restart', 'small'], {
    env: { DATABASE_URL: undefined },
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  expect(exitCode, all).toBe(0);
});
