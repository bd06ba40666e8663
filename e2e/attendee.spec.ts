import { clusterPathOf } from '@/labs/databricks-dss/practice/hands';
import { db } from '@/lib/db';
import { expect, hasNoAxeViolations, looked, portal, press, row, status, test, verify } from './story';

test('a cluster that is still starting turns green without another click, after a reload, and in a second tab', async ({
  attendee,
  hands,
  advance,
}) => {
  const { page, member, open, workshop } = await attendee('Wim Waiter');
  const host = await hands.openWorkspace(member, `wait-${Date.now() % 100_000}`);
  const id = await hands.createCluster(member, host);
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found wait-/)).toBeVisible();
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await open('create-cluster');
  await page.getByRole('button', { name: 'Fill in from Databricks' }).click();
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue(clusterPathOf(host, id));
  await verify(page);
  await expect(row(page, 'It is running')).toContainText('waiting');
  await page.reload();
  await expect(row(page, 'It is running')).toContainText('waiting');
  const second = await page.context().newPage();
  await second.goto(`/w/${workshop.slug}`);
  await expect(second.getByRole('link', { name: /1.2 Create a cluster/ }).last()).toContainText('waiting');
  await advance(300);
  await expect(status(page)).toContainText('Step verified');
  await expect(second.getByRole('link', { name: /1.2 Create a cluster/ }).last()).toContainText('verified');
});

test('somebody else’s path, the warehouse’s path and a mistyped one are told apart, and repaired', async ({ attendee, hands }) => {
  const { page, member, open } = await attendee('Wanda Wrong');
  const host = await hands.openWorkspace(member, `paths-${Date.now() % 100_000}`);
  const other = await hands.newcomer(`Olaf Other ${Date.now() % 1000}`);
  await hands.launch(other, host);
  const mine = await hands.createCluster(member, host);
  const theirs = await hands.createCluster(other, host);
  const warehouse = await hands.startWarehouse(member, host);
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  await open('create-cluster');
  const details = row(page, 'Its connection details are recorded');
  await page.getByLabel('Server hostname').fill(host);
  await page.getByLabel('Port', { exact: true }).fill('443');
  await page.getByRole('textbox', { name: 'HTTP path' }).fill(clusterPathOf(host, theirs));
  await verify(page);
  await expect(details).toContainText(`was made by someone else (${other.upn}).`);
  await page.getByRole('textbox', { name: 'HTTP path' }).fill(`/sql/1.0/warehouses/${warehouse}`);
  await verify(page);
  await expect(details).toContainText('This is the HTTP path of a SQL warehouse, not of your cluster.');
  await expect(details).toContainText('expected');
  await page.getByRole('textbox', { name: 'HTTP path' }).fill('my path');
  await verify(page);
  await expect(page.getByText('An HTTP path looks like')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue('my path');
  await page.getByRole('button', { name: 'Fill in from Databricks' }).click();
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue(clusterPathOf(host, mine));
  await verify(page);
  await page.getByText('checks passed').click();
  await expect(details).toContainText('They match Databricks.');
});

test('with two clusters of mine I am asked which, and may change my mind', async ({ attendee, hands }) => {
  const { page, member, open } = await attendee('Petra Picker');
  const host = await hands.openWorkspace(member, `pick-${Date.now() % 100_000}`);
  await hands.createCluster(member, host, { cluster_name: 'first' });
  const second = await hands.createCluster(member, host, { cluster_name: 'second' });
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await open('create-cluster');
  await page.getByRole('button', { name: 'Fill in from Databricks' }).click();
  await page.getByLabel('second (pending)').check();
  await page.getByRole('button', { name: 'Use this one' }).click();
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue(clusterPathOf(host, second));
  await page.getByRole('button', { name: 'Change your cluster' }).click();
  await expect(page.getByLabel('first (pending)')).toBeVisible();
});

test('typed values are saved as one goes, and a wrong one is kept with its sentence', async ({ attendee }) => {
  const { page, open } = await attendee('Tilda Typer');
  await open('create-cluster');
  await page.getByLabel('Port', { exact: true }).fill('443');
  await page.getByLabel('Server hostname').fill('https://adb-5504218931760442.2.azuredatabricks.net/');
  await page.getByRole('textbox', { name: 'HTTP path' }).focus();
  await expect(page.getByRole('main').getByText('adb-5504218931760442.2.azuredatabricks.net')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Server hostname')).toHaveValue('adb-5504218931760442.2.azuredatabricks.net');
  await page.getByLabel('Port', { exact: true }).fill('four four three');
  await page.getByRole('textbox', { name: 'HTTP path' }).focus();
  await expect(page.getByText('A port is a number')).toBeVisible();
  await expect(page.getByLabel('Port', { exact: true })).toHaveValue('four four three');
  await expect(page.getByLabel('Port', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('two quick clicks on Verify make one look', async ({ attendee }) => {
  const { page, open, enrolmentId } = await attendee('Dora Double');
  await open('create-workspace');
  await page.getByRole('button', { name: 'Verify step' }).first().dblclick();
  await expect(page.getByText('0 of 7', { exact: true })).toBeVisible();
  await looked(page);
  expect(await db().attempt.count({ where: { enrolmentId } })).toBe(1);
});

test('a click right after another looks again, as soon as the last look is not fresh anymore', async ({ attendee }) => {
  const { page, open, enrolmentId } = await attendee('Quentin Quick');
  await open('create-workspace');
  await press(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
  await looked(page);
  await press(page);
  await looked(page);
  expect(await db().attempt.count({ where: { enrolmentId } })).toBe(2);
});

test('two tabs that verify at once share one look', async ({ attendee, fault, workshop }) => {
  const { page, open, enrolmentId } = await attendee('Tom Twotabs');
  await open('create-workspace');
  const second = await page.context().newPage();
  await second.goto(`/w/${workshop.slug}/create-workspace`);
  await fault({ host: 'management', delayMs: 1500, times: 1 });
  await press(page);
  await press(second);
  await looked(page);
  await looked(second);
  await expect(row(second, 'It is deployed')).toContainText('not yet');
  expect(await db().attempt.count({ where: { enrolmentId } })).toBe(1);
});

test('previous, next and the back button lead where they say, and no step is locked', async ({ attendee, workshop }) => {
  const { page, open, enrolmentId } = await attendee('Nina Navigator');
  await open('start-warehouse');
  await verify(page);
  await expect(row(page, 'The starter warehouse is there')).toContainText('There is no workspace named');
  await page.getByRole('link', { name: '← 1.2 Create a cluster' }).click();
  await expect(page.getByRole('heading', { name: 'Create a cluster' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Start the SQL warehouse' })).toBeVisible();
  await expect(row(page, 'The starter warehouse is there')).toContainText('There is no workspace named');
  await expect.poll(async () => (await db().enrolment.findUnique({ where: { id: enrolmentId } }))?.step).toBe('start-warehouse');
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Start with 1.1 Create a workspace' })).toBeVisible();
  await page.getByRole('link', { name: 'Where you were: 1.3 Start the SQL warehouse' }).click();
  await expect(page).toHaveURL(`${portal}/w/${workshop.slug}/start-warehouse`);
});

test('switching the track keeps what was verified', async ({ attendee, workshop, hands }) => {
  const { page, member, open } = await attendee('Trudi Track');
  await hands.openWorkspace(member, `track-${Date.now() % 100_000}`);
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await page.goto(`/w/${workshop.slug}`);
  await page.getByLabel('Model only').check();
  await page.getByRole('button', { name: 'Switch track' }).click();
  await expect(page.getByRole('link', { name: /4.1 Before you start here/ }).last()).toBeVisible();
  await expect(page.getByRole('link', { name: /1.1 Create a workspace/ })).toHaveCount(0);
  await page.getByLabel('Whole lab').check();
  await page.getByRole('button', { name: 'Switch track' }).click();
  await expect(page.getByRole('link', { name: /1.1 Create a workspace/ }).last()).toContainText('verified');
});

test('reading and verifying work without JavaScript', async ({ attendee, hands }) => {
  const { page, member, open } = await attendee('Nora Noscript', { javaScriptEnabled: false });
  const name = `nojs-${Date.now() % 100_000}`;
  await open('create-workspace');
  await expect(page.getByRole('heading', { name: 'Create a workspace' })).toBeVisible();
  await page.getByLabel('Workspace name').fill('x');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A workspace name has 3 to 64')).toBeVisible();
  await expect(page.getByLabel('Workspace name')).toHaveValue('x');
  await hands.openWorkspace(member, name);
  await page.getByLabel('Workspace name').fill(name);
  await page.getByRole('button', { name: 'Verify step' }).first().click();
  await expect(page.getByText('Step verified.').first()).toBeVisible();
});

test('the keyboard is enough', async ({ attendee }) => {
  const { page, open } = await attendee('Kai Keyboard');
  await open('create-workspace');
  const name = page.getByLabel('Workspace name');
  await page.getByRole('button', { name: 'Verify step' }).first().focus();
  await page.keyboard.press('Tab');
  await expect(name).toBeFocused();
  await page.keyboard.type('-by-keys');
  await page.keyboard.press('Enter');
  await expect(row(page, 'It’s in the resource group, under the name you recorded')).toContainText('-by-keys in databricks-demo yet');
});

test('on a phone what was found stands by the docked button, and leads to the rows', async ({ attendee }) => {
  const { page, open } = await attendee('Phoebe Phone', { viewport: { width: 390, height: 844 } });
  await open('create-workspace');
  await press(page);
  const found = page.getByRole('link', { name: '0 of 7 passed, 7 not yet.' });
  await expect(found).toBeInViewport();
  await expect(row(page, 'It is deployed')).not.toBeInViewport();
  await found.click();
  await expect(row(page, 'It’s in the resource group, under the name you recorded')).toBeInViewport();
  await hasNoAxeViolations(page);
});
