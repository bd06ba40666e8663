import { db } from '@/lib/db';
import { seal } from '@/lib/seal';
import { expect, hasNoAxeViolations, portal, row, status, test, verify } from './story';

test('a key in a tab stays with the address that the page showed, and says so', async ({ attendee, hands, workshop }) => {
  const { page, open, member } = await attendee('Kim Key');
  await hands.dss.project(member, 'KIM_LAB');
  await db().workshop.update({ where: { id: workshop.id }, data: { secrets: {} } });
  const { key } = (await hands.dss.dss(member, 'POST', '/personal-api-keys/', { label: 'lab' })) as { key: string }; // the shape of our own API
  await page.route('**/api/events?*', (route) => route.abort()); // the page hears of nothing but its own presses
  await open('create-project');
  const field = page.getByLabel('Your personal DSS API key');
  await expect(page.getByText(`Sent to ${hands.settings.dssUrl} only.`)).toBeVisible();
  await field.fill(key);
  await page.getByLabel('Project key').fill('KIM_LAB');

  // the facilitator's URL leads elsewhere while the page is open
  const settings = { ...hands.settings, dssUrl: 'https://dss.elsewhere.example' };
  await db().workshop.update({ where: { id: workshop.id }, data: { settings } });
  await verify(page);
  const mine = row(page, 'The project exists, and is yours');
  await expect(mine).toContainText(
    `Your personal DSS API key was not used: you entered it for ${hands.settings.dssUrl}, and this workshop now uses https://dss.elsewhere.example.`,
  );
  await expect(field).toHaveValue('');
  await expect(page.getByText('Sent to https://dss.elsewhere.example only.')).toBeVisible();
  await hasNoAxeViolations(page);
  await page.unroute('**/api/events?*');
  await page.reload();
  await expect(field).toHaveValue('');

  await db().workshop.update({ where: { id: workshop.id }, data: { settings: hands.settings } });
  await page.reload();
  await expect(field).toHaveValue(key);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
});

test('a facilitator is told about a key that cannot be opened anymore', async ({ board, workshop }) => {
  const { keyId, sealed } = seal('lost', 'x', [{ id: 'k0', key: Buffer.alloc(32, 1) }]);
  const secrets = { dssAdminKey: { keyId, sealed: sealed.toString('base64'), origin: 'https://dss.practice.example' } };
  await db().workshop.update({ where: { id: workshop.id }, data: { secrets } });
  const page = await board();
  await page.goto(`${portal}/facilitate/${workshop.slug}/settings`);
  await expect(page.getByText('The saved one can’t be opened anymore. Enter it again.')).toBeVisible();
  await expect(page.getByLabel('DSS admin API key')).toHaveAttribute('aria-invalid', 'true');
  await hasNoAxeViolations(page);
  await page.getByLabel('DSS admin API key').fill('a-new-key');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page).toHaveURL(new RegExp(`/facilitate/${workshop.slug}\\?saved=?$`));
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await page.goto(`${portal}/facilitate/${workshop.slug}/settings`);
  await expect(page.getByText('One is saved.')).toBeVisible();
});

test('what one person typed into a tab is shown to nobody who signs in after them', async ({ attendee, workshop }) => {
  await db().workshop.update({ where: { id: workshop.id }, data: { secrets: {} } }); // or the field is folded
  const { page, open } = await attendee('Ada First');
  const bo = await attendee('Bo Next');
  const field = page.getByLabel('Your personal DSS API key');
  const signIn = async (name: string) => {
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('button', { name }).last().click();
    await expect(page).toHaveURL(new RegExp(`/w/${workshop.slug}/create-project$`));
  };
  await open('create-project');
  await field.fill('what only Ada knows');
  await page.reload();
  await expect(field).toHaveValue('what only Ada knows');

  const other = await page.context().newPage();
  await other.goto(`${portal}/`);
  await other.getByLabel(/^Account of/).click();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('your session has ended')).toBeVisible();
  await expect(field).toHaveValue('');
  await field.fill('typed after the end');
  await page.getByRole('status').getByRole('link', { name: 'Sign in again' }).click();
  await signIn(bo.member.name);
  await expect(field).toHaveValue('');
  // the page forgets once its script runs, which the empty field of the server does not wait for
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toMatch(/Ada knows|after the end/);

  await field.fill('what only Bo knows');
  await page.reload();
  await expect(field).toHaveValue('what only Bo knows');
});
