import { expect, portal, test, watchForBugs } from './story';

test('signing in, joining by code, and signing out', async ({ browser, workshop }) => {
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  watchForBugs(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByLabel('Your name').fill(`Newa Comer ${Date.now() % 10_000}`);
  await page.getByRole('button', { name: 'Sign in under this name' }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Your workshops' })).toBeVisible();
  const session = (await page.context().cookies()).filter((c) => c.name.includes('session-token'));
  expect(session).toMatchObject([{ httpOnly: true, sameSite: 'Lax' }]);
  expect(Buffer.from(session[0]?.value ?? '', 'base64url').toString()).not.toContain('access_token');

  await page.getByLabel('Join code').fill('nope');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByText('There is no workshop with that code.')).toBeVisible();
  await page.getByLabel('Join code').fill(workshop.joinCode.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: /^Join as Newa/ }).click();
  await expect(page.getByRole('link', { name: /Start with 1.1/ })).toBeVisible();

  const copy = await page.context().storageState();
  await page.getByLabel(/^Account of/).click();
  await page.evaluate(() => sessionStorage.setItem('a secret', 'typed into this tab'));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You’re signed out of Guidepost' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  // a cookie that somebody kept is worth nothing anymore
  const thief = await (await browser.newContext({ baseURL: portal, storageState: copy })).newPage();
  await thief.goto(`/w/${workshop.slug}`);
  await expect(thief).toHaveURL(/\/sign-in\?to=/);
});

test('declined consent is a page with a sentence and a way on', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByLabel('Your name').fill(`Dec Liner ${Date.now() % 10_000}`);
  await page.getByRole('button', { name: 'Sign in under this name' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'You didn’t consent' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await expect(page.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
});

test('an account of another tenant is told so by Entra, and can pick another', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('button', { name: /Otto Elsewhere/ }).click();
  await expect(page.getByText('AADSTS50020')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with another account' }).click();
  await expect(page.getByRole('heading', { name: 'Pick an account' })).toBeVisible();
  await page.goto('/sign-in/problem?error=WrongTenant');
  await expect(page.getByRole('heading', { name: 'That account belongs to another organization' })).toBeVisible();
});

test('signing in works without JavaScript, and leads to where one wanted to go', async ({ browser, workshop, hands }) => {
  const member = await hands.newcomer(`Nils Noscript ${Date.now() % 10_000}`);
  const page = await (await browser.newContext({ baseURL: portal, javaScriptEnabled: false })).newPage();
  await page.goto(`/join/${workshop.joinCode}`);
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('button', { name: new RegExp(member.name) }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page).toHaveURL(`${portal}/join/${workshop.joinCode}`);
});

test('the way back after signing in never leads to somebody else’s site', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  await page.goto('/sign-in?to=//evil.example/');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('button', { name: /Farah Benali/ }).click();
  if (await page.getByRole('button', { name: 'Accept' }).isVisible()) await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page).toHaveURL(`${portal}/`);
});

test('a callback that does not belong to this browser signs nobody in', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: portal })).newPage();
  await page.goto('/api/auth/callback/entra?code=stolen&state=forged');
  await expect(page.getByRole('heading', { name: 'Sign-in didn’t finish' })).toBeVisible();
  expect((await page.context().cookies()).some((c) => c.name.includes('session-token'))).toBe(false);
});
