import { expect, hasNoAxeViolations, portal, practiceUrl, row, test, verify } from './story';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`no axe violations in ${colorScheme} at ${width} px, and nothing wider than the screen`, async ({
      attendee,
      board,
      hands,
      workshop,
      browser,
      signInAs,
    }) => {
      test.slow();
      const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' as const };
      const { page, open, member, enrolmentId } = await attendee('Axel Wolfeschlegelsteinhausenbergerdorff', options);
      const look = async (at = page) => {
        await hasNoAxeViolations(at);
        expect(await at.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), at.url()).toBe(true);
      };
      await page.goto('/');
      await look();
      await page.goto(`/w/${workshop.slug}`);
      await look();
      await open('create-workspace');
      await look();
      await hands.atOnce(() => hands.createWorkspace(member, `axe-${Date.now() % 100_000}`, { location: 'westeurope', sku: 'trial' }));
      await page.getByRole('button', { name: 'Find my workspace in Azure' }).click();
      await expect(page.getByText(/^Found axe-/)).toBeVisible();
      await verify(page);
      await expect(row(page, 'It is in the right region')).toContainText('westeurope');
      await page.getByText(/checks? passed/).click();
      await page.getByText('What was asked').first().click();
      await look();
      await open('create-cluster');
      await verify(page);
      await expect(row(page, 'You have a cluster here')).toContainText(/not yet|could not look/);
      await look();
      const connection = `axe_${Date.now() % 1_000_000}`;
      // a connection of which nothing is right, a project with a failed job, and a choice between two recipes
      await hands.dss.connection(member, connection, { httpPath: `/sql/1.0/warehouses/${'0'.repeat(16)}` }, 'GLOBAL');
      await open('connect-cluster');
      await page.getByLabel('Connection to the cluster').fill(connection);
      await page.getByLabel('Your client secret').fill('wrong');
      await page.getByRole('button', { name: 'Does my secret work?' }).click();
      await expect(page.getByRole('complementary').getByText('Entra ID does not know this secret.').last()).toBeVisible();
      await look();
      await verify(page);
      await expect(row(page, 'It leads to your cluster')).toContainText('not yet');
      await page.getByText('Your personal DSS API key').first().click();
      await look();
      const key = connection.toUpperCase();
      await hands.dss.project(member, key);
      await hands.dss.importTable(member, key, connection, 'trips', false);
      for (const output of ['one', 'two'])
        await hands.dss.recipe(member, key, { type: 'sampling', input: 'trips', output, connection: connection });
      const job = await hands.atOnce(() => hands.dss.run(member, key, 'one'));
      await open('create-project');
      await page.getByLabel('Project key').fill(key);
      await open('cluster-recipes');
      await page.getByRole('button', { name: 'Find my recipes in DSS' }).click();
      await verify(page);
      await look();
      await open('warehouse-recipes');
      await look();
      await page.goto('/no-such-page');
      await look();

      const room = await board(options);
      await look(room);
      await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
      await look(room);
      const { page: maker } = await signInAs('Mia Maker', { ...options, facilitator: true });
      await maker.goto('/facilitate/new');
      await look(maker);
      await room.goto(`/facilitate/${workshop.slug}/settings`);
      await look(room);

      const stranger = await (await browser.newContext({ ...options, baseURL: portal })).newPage();
      for (const path of ['/', '/sign-in', '/sign-in/problem?error=Declined', '/signed-out']) {
        await stranger.goto(path);
        await look(stranger);
      }
      const dss = ['/', '/connections/', '/connections/new', `/connections/${connection}`, '/profile/'];
      const project = ['/', '/import', '/datasets/trips/', '/recipes/new', '/recipes/compute_one/', '/jobs/', `/jobs/${job}/`];
      const consoles = ['/portal.azure.com/', '/portal.azure.com/create', '/portal.azure.com/apps'];
      for (const path of [
        '/_practice/',
        ...consoles,
        ...[...dss, ...project.map((p) => `/projects/${key}${p}`)].map((p) => `/dss.practice.example${p}`),
      ]) {
        await page.goto(`${practiceUrl}${path}`);
        await look();
      }
    });
  }
}
