import { expect, otherPortal, row, test, verify } from './story';

test('two instances of the portal on one database feed both boards', async ({ attendee, board }) => {
  const [here, there] = [await board(), await board({ at: otherPortal })];
  const { page, open, member } = await attendee('Bea Both');
  await open('create-workspace');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
  for (const room of [here, there]) {
    const line = room.getByRole('row', { name: new RegExp(member.name) });
    await expect(line).toContainText('1.1');
    await expect(line).toContainText('1 try');
  }
});

test('an attendee of one instance hears what a tab on the other instance found', async ({ attendee, workshop }) => {
  const { page, open } = await attendee('Otis Otherside');
  await open('create-workspace');
  const there = await page.context().newPage();
  await there.goto(`${otherPortal}/w/${workshop.slug}/create-workspace`);
  await verify(page);
  await expect(row(there, 'It is deployed')).toContainText('not yet');
});

test('who is stuck comes first, a count is a filter, and a name leads to values, attempts and evidence', async ({
  attendee,
  board,
  hands,
}) => {
  const stuck = await attendee('Stella Stuck');
  const fine = await attendee('Abel Able');
  await fine.open('create-workspace');
  const name = `stuck-${Date.now() % 100_000}`;
  await hands.atOnce(() => hands.createWorkspace(stuck.member, name, { location: 'westeurope' }));
  await stuck.open('create-workspace');
  for (const typed of [`${name}x`, `${name}y`, name]) {
    await stuck.page.getByLabel('Workspace name').fill(typed);
    await verify(stuck.page);
    await expect(stuck.page.getByLabel('Workspace name')).toHaveValue(typed);
  }
  await expect(row(stuck.page, 'It is in the right region')).toContainText('West Europe');

  const room = await board();
  await expect(room.getByRole('row').nth(1)).toContainText(stuck.member.name);
  await expect(room.getByRole('row').nth(1)).toContainText('stuck');
  await expect(room.getByRole('row').nth(1)).toContainText('It is in the right region'); // why, for whoever has no mouse, too
  await expect(room.getByRole('row').nth(1)).toContainText('3 tries');
  await room.getByRole('button', { name: /1 stuck/ }).click();
  await expect(room.getByRole('row', { name: new RegExp(fine.member.name) })).toHaveCount(0);
  await room.getByRole('link', { name: stuck.member.name }).click();
  await expect(room.getByRole('heading', { name: stuck.member.name })).toBeVisible();
  await expect(room.getByText(name, { exact: true }).first()).toBeVisible();
  await expect(room.getByRole('listitem', { name: 'It is in the right region' })).toContainText('West Europe');
  await room
    .getByText(/their click/)
    .first()
    .click();
  await expect(
    room
      .getByText(/https:\/\/management\.azure\.com\/subscriptions/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});

test('a board that was cut off catches up', async ({ attendee, board }) => {
  const room = await board();
  const { page, open, member } = await attendee('Carl Cutoff');
  await room.context().setOffline(true);
  await open('create-workspace');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('not yet');
  await room.context().setOffline(false);
  await expect(room.getByRole('row', { name: new RegExp(member.name) })).toContainText('1 try');
});

test('an empty board says what to do', async ({ board, workshop }) => {
  const room = await board();
  await expect(room.getByText('Nobody has joined yet.')).toBeVisible();
  await expect(room.getByText(workshop.joinCode)).toBeVisible();
});

test('a facilitator creates a workshop; what is wrong in the form is named and nothing is lost', async ({ signInAs }) => {
  const { page } = await signInAs('Fred Facil', { facilitator: true });
  await page.goto('/facilitate');
  await page.getByRole('link', { name: 'Create a workshop' }).click();
  await page.getByRole('link', { name: /Azure Databricks with Dataiku DSS/ }).click();
  await expect(page.getByLabel('Resource group')).toHaveValue('databricks-demo');
  await expect(page.getByLabel('Subscription name')).toHaveValue('Practice Engineering');
  await page.getByLabel('Region').fill('?');
  await page
    .getByRole('group', { name: 'Databricks', exact: true })
    .getByText(/^Rarely changed/)
    .click();
  await page.getByLabel('Newest runtime allowed').fill('16.4');
  await page.getByRole('button', { name: 'Create the workshop' }).click();
  await expect(page.getByText('A region looks like UK South, or uksouth.')).toBeVisible();
  await expect(page.getByText('Give it a title that attendees recognize.')).toBeVisible();
  await expect(page.getByLabel('Newest runtime allowed')).toHaveValue('16.4');
  await page.getByLabel('Title').fill('Thursday, Zürich');
  await page.getByLabel('Region').fill('uksouth');
  await page.getByRole('button', { name: 'Create the workshop' }).click();
  await expect(page.getByText('Nobody has joined yet.')).toBeVisible();
  await expect(page).toHaveURL(/\/facilitate\/thursday-zurich-[a-z0-9]{4}$/);
});

test('nobody sees what is not theirs', async ({ attendee, signInAs, workshop, browser }) => {
  const victim = await attendee('Vera Victim');
  const { page } = await signInAs('Max Mallory');
  for (const path of [
    `/facilitate/${workshop.slug}`,
    `/facilitate/${workshop.slug}/${victim.enrolmentId}`,
    '/facilitate/new',
    '/facilitate',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This page is for facilitators' })).toBeVisible();
  }
  // the facilitator of another workshop is a stranger here
  const other = await signInAs('Zoe Zother', { facilitator: true });
  await other.page.goto(`/facilitate/${workshop.slug}`);
  await expect(other.page.getByRole('heading', { name: 'This page is for facilitators' })).toBeVisible();
  await page.goto(`/w/${workshop.slug}/create-workspace`);
  await expect(page.getByText('You’re not in that workshop.')).toBeVisible();
  expect((await page.request.get(`/api/events?board=${workshop.slug}`, { maxRedirects: 0 })).status()).toBe(403);
  const nobody = await browser.newContext();
  expect((await nobody.request.get(`/api/events?board=${workshop.slug}`)).status()).toBe(401);
  expect((await nobody.request.get(`/api/events?workshop=${workshop.slug}`)).status()).toBe(401);
  expect((await nobody.request.get('/api/events')).status()).toBe(400);
});

test('who asks for help comes first, until somebody has been there', async ({ attendee, board }) => {
  const [asking, other] = [await attendee('Hedda Help'), await attendee('Abbe Other')];
  await other.open('create-workspace');
  await asking.open('create-cluster');
  const room = await board();
  const { page } = asking;
  await page.getByRole('button', { name: 'Ask the facilitator for help' }).click();
  await expect(page.getByText(/You asked for help/)).toBeVisible();
  const line = room.getByRole('row').nth(1);
  await expect(line).toContainText(asking.member.name);
  await expect(line).toContainText('asked for help');
  await expect(room.getByRole('status')).toContainText('1 asking for help');
  await page.reload();
  await expect(page.getByText(/You asked for help/)).toBeVisible();
  await room.getByRole('link', { name: asking.member.name }).click();
  const asks = room.getByRole('region', { name: 'Asks for help' });
  await asks.getByRole('button', { name: 'Close' }).click();
  // the attendee's page follows, and they can take it back themselves
  await expect(page.getByRole('button', { name: 'Ask the facilitator for help' })).toBeVisible();
  await expect(asks).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask the facilitator for help' }).click();
  await page.getByRole('button', { name: 'No longer needed' }).click();
  await expect(page.getByRole('button', { name: 'Ask the facilitator for help' })).toBeVisible();
});
