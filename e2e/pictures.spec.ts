import { expect, hasNoAxeViolations, test, verify } from './story';

test('a verified step lights up on the map at its side, on the home and in the summary, and the board counts it', async ({
  attendee,
  board,
  hands,
  workshop,
}) => {
  const { page, open, member } = await attendee('Mapa Lightly', { reducedMotion: 'reduce' });
  const room = await board();
  await room.getByText('How far everyone is, on the map').click();
  await expect(room.getByText('Databricks workspace, step 1.1: 0 of 1')).toBeAttached();

  const name = `map-${Date.now() % 100_000}`;
  await hands.openWorkspace(member, name);
  await open('create-workspace');
  const map = page.getByRole('navigation', { name: 'On the map' });
  await expect(map.getByText('This step:')).toBeVisible();
  const workspace = map.locator('g[data-status]').filter({ hasText: 'workspace' });
  await expect(workspace).toHaveAttribute('data-status', 'open');
  await page.getByLabel('Workspace name').fill(name);
  await verify(page);
  await expect(workspace).toHaveAttribute('data-status', 'pass');
  await expect(room.getByText('Databricks workspace, step 1.1: 1 of 1')).toBeAttached();
  await hasNoAxeViolations(room);

  // the map leads on, and a picture shows what is the attendee's
  await map.getByRole('link', { name: /^SQL warehouse: .*, step 1\.3$/ }).click();
  await expect(page.getByRole('img', { name: 'One host, two HTTP paths' })).toBeVisible();
  await hasNoAxeViolations(page);

  await page.goto(`/w/${workshop.slug}/summary`);
  await expect(page.getByRole('figure', { name: 'What you are building' })).toBeVisible();
  await hasNoAxeViolations(page);
});
