import { db } from '@/lib/db';
import { roleMs } from '@/lib/entra/role';
import { change } from '@/lib/progress/change';
import { type Attendee, expect, hasNoAxeViolations, looked, press, test } from './story';

/** Something in the room changes, which every board of it hears. */
const stir = ({ enrolmentId, workshop }: Attendee) => change({ enrolmentId, workshopId: workshop.id }, {});

test('a facilitator whose role was taken away loses board, settings and the open stream', async ({ attendee, board, hands, workshop }) => {
  const room = await board();
  const somebody = await attendee('Rita Room');
  await somebody.open('create-workspace');
  await expect(room.getByRole('row', { name: new RegExp(somebody.member.name) })).toBeVisible();
  await hands.newcomer(workshop.facilitator.name, { appRoles: [] });
  await db().person.updateMany({
    where: { objectId: workshop.facilitator.oid },
    data: { roleCheckedAt: new Date(Date.now() - roleMs - 1000) },
  });
  await expect(async () => {
    await stir(somebody);
    await expect(room.getByText('Not live: you can no longer see this page.')).toBeVisible({ timeout: 500 });
  }).toPass();
  for (const path of ['', '/settings', `/${somebody.enrolmentId}`]) {
    await room.goto(`/facilitate/${workshop.slug}${path}`);
    await expect(room.getByRole('heading', { name: 'This page is for facilitators' })).toBeVisible();
  }
});

test('a facilitator about whom Microsoft says nothing anymore is asked to sign in again', async ({ board, hands, workshop }) => {
  const room = await board();
  await hands.practice('/revoke', { upn: workshop.facilitator.upn });
  await db().person.updateMany({
    where: { objectId: workshop.facilitator.oid },
    data: { roleCheckedAt: new Date(Date.now() - roleMs - 1000) },
  });
  await room.goto(`/facilitate/${workshop.slug}/settings`);
  await expect(room.getByRole('heading', { name: 'Sign in again to open this page' })).toBeVisible();
  await room.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await room.getByRole('button', { name: new RegExp(workshop.facilitator.name) }).click();
  await expect(room.getByRole('heading', { name: 'Your workshops' })).toBeVisible();
  await room.goto(`/facilitate/${workshop.slug}/settings`);
  await expect(room.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
});

test('signing out in one tab ends the streams of all, a board’s as well', async ({ attendee, board }) => {
  const room = await board();
  const somebody = await attendee('Sid Signout');
  await somebody.open('create-workspace');
  for (const { page, over } of [
    { page: room, over: () => stir(somebody) },
    { page: somebody.page, over: async () => undefined },
  ]) {
    const other = await page.context().newPage();
    await other.goto('/');
    await other.getByLabel(/^Account of/).click();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await expect(other.getByRole('heading', { name: 'You’re signed out of Guidepost' })).toBeVisible();
    await expect(async () => {
      await over();
      await expect(page.getByText('Not live: your session has ended.')).toBeVisible({ timeout: 500 });
    }).toPass();
  }
});

test('somebody who is removed leaves every board, and has nothing there anymore', async ({ attendee, board, workshop }) => {
  const [room, other] = [await board(), await board()];
  const { page, open, member, enrolmentId } = await attendee('Remo Removed');
  await open('create-workspace');
  const line = other.getByRole('row', { name: new RegExp(member.name) });
  await expect(line).toBeVisible();
  await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
  await room.getByText(`Remove ${member.name}…`).click();
  await hasNoAxeViolations(room);
  await room.getByRole('button', { name: `Yes, remove ${member.name}` }).click();
  await expect(room.getByText('Nobody has joined yet.')).toBeVisible();
  await expect(line).toHaveCount(0);
  await expect(page.getByText('Not live: you’re no longer in this workshop.')).toBeVisible();
  await page.getByRole('link', { name: 'How to come back' }).click();
  await expect(page.getByText('If you were in it before, a facilitator may have removed you')).toBeVisible();
  expect(await db().enrolment.count({ where: { id: enrolmentId } })).toBe(0);
  await room.goto(`/facilitate/${workshop.slug}/settings`);
  await expect(room.getByText('Attendee removed')).toBeVisible();
});

test('without JavaScript a facilitator renews the code, closes and reopens; what was done is told', async ({
  attendee,
  signInAs,
  workshop,
}) => {
  const { page, personId } = await signInAs('Greg Nojs', { facilitator: true, javaScriptEnabled: false });
  await db().workshop.update({ where: { id: workshop.id }, data: { createdById: personId } });
  const inside = await attendee('Ina Inside');
  await inside.open('create-workspace');
  await page.goto(`/facilitate/${workshop.slug}/settings`);
  await page.getByText('Renew the join code…').click();
  await page.getByRole('button', { name: 'Yes, renew the join code' }).click();
  await expect(page.getByText('Join code renewed')).toBeVisible();
  const { joinCode } = await db().workshop.findUniqueOrThrow({ where: { id: workshop.id }, select: { joinCode: true } });
  expect(joinCode).not.toBe(workshop.joinCode);

  await page.getByText('Close the workshop…').click();
  await page.getByRole('button', { name: 'Yes, close the workshop' }).click();
  await expect(page.getByText('This workshop is closed. Nobody can join')).toBeVisible();
  await press(inside.page);
  await looked(inside.page);
  await expect(inside.page.getByRole('alert').filter({ hasText: 'This workshop is closed.' })).toBeVisible();
  const late = await signInAs('Lena Late');
  await late.page.goto(`/join/${workshop.joinCode}`);
  await expect(late.page.getByRole('heading', { name: 'There is no workshop with that code' })).toBeVisible();
  await late.page.goto(`/join/${joinCode}`);
  await expect(late.page.getByText('Nobody can join it anymore.')).toBeVisible();

  await page.getByRole('button', { name: 'Reopen the workshop' }).click();
  await expect(page.getByText('Workshop reopened')).toBeVisible();
  await page.getByLabel('Region').fill('westeurope');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await page.goto(`/facilitate/${workshop.slug}/settings`);
  await expect(page.getByText('Region: uksouth → westeurope')).toBeVisible();
  await late.page.goto(`/join/${joinCode}`);
  await late.page.getByRole('button', { name: /^Join as Lena/ }).click();
  await expect(late.page.getByRole('link', { name: /Start with 1.1/ })).toBeVisible();
});
