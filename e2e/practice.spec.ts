import { expect, practiceUrl, row, status, test, verify } from './story';

test('a client secret is shown once; its value signs in, its id does not, and an expired one says so', async ({
  signInAs,
  request,
  hands,
}) => {
  const { page } = await signInAs('Sela Secret');
  const app = `${practiceUrl}/portal.azure.com/apps`;
  const token = async (secret: string) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope: 'https://storage.azure.com/.default',
    };
    return (await request.post(`${practiceUrl}/login.microsoftonline.com/${hands.settings.tenantId}/oauth2/v2.0/token`, { form })).json();
  };
  await page.goto(app);
  await page.getByRole('link', { name: 'dss-databricks-oauth' }).click();
  const clientId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const add = async (description: string, expires?: string) => {
    await page.getByLabel('Description').fill(description);
    if (expires) await page.getByLabel('Expires').selectOption(expires);
    await page.getByRole('button', { name: 'Add' }).click();
    const cells = page.getByRole('row', { name: new RegExp(description) }).locator('code');
    return { value: (await cells.nth(0).textContent()) ?? '', id: (await cells.nth(1).textContent()) ?? '' };
  };
  const good = await add('for the lab');
  await expect(page.getByText('Copy the new client secret value now.')).toBeVisible();
  expect(await token(good.value)).toHaveProperty('access_token');
  expect(await token(good.id)).toMatchObject({ error_codes: [7000215] });
  await page.goto(`${app}/${clientId}`);
  await expect(page.getByText(good.value)).toHaveCount(0);
  await expect(page.getByRole('row', { name: /for the lab/ })).toContainText(`${good.value.slice(0, 3)}***`);
  const old = await add('too old', 'already expired (for practice)');
  expect(await token(old.value)).toMatchObject({ error_codes: [7000222] });
});

test('the practice page skips time, breaks things, sets switches, and puts somebody further on', async ({ attendee }) => {
  const { page, member, open } = await attendee('Pina Practice');
  const name = `seeded-${Date.now() % 100_000}`;
  const control = `${practiceUrl}/_practice/`;
  await page.goto(control);
  await page.getByLabel('Who', { exact: true }).selectOption({ label: member.name });
  await page.getByLabel('Workspace name').fill(name);
  await page.getByLabel('with a running cluster').check();
  await page.getByLabel('with the starter warehouse running').check();
  await page.getByRole('button', { name: 'Put them there' }).click();
  const world = page.getByRole('row', { name: new RegExp(name) });
  await expect(world).toContainText('Succeeded');
  await expect(world).toContainText('Cluster: RUNNING');
  await expect(world).toContainText('Serverless Starter Warehouse: RUNNING');
  await page.getByLabel('Skip seconds').fill('7');
  await page.getByRole('button', { name: 'Skip ahead' }).click();
  await expect(page.getByText('ahead of this machine')).toBeVisible();
  await page.getByLabel('Service').selectOption('Azure Resource Manager');
  await page.getByLabel('For how many requests').fill('1');
  await page.getByRole('button', { name: 'Let it happen' }).click();
  await expect(page.getByText('503, 1 more; 0 requests matched so far')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all faults' }).click();
  await expect(page.getByText('Everything answers as it should.')).toBeVisible();
  await expect(page.getByText('Now it is strict.')).toBeVisible();
  const azure = page.getByRole('group', { name: 'Azure and its storage' });
  await azure.getByLabel('The storage account’s firewall lets nobody in').check();
  await azure.getByRole('button', { name: 'Set' }).click();
  await expect(page.getByText('The current switches match none of these.')).toBeVisible();
  await expect(azure.getByLabel('The storage account’s firewall lets nobody in')).toBeChecked();

  // what was put there is as good as made by hand
  await open('create-workspace');
  await page.getByLabel('Workspace name').fill(name);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await open('create-cluster');
  await page.getByRole('button', { name: 'Fill in from Databricks' }).click();
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue(/^sql\/protocolv1/);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(row(page, 'It is running')).toContainText('RUNNING');
});
