import { db } from '@/lib/db';
import { type Attendee, expect, hasNoAxeViolations, row, test, verify } from './story';

const pageOf = ({ workshop, enrolmentId }: Attendee) => `/facilitate/${workshop.slug}/${enrolmentId}`;

test('a step is waived with a reason, which their open page shows at once; another facilitator reopens it', async ({
  attendee,
  board,
  signInAs,
  workshop,
}) => {
  const ada = await attendee('Ada Acts');
  await ada.open('create-workspace');
  const first = await board();
  await first.goto(pageOf(ada));
  await first.getByText('Waive step 1.1…').click();
  await first.getByRole('button', { name: 'Waive step 1.1' }).click();
  await expect(first.getByText('Enter a reason. The attendee will see it.')).toBeVisible();
  await first.locator('#waive-create-workspace-reason').fill('The region is out of machines.');
  await first.getByRole('button', { name: 'Waive step 1.1' }).click();
  await expect(first.getByText('Waived: The region is out of machines.')).toBeVisible();
  await expect(first.getByText('Step waived')).toBeVisible();
  await hasNoAxeViolations(first);

  await expect(ada.page.getByText('Your facilitator waived this step: The region is out of machines.')).toBeVisible();
  await expect(ada.page.getByText('0 of 15 verified, 1 waived')).toBeVisible();
  await hasNoAxeViolations(ada.page);

  const { page: second, personId } = await signInAs('Cora Cofacil');
  await db().enrolment.create({ data: { workshopId: workshop.id, personId, role: 'facilitator' } });
  await second.goto(pageOf(ada));
  await second.getByText('Reopen step 1.1…').click();
  await second.locator('#reopen-create-workspace-reason').fill('There are machines again.');
  await second.getByRole('button', { name: 'Reopen step 1.1' }).click();
  await expect(second.getByText('Step reopened')).toBeVisible();
  await expect(first.getByText('Why: There are machines again.')).toBeVisible(); // live as well
  await expect(ada.page.getByText('0 of 15 verified', { exact: true })).toBeVisible();
});

test('a value is corrected by the rules of their form, and a check for them shows on their page', async ({ attendee, board, hands }) => {
  const bo = await attendee('Bo Befriended');
  const name = `acts-${Date.now() % 100_000}`;
  await hands.atOnce(() => hands.createWorkspace(bo.member, name));
  await bo.open('create-workspace');
  await bo.page.getByLabel('Workspace name').fill(`${name}x`);
  await verify(bo.page);
  await expect(row(bo.page, 'It is deployed')).toContainText('not yet');

  const room = await board();
  await room.goto(pageOf(bo));
  await room.getByText('Correct Workspace name…').click();
  const field = room.locator('#correct-workspaceName-text');
  await field.fill('no good name!');
  await room.locator('#correct-workspaceName-reason').fill('A typing mistake.');
  await room.getByRole('button', { name: 'Correct Workspace name' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(name);
  await room.getByRole('button', { name: 'Correct Workspace name' }).click();
  await expect(bo.page.getByLabel('Workspace name')).toHaveValue(name);
  await expect(bo.page.getByText('Corrected by your facilitator.')).toBeVisible();
  await expect(room.getByText(`Workspace name: ${name}x → ${name}`)).toBeVisible();
  await expect(field).toBeHidden(); // done, so the form is folded again

  await room.getByRole('button', { name: 'Check now step 1.1' }).click();
  await expect(room.getByText(/^Checked step 1.1: /)).toBeVisible();
  await expect(bo.page.getByText(/^\d+ checks passed$/)).toBeVisible();
  await room.getByRole('link', { name: '← Tuesday session' }).click();
  await room.getByRole('link', { name: '1.1 Create a workspace' }).click();
  await hasNoAxeViolations(room);
  await room.getByRole('button', { name: 'Check all 1 now' }).click();
  await expect(room.getByText(/^Checking step 1\.1 for 1 attendee/)).toBeVisible();
});

test('a passed step whose resource is gone says so and stays passed, and so does the step that needs it', async ({ attendee, board }) => {
  const gus = await attendee('Gus Gone');
  await db().stepPass.create({ data: { enrolmentId: gus.enrolmentId, step: 'create-workspace', how: 'verified' } });
  await gus.open('create-cluster');
  await verify(gus.page);
  const panel = gus.page.getByRole('complementary', { name: 'Verify' });
  await expect(panel.getByText(/This step builds on 1\.1 Create a workspace, which has changed since you passed it/)).toBeVisible();
  await panel.getByRole('link', { name: '1.1 Create a workspace' }).click();
  await expect(panel.getByText('Something has changed since you passed this step.')).toBeVisible();
  await expect(panel.getByText('Step verified.').first()).toBeVisible();
  await expect(gus.page.getByRole('link', { name: /1\.1 Create a workspace.*changed since/ }).last()).toBeVisible();
  await hasNoAxeViolations(gus.page);
  const room = await board();
  await room.goto(pageOf(gus));
  await expect(room.getByText('Something has changed since they passed this step.')).toBeVisible();
});
