import { expect, test, verify } from './story';

test('a tab that is open elsewhere follows a switch of track: its list, its count and the way on', async ({ attendee, workshop }) => {
  const { page, open } = await attendee('Tora Twotabs');
  await open('create-workspace');
  const rail = page.getByRole('navigation', { name: 'Steps', exact: true }).filter({ visible: true });
  const count = page.getByText(/^\d+ of \d+ verified$/);
  await expect(count).toHaveText('0 of 15 verified');
  await page.getByLabel('Workspace name').fill('half a na');

  const other = await page.context().newPage();
  await other.goto(`/w/${workshop.slug}`);
  await other.getByRole('radio', { name: 'Model only' }).check();
  await other.getByRole('button', { name: 'Switch track' }).click();
  const start = other.getByRole('link', { name: /^Start with/ });
  const otherCount = other.getByText(/^\d+ of \d+ verified$/);
  await expect(otherCount).not.toHaveText('0 of 15 verified');
  const [, of] = /of (\d+)/.exec((await otherCount.textContent()) ?? '') ?? [];

  await expect(count).toHaveText(`0 of ${of} verified`);
  await expect(rail.getByRole('link', { name: /Create a workspace/ })).toHaveCount(0);
  await expect(rail.getByRole('link')).toHaveCount(Number(of));
  await expect(page.getByText('You’re on another track now, and this step isn’t part of it.')).toBeVisible();
  await expect(page.getByLabel('Workspace name')).toHaveValue('half a na');
  await verify(page);
  await expect(page.getByLabel('Workspace name')).toHaveValue('half a na');

  const first = (await start.textContent())?.replace(/^Start with /, '') ?? '';
  await rail.getByRole('link', { name: first }).click();
  await expect(page.getByRole('heading', { name: first.replace(/^\S+ /, '') })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Neighboring steps' }).getByRole('link').first()).toHaveText('← The lab');
});
