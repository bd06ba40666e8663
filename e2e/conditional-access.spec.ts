import { expect, portal, row, status, test, verify, watchForBugs } from './story';

const asBefore = { mfaFor: [], blocks: [], usersMayConsent: true, missingServicePrincipals: [], portalSecret: 'valid' };
test.afterEach(async ({ hands }) => {
  await hands.practice('/rules', asBefore);
  await hands.practice('/consent/withdraw-for-everybody');
});

test('a second factor for one service only: told, given at the next sign-in, and not asked for again', async ({
  attendee,
  hands,
  workshop,
}) => {
  const { page, open, member } = await attendee('Flora Factor');
  await hands.openWorkspace(member, `factor-${Date.now() % 100_000}`);
  await hands.practice('/rules', { mfaFor: ['databricks'] });
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found factor-/)).toBeVisible();
  await verify(page);
  const opens = row(page, 'You can open it');
  await expect(opens).toContainText('Microsoft needs to verify it’s you');
  await opens.getByRole('link', { name: 'Sign in again' }).click();
  expect(new URL(page.url()).search).not.toContain('claims');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page
    .getByRole('button', { name: /Flora Factor/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { name: 'Approve sign in request' })).toBeVisible();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${workshop.slug}/create-workspace$`));
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
});

test('a block is told with who can help, and without a button that would not', async ({ attendee, hands }) => {
  const { page, open, member } = await attendee('Bella Blocked');
  await hands.openWorkspace(member, `blocked-${Date.now() % 100_000}`);
  await hands.practice('/rules', { blocks: [{ upn: member.upn, resource: 'databricks' }] });
  await open('create-workspace');
  await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
  await expect(page.getByText(/^Found blocked-/)).toBeVisible();
  await verify(page);
  const opens = row(page, 'You can open it');
  await expect(opens).toContainText('Your organization’s sign-in rules block Guidepost');
  await expect(opens).toContainText('AADSTS53003');
  await expect(page.getByRole('link', { name: 'Sign in again' })).toHaveCount(0);
});

test('where people may not consent, the facilitator’s link gets them in', async ({ browser, board, workshop, hands }) => {
  await hands.practice('/rules', { usersMayConsent: false });
  const newcomer = await hands.newcomer(`Connie Consentless ${Date.now() % 10_000}`);
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  watchForBugs(page);
  const signIn = async () => {
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('button', { name: new RegExp(newcomer.name) }).click();
  };
  await page.goto('/');
  await signIn();
  await page.getByRole('button', { name: 'Return to the application without granting consent' }).click();
  await expect(page.getByText('your facilitator has a link for the administrator')).toBeVisible();

  const { name, upn } = workshop.facilitator;
  await hands.practice('/people', { name, upn, appRoles: ['Facilitator'], isAdministrator: true });
  const room = await board();
  await room.goto(`/facilitate/${workshop.slug}/settings`);
  await room.getByRole('link', { name: 'Consent for everybody' }).click();
  await room.getByRole('button', { name: 'Accept' }).click();
  await expect(room.getByRole('heading', { name: 'Consent for everybody' })).toBeVisible();

  await signIn();
  await expect(page.getByRole('heading', { name: 'Your workshops' })).toBeVisible();
});

test('a portal that is set up wrong says so at sign-in, and in its health', async ({ browser, hands, request }) => {
  const newcomer = await hands.newcomer(`Sid Setup ${Date.now() % 10_000}`);
  await hands.practice('/consent', { upn: newcomer.upn });
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  watchForBugs(page);
  const signIn = async () => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('button', { name: new RegExp(newcomer.name) }).click();
  };
  const health = async () => (await request.get(`${portal}/api/health`)).json();
  for (const wrong of [{ missingServicePrincipals: ['databricks'] }, { missingServicePrincipals: [], portalSecret: 'expired' }]) {
    await hands.practice('/rules', wrong);
    await signIn();
    await expect(page.getByRole('heading', { name: 'Guidepost isn’t set up correctly' })).toBeVisible();
    await expect(page.getByText('It’s the portal’s setup, not you.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toHaveCount(0);
    await expect.poll(health).toMatchObject({ status: 'ok', entra: 'refuses the portal, see its log' });
  }
  await hands.practice('/rules', asBefore);
  await signIn();
  await expect(page.getByRole('heading', { name: 'Your workshops' })).toBeVisible();
});
