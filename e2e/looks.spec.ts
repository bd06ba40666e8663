import type { Page } from '@playwright/test';
import { buildCodeEnvByHand, createFolderByHand } from './dss-consoles';
import { createExperimentByHand, runCellByHand } from './ml-consoles';
import { colorRules, expect, hasNoAxeViolations, portal, practiceUrl, row, test, verify } from './story';

/** What must hold for every page. It is open in light; in dark only its colors differ. */
async function look(page: Page): Promise<void> {
  await hasNoAxeViolations(page);
  await fits(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await hasNoAxeViolations(page, colorRules);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), page.url()).toBe(true);
}

const asFirstShown = { colorScheme: 'light', reducedMotion: 'reduce' } as const;
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 900 };

for (const viewport of [wide, narrow]) {
  test(`no axe violations in light or dark at ${viewport.width} px, and nothing wider than the screen`, async ({
    attendee,
    board,
    hands,
    workshop,
    browser,
    signInAs,
  }) => {
    test.slow();
    const options = { ...asFirstShown, viewport };
    const { page, open, member, enrolmentId } = await attendee('Axel Wolfeschlegelsteinhausenbergerdorff', options);
    await page.goto('/');
    await look(page);
    await page.goto(`/w/${workshop.slug}`);
    await look(page);
    await open('create-workspace');
    await look(page);
    await hands.atOnce(() => hands.createWorkspace(member, `axe-${Date.now() % 100_000}`, { location: 'westeurope', sku: 'trial' }));
    await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
    await expect(page.getByText(/^Found axe-/)).toBeVisible();
    await verify(page);
    await expect(row(page, 'It is in the right region')).toContainText('West Europe');
    await page.getByText(/checks? passed/).click();
    await page.getByText('What was asked').first().click();
    await look(page);
    await open('create-cluster');
    await verify(page);
    await expect(row(page, 'You have a cluster here')).toContainText(/not yet|couldn’t check/);
    await look(page);
    const connection = `axe_${Date.now() % 1_000_000}`;
    // a connection with nothing right, a project with a failed job, and a choice between two recipes
    await hands.dss.connection(member, connection, { httpPath: `/sql/1.0/warehouses/${'0'.repeat(16)}` }, 'GLOBAL');
    await open('connect-cluster');
    await page.getByLabel('Connection to the cluster').fill(connection);
    await page.getByLabel('Your client secret').fill('wrong');
    await page.getByRole('button', { name: 'Does my secret work?' }).click();
    await expect(page.getByRole('complementary').getByText('Entra ID doesn’t know this secret.').last()).toBeVisible();
    await look(page);
    await verify(page);
    await expect(row(page, 'It leads to your cluster')).toContainText('not yet');
    const key = connection.toUpperCase();
    await hands.dss.project(member, key);
    await hands.dss.importTable(member, key, connection, 'trips', false);
    for (const output of ['one', 'two'])
      await hands.dss.recipe(member, key, { type: 'sampling', input: 'trips', output, connection: connection });
    await hands.atOnce(() => hands.dss.run(member, key, 'one'));
    await open('create-project');
    await page.getByLabel('Project key').fill(key);
    await open('cluster-recipes');
    await page.getByRole('button', { name: 'Find my recipes in DSS' }).click();
    await verify(page);
    await look(page);
    await open('warehouse-recipes');
    await look(page);
    await open('clean-up');
    await look(page);
    await page.goto(`/w/${workshop.slug}/summary`);
    await look(page);
    await page.goto('/no-such-page');
    await look(page);

    const room = await board(options);
    await look(room);
    for (const path of ['?view=projector', '/schedule']) {
      await room.goto(`/facilitate/${workshop.slug}${path}`);
      await look(room);
    }
    await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
    await look(room);
    const { page: maker } = await signInAs('Mia Maker', { ...options, facilitator: true });
    await maker.goto('/facilitate');
    await look(maker);
    await maker.goto('/facilitate/new');
    await look(maker);
    await maker.goto('/facilitate/new?lab=databricks-dss');
    await look(maker);
    await room.goto(`/facilitate/${workshop.slug}/settings`);
    await look(room);

    const stranger = await (await browser.newContext({ ...options, baseURL: portal })).newPage();
    for (const path of ['/', '/sign-in', '/sign-in/problem?error=Declined', '/signed-out']) {
      await stranger.goto(path);
      await look(stranger);
    }
  });
}

/** A practice console, once in each theme and once at each width: they show the same at every width. */
async function lookAtConsole(page: Page): Promise<void> {
  await hasNoAxeViolations(page);
  await fits(page);
  await page.setViewportSize(narrow);
  await page.emulateMedia({ colorScheme: 'dark' });
  await hasNoAxeViolations(page);
  await fits(page);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the practice consoles have none either', async ({ attendee, hands }) => {
  test.slow();
  const { page, member } = await attendee('Cora Console', { ...asFirstShown, viewport: wide });
  const tag = `look${Date.now() % 1_000_000}`;
  const key = tag.toUpperCase();
  const host = await hands.openWorkspace(member, `${tag}-workspace-with-a-long-name-that-still-is-one`);
  const [cluster, warehouse] = await hands.atOnce(async () => [
    await hands.createCluster(member, host, { cluster_name: 'a cluster of a name that goes on for longer than anybody would read' }),
    await hands.startWarehouse(member, host),
  ]);
  await hands.dss.connection(member, tag, { httpPath: `/sql/1.0/warehouses/${'0'.repeat(16)}` }, 'GLOBAL');
  await hands.dss.project(member, key);
  await hands.dss.importTable(member, key, tag, 'trips', false);
  await hands.dss.recipe(member, key, { type: 'sampling', input: 'trips', output: 'one', connection: tag });
  const job = await hands.atOnce(() => hands.dss.run(member, key, 'one'));

  await createExperimentByHand(page, host, tag, `dbfs:/mnt/${tag}/${tag}`);
  const experiment = new URL(page.url()).pathname;
  await runCellByHand(page, host, tag, 'print("hello")');
  const notebook = page.url().replace(practiceUrl, '');
  const folder = await createFolderByHand(page, key, 'models', `/${tag}`);
  await buildCodeEnvByHand(page, tag, 'mlflow<3');
  const inProject = ['', 'import', 'datasets/trips/', 'recipes/new', 'recipes/compute_one/', 'jobs/', `jobs/${job}/`, 'folders/'];
  for (const path of [
    '/_practice/',
    ...['', 'create', 'apps', `storage/${hands.settings.storageAccount}/${hands.settings.storageContainer}`].map(
      (p) => `/portal.azure.com/${p}`,
    ),
    `/portal.azure.com/workspaces/${hands.settings.resourceGroup}/${tag}-workspace-with-a-long-name-that-still-is-one`,
    ...['', 'compute/create', `compute/${cluster}`, `compute/${cluster}/edit`, 'sql/warehouses', `sql/warehouses/${warehouse}`].map(
      (p) => `/${host}/${p}`,
    ),
    ...[`/${host}/workspace`, notebook, `/${host}/ml/experiments`, experiment],
    ...['projects/', 'connections/', 'connections/new', `connections/${tag}`, 'profile/', 'codeenvs/', `codeenvs/${tag}/`].map(
      (p) => `/dss.practice.example/${p}`,
    ),
    ...[...inProject, `managedfolder/${folder}/`, 'notebook/', 'savedmodels/'].map((p) => `/dss.practice.example/projects/${key}/${p}`),
    '/login.microsoftonline.com/practice/account',
  ]) {
    const answer = await page.goto(`${practiceUrl}${path}`);
    expect(answer?.status(), path).toBe(200);
    await lookAtConsole(page);
  }
});
