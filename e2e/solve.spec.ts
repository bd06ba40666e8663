import { expect, hasNoAxeViolations, test } from './story';

test('a step is done for an attendee once they agree, and both are told', async ({ attendee, workshop, board, hands }) => {
  const { page, member, enrolmentId, open } = await attendee('Cora Consent');
  await hands.dss.loginOf(member);
  await open('create-project');
  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
  await room.getByText(/^Steps you can offer to do/).click();
  await room.getByRole('button', { name: /^Offer to do .* Create a project/ }).click();
  await expect(room.getByText('they have not answered yet')).toBeVisible();

  const offer = page.getByRole('region', { name: 'Done for you' });
  await expect(offer).toContainText('offers to do this step for you'); // without a reload
  await expect(offer).toContainText('Create a project in DSS');
  await hasNoAxeViolations(page);
  await offer.getByRole('button', { name: 'Yes, do it for me' }).click();
  await expect(offer).toContainText('This step was done for you');
  await expect(page.getByRole('status').filter({ hasText: 'Step done by a facilitator' })).toBeVisible();
  await expect(room.getByText(/accepted; every part was done at/)).toBeVisible(); // live as well
  await hasNoAxeViolations(room);
});

test('without JavaScript an offer is declined, and nothing is done', async ({ attendee, workshop, board, hands }) => {
  const { page, member, enrolmentId, open } = await attendee('Dora Declines', { javaScriptEnabled: false });
  await hands.dss.loginOf(member);
  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
  await room.getByText(/^Steps you can offer to do/).click();
  await room.getByRole('button', { name: /^Offer to do .* Create a project/ }).click();
  await expect(room.getByText('they have not answered yet')).toBeVisible();
  await open('create-project');
  await page.getByRole('button', { name: 'No, thanks' }).click();
  await expect(page.getByRole('region', { name: 'Done for you' })).toHaveCount(0);
  await room.reload();
  await expect(room.getByText(/declined at/)).toBeVisible();
});
