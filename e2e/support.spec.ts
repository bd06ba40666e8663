import { readFileSync } from 'node:fs';
import { misjudge, misjudgedStep } from './misjudged';
import { expect, hasNoAxeViolations, test, verify } from './story';

test('somebody copies and downloads what a vendor’s support asks for, and so does their facilitator', async ({ attendee, board }) => {
  const { page, open, member, enrolmentId, workshop } = await attendee('Tia Ticket', {
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'Europe/Berlin',
  });
  await open(misjudgedStep);
  await verify(page);
  await page.getByRole('button', { name: 'Copy the support report of this step' }).click();
  const panel = page.getByRole('complementary', { name: 'Verify' });
  await expect(panel.getByText('Copied').first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const told of [
    `Signed in as: ${member.upn}`,
    'GET https://management.azure.com/',
    'request id',
    'correlation id',
    'in Europe/Berlin)',
  ])
    expect(copied).toContain(told);
  await hasNoAxeViolations(page);

  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
  const downloading = room.waitForEvent('download');
  await room.getByRole('link', { name: 'Download the support report of step 1.1 as JSON' }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ signInName: member.upn, versions: { lab: 'databricks-dss' } });
});

test('after a check was fixed, a facilitator sees what would change, and changes it', async ({ attendee, board }) => {
  const { member, enrolmentId, workshop, page } = await attendee('Rae Replay');
  await misjudge({ enrolmentId, workshopId: workshop.id });
  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/settings`);
  await room.getByRole('link', { name: 'judged again' }).click();
  await expect(room.getByText('1 attempt was judged again. 1 would change.')).toBeVisible();
  const line = room.getByRole('listitem').filter({ hasText: member.name });
  await expect(line).toContainText('this workshop asks for Premium');
  await expect(line).toContainText('Premium.');
  await hasNoAxeViolations(room);
  await page.goto(`/w/${workshop.slug}/${misjudgedStep}`);
  await expect(page.getByRole('listitem', { name: 'Its pricing tier is the right one' })).toContainText('needs fixing');
  await room.getByRole('button', { name: 'Change what is ticked' }).click();
  await expect(room.getByText('1 step was changed.')).toBeVisible();
  // their open page follows
  await expect(page.getByText('1 check passed')).toBeVisible();
});
