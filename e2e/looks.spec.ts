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
      const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const look = async () => {
        await hasNoAxeViolations(page);
        await fits();
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
      await page.goto('/no-such-page');
      await look();

      const room = await board(options);
      await hasNoAxeViolations(room);
      await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
      await hasNoAxeViolations(room);
      const { page: maker } = await signInAs('Mia Maker', { ...options, facilitator: true });
      await maker.goto('/facilitate/new');
      await hasNoAxeViolations(maker);

      const stranger = await (await browser.newContext({ ...options, baseURL: portal })).newPage();
      for (const path of ['/', '/sign-in', '/sign-in/problem?error=Declined', '/signed-out']) {
        await stranger.goto(path);
        await hasNoAxeViolations(stranger);
      }
      for (const path of ['/_practice/', '/portal.azure.com/', '/portal.azure.com/create', '/portal.azure.com/apps']) {
        await page.goto(`${practiceUrl}${path}`);
        await hasNoAxeViolations(page);
      }
    });
  }
}
