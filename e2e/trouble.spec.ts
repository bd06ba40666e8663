import { db } from '@/lib/db';
import { expect, press, row, status, test, verify } from './story';

test('Azure down: the page says whose side it is, it does not count, what was known stays, and it heals by itself', async ({
  attendee,
  board,
  fault,
  hands,
}) => {
  const { page, open, member, enrolmentId } = await attendee('Dan Down');
  const room = await board();
  await hands.createWorkspace(member, `down-${Date.now() % 100_000}`, { sku: 'trial' });
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found down-/)).toBeVisible();
  await verify(page);
  const tier = row(page, 'Its pricing tier is the right one');
  await expect(tier).toContainText('needs fixing');
  await fault({
    host: 'management',
    status: 503,
    times: 6,
    body: { error: { code: 'ServerTimeout', message: 'The service is unavailable now.' } },
  });
  await verify(page);
  await expect(tier).toContainText('It’s them, not you.');
  await expect(tier).toContainText('couldn’t check');
  await expect(room.getByRole('row', { name: new RegExp(member.name) })).toContainText('couldn’t check');
  await expect(room.getByRole('row', { name: new RegExp(member.name) })).toContainText('1 try');
  const stored = await db().standing.findFirst({ where: { enrolmentId, checkId: 'azure.workspace-is-premium' } });
  expect(stored).toMatchObject({ status: 'wrong', trouble: { trouble: 'unavailable' } });
  await expect(tier).toContainText('needs fixing', { timeout: 40_000 });
});

test('throttled: it says so, waits as long as the service demands, and never blames the attendee', async ({ attendee, fault }) => {
  const { page, open } = await attendee('Thea Throttled');
  await open('create-workspace');
  await fault({
    host: 'management',
    status: 429,
    retryAfter: 20,
    times: 50,
    body: { error: { code: 'TooManyRequests', message: 'Slow down.' } },
  });
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('Azure asked Guidepost to slow down. It’s them, not you.');
  await expect(page.getByText('0 of 7', { exact: true })).toBeVisible();
});

test('a web page of the guest network is not taken for an answer', async ({ attendee, fault }) => {
  const { page, open } = await attendee('Gus Guestnet');
  await open('create-workspace');
  await fault({ host: 'management', mode: 'html', times: 5 });
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('A web page answered instead of Azure');
});

test('slow: verify answers within its deadline and names the slow side', async ({ attendee, fault }) => {
  const { page, open } = await attendee('Sam Slow');
  await open('create-workspace');
  await fault({ host: 'management', delayMs: 30_000, times: 1 });
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('Azure didn’t answer in time', { timeout: 16_000 });
});

test('a failed deployment and a cluster without quota say why', async ({ attendee, hands, advance }) => {
  const { page, open, member } = await attendee('Fay Failing');
  await hands.practice('/rules', { nextWorkspaceFails: { code: 'QuotaExceeded', message: 'No more workspaces.' } });
  await hands.createWorkspace(member, `fail-${Date.now() % 100_000}`);
  await advance(180);
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found fail-/)).toBeVisible();
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('Azure could not deploy it.');

  const name = `quota-${Date.now() % 100_000}`;
  const host = await hands.openWorkspace(member, name);
  await hands.practice('/rules', {
    nextClusterFails: {
      code: 'CLOUD_PROVIDER_RESOURCE_STOCKOUT',
      type: 'CLOUD_FAILURE',
      parameters: { azure_error_code: 'SkuNotAvailable' },
    },
  });
  await hands.createCluster(member, host);
  await advance(300);
  await page.getByLabel('Workspace name').fill(name);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await open('create-cluster');
  await verify(page);
  await expect(row(page, 'It is running')).toContainText('CLOUD_PROVIDER_RESOURCE_STOCKOUT: SkuNotAvailable');
});

test('a session that ended in the middle: nothing typed is lost, and signing in leads back', async ({ attendee, workshop }) => {
  const { page, open } = await attendee('Eva Ended');
  await open('create-cluster');
  await page.getByLabel('Port', { exact: true }).fill('443');
  await page.context().clearCookies({ name: 'next-auth.session-token' });
  await verify(page);
  await expect(page.getByText('Your session here has ended.')).toBeVisible();
  await expect(page.getByLabel('Port', { exact: true })).toHaveValue('443');
  await page.getByRole('complementary', { name: 'Verify' }).getByRole('link', { name: 'Sign in again' }).click();
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page
    .getByRole('button', { name: /Eva Ended/ })
    .last()
    .click();
  await expect(page).toHaveURL(new RegExp(`/w/${workshop.slug}/create-cluster$`));
});

test('a sign-in that Entra revoked is an outcome with a button, and never the attendee’s fault', async ({ attendee, hands, workshop }) => {
  const { page, open, member } = await attendee('Rhea Revoked');
  await open('create-workspace');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
  await hands.practice('/revoke', { upn: member.upn });
  await page.getByLabel('Workspace name').fill('another-name');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('Your sign-in has ended');
  await page.getByRole('link', { name: 'Sign in again' }).click(); // one button, however many checks failed to run
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page
    .getByRole('button', { name: /Rhea Revoked/ })
    .last()
    .click();
  await expect(page).toHaveURL(new RegExp(`/w/${workshop.slug}/create-workspace$`));
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
});

test('consent that was withdrawn is asked for again with one button', async ({ attendee, hands }) => {
  const { page, open, member } = await attendee('Cora Consent');
  await hands.openWorkspace(member, `consent-${Date.now() % 100_000}`);
  await hands.practice('/consent/withdraw', { upn: member.upn, resource: 'databricks' });
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await verify(page);
  const opens = row(page, 'You can open it');
  await expect(opens).toContainText('You have not yet allowed Guidepost to ask');
  await opens.getByRole('link', { name: 'Ask for consent' }).click();
  await page.getByRole('button', { name: 'Go to Microsoft' }).click();
  await page
    .getByRole('button', { name: /Cora Consent/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Create a workspace' })).toBeVisible();
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
});

test('a network that is gone takes neither the page nor what was typed, and says so', async ({ attendee }) => {
  const { page, open } = await attendee('Olga Offline');
  await open('create-workspace');
  await page.context().setOffline(true);
  await page.getByLabel('Workspace name').fill('offline-lab');
  await press(page);
  const alert = page.getByRole('complementary').getByRole('alert');
  await expect(alert).toContainText('Couldn’t reach Guidepost. It’s the network, not you');
  await expect(page.getByLabel('Workspace name')).toHaveValue('offline-lab');
  await page.context().setOffline(false);
  await verify(page);
  await expect(row(page, 'It’s in the resource group, under the name you recorded')).toContainText('No workspace named offline-lab');
  await expect(alert).toHaveCount(0);
  // somebody else's page instead of an answer, as guest networks send
  await page.route('**/api/press', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to the hotel</h1>' }),
  );
  await page.getByLabel('Workspace name').fill('hotel-lab');
  await press(page);
  await expect(alert).toContainText('Couldn’t reach Guidepost. It’s the network, not you');
  await expect(page.getByLabel('Workspace name')).toHaveValue('hotel-lab');
});
