import { readFile } from 'node:fs/promises';
import { db } from '@/lib/db';
import { change } from '@/lib/progress/change';
import { expect, hasNoAxeViolations, test } from './story';

test('a facilitator invites another one, who sees the board until they are removed', async ({ attendee, board, signInAs, workshop }) => {
  const room = await board();
  const somebody = await attendee('Ina Inside');
  await room.goto(`/facilitate/${workshop.slug}/people`);
  await room.getByRole('button', { name: 'Invite a facilitator' }).click();
  const link = (await room.getByText('/invited/').textContent()) ?? '';
  await expect(room.getByRole('list', { name: 'Open invitations' }).getByRole('listitem')).toHaveCount(1);
  await hasNoAxeViolations(room);

  const { page, member } = await signInAs('Cora Colleague');
  await page.goto(link);
  await hasNoAxeViolations(page);
  await page.getByRole('button', { name: /^Become a facilitator as Cora/ }).click();
  await expect(page.getByText('● live')).toBeVisible();
  await page.goto('/');
  await page.getByRole('link', { name: 'The workshop you facilitate' }).click();
  await page.getByRole('link', { name: 'Tuesday session' }).click();
  await expect(page.getByText('● live')).toBeVisible();

  const late = await signInAs('Lena Late');
  await late.page.goto(link);
  await expect(late.page.getByRole('heading', { name: 'This invitation has been used' })).toBeVisible();

  await room.reload();
  await room.getByText(`Remove ${member.name} as facilitator…`).click();
  await room.getByRole('button', { name: `Yes, remove ${member.name} as facilitator` }).click();
  await expect(room.getByText(member.name)).toHaveCount(0);
  await expect(async () => {
    await change({ enrolmentId: somebody.enrolmentId, workshopId: workshop.id }, {});
    await expect(page.getByText('Not live: you can no longer see this page.')).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('without JavaScript, the list of expected people is shown first, then imported, and the absent are named', async ({
  attendee,
  signInAs,
  workshop,
}) => {
  const { page, personId } = await signInAs('Greg Nojs', { facilitator: true, javaScriptEnabled: false });
  await db().workshop.update({ where: { id: workshop.id }, data: { createdById: personId } });
  const { member } = await attendee('Ada Here');
  await page.goto(`/facilitate/${workshop.slug}/people`);
  const list = `Name;E-Mail;Track\r\n${member.name};${member.upn.toUpperCase()};\r\nAbe Absent;abe@absent.example;model\r\nNobody;;\r\n`;
  await page.getByLabel('A CSV file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${list}`) });
  await page.getByRole('button', { name: 'Show what it changes' }).click();
  await expect(page.getByText('Row 4: No sign-in name or email address.')).toBeVisible();
  expect(await db().rosterEntry.count({ where: { workshopId: workshop.id } })).toBe(0);
  await page.getByRole('button', { name: 'Import 2' }).click();
  await expect(page.getByRole('heading', { name: 'Absent: 1 of 2' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Absent' })).toContainText('Abe Absent');

  await page.getByText('Close joining…').click();
  await page.getByRole('button', { name: 'Yes, close joining' }).click();
  const late = await signInAs('Lena Late');
  await late.page.goto(`/join/${workshop.joinCode}`);
  await expect(late.page.getByText('joining is closed at the moment')).toBeVisible();
});

test('the report is read, printed and downloaded', async ({ attendee, board, workshop }) => {
  const { enrolmentId, member } = await attendee('Rita Report');
  await db().stepPass.create({ data: { enrolmentId, step: 'create-workspace', how: 'verified' } });
  await db().value.create({ data: { enrolmentId, name: 'workspaceName', value: 'rita-lab', source: 'typed' } });
  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/report`);
  await expect(room.getByRole('img', { name: 'How many have finished each step' })).toBeVisible();
  const left = room.getByRole('list', { name: 'What may still run, by person' }).getByRole('listitem').filter({ hasText: member.name });
  await left.locator('summary').click();
  await expect(left.getByRole('row', { name: /Workspace.*rita-lab.*never checked/ })).toBeVisible();
  await hasNoAxeViolations(room);
  const [download] = await Promise.all([
    room.waitForEvent('download'),
    room.getByRole('link', { name: 'Attendees by steps as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${workshop.slug}-steps.csv`);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toMatch(/^\uFEFFattendee_id,name,.*\r\n.*Rita Report.*create-workspace,1\.1,.*verified/);
  await room.emulateMedia({ media: 'print' });
  await expect(room.getByRole('heading', { name: 'Tables' })).toBeHidden();
  await expect(room.getByRole('heading', { name: 'Completion' })).toBeVisible();
});
