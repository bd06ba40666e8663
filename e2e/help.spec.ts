// A raised hand, shared by two facilitators, and what is said to several people.
import { db } from '@/lib/db';
import type { Outcome } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';
import { expect, hasNoAxeViolations, test } from './story';

const step = 'connect-cluster';

test('one of two facilitators takes a request, and the attendee reads who took it and what they answer', async ({
  attendee,
  board,
  signInAs,
  workshop,
}) => {
  const second = await signInAs('Finn Second');
  await db().enrolment.create({ data: { workshopId: workshop.id, personId: second.personId, role: 'facilitator' } });
  const { page, open, member, enrolmentId } = await attendee('Hedda Help');
  await open(step);
  await page.getByText(/Hint 1 of/).click();
  await expect(page.getByText('you opened 1 hint.')).toBeVisible();
  await page.getByText('Add a few words').click();
  await page.getByLabel('What is it about?').fill(`Is it this one? dapi${'0123456789abcdef'.repeat(2)}`);
  await page.getByRole('button', { name: 'Ask the facilitator for help' }).click();
  await expect(page.getByText(/wasn’t sent because it seems to contain an access token/)).toBeVisible();
  await page.getByLabel('What is it about?').fill('Which token do I need?');
  await page.getByRole('button', { name: 'Ask the facilitator for help' }).click();
  await expect(page.getByText('your facilitator sees it.')).toBeVisible();

  const room = await board();
  await expect(room.getByRole('region', { name: 'Help' })).toContainText(`1 asks for help, 1 not taken yet`);
  await room.getByRole('link', { name: '1 asks for help' }).click();
  await second.page.goto(`/facilitate/${workshop.slug}/help`);
  const mine = room.getByRole('listitem', { name: member.name });
  for (const request of [mine, second.page.getByRole('listitem', { name: member.name })]) {
    await expect(request).toContainText('Which token do I need?');
    await expect(request).toContainText('Opened 1 hint of this step.');
  }
  await hasNoAxeViolations(second.page);
  await second.page.getByRole('button', { name: 'Take' }).click();
  const panel = page.getByRole('region', { name: 'Help' });
  await expect(panel).toContainText(`${second.member.name} is on it.`);
  await expect(mine).toContainText(`${second.member.name} is on it`);
  await second.page.getByLabel('Your answer').fill('None: it signs in as you.');
  await second.page.getByRole('button', { name: 'Send answer' }).click();
  await expect(panel).toContainText('None: it signs in as you.');
  await expect(page.getByText(`${second.member.name} answered: None: it signs in as you.`)).toBeVisible();
  await page.getByLabel('Your message').fill('Thanks!');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(mine).toContainText('Thanks!');
  await page.getByRole('button', { name: 'No longer needed' }).click();
  await expect(room.getByText(/Nobody needs help right now/)).toBeVisible();
  await expect(second.page.getByText(/Nobody needs help right now/)).toBeVisible();
  for (const each of [room, second.page]) await expect(each.getByText('Closed (1)')).toBeVisible(); // without a reload

  await room.goto(`/facilitate/${workshop.slug}/${enrolmentId}`);
  await expect(room.getByText(/Hint 1 of step/)).toBeVisible();
});

test('what fails for several is one line, one click tells them it’s us, and it goes when it is ended', async ({
  attendee,
  board,
  workshop,
}) => {
  const [ada, ben] = [await attendee('Ada Alike'), await attendee('Ben Alike')];
  const elsewhere = await attendee('Cleo Apart');
  for (const each of [ada, ben, elsewhere]) await each.open(step);
  const room = await board();
  const outcome: Outcome = {
    status: 'wrong',
    message: 'The token endpoint rejects the secret.',
    expected: 'a',
    found: 'b',
    remedy: 'Ask your facilitator for another one.',
    whose: 'workshop',
  };
  for (const { enrolmentId } of [ada, ben]) {
    const report = { step, durationMs: 1, findings: [{ checkId: 'dss.connection-exists', outcome, evidence: [] }], learnt: {} };
    await change({ enrolmentId, workshopId: workshop.id }, { attempt: { trigger: 'click', report } });
  }
  const together = room.getByRole('region', { name: 'Same failure for several people' });
  await expect(together).toContainText('2 of 3 fail');
  await expect(together).toContainText('The token endpoint rejects the secret.');
  await together.getByText('2 of 3 fail').click();
  await expect(together.getByRole('link', { name: ada.member.name })).toBeVisible();
  await together.getByRole('button', { name: /Tell both/ }).click();
  for (const { page } of [ada, ben]) await expect(page.getByText('It’s us, not you. Hold on.')).toBeVisible();
  await expect(together).toContainText('that it’s us.');
  await hasNoAxeViolations(room);
  await hasNoAxeViolations(ben.page);
  await ada.page.reload();
  await expect(ada.page.getByText('It’s us, not you. Hold on.')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Hide this announcement' }).click();
  await expect(ada.page.getByText('It’s us, not you. Hold on.')).toHaveCount(0);
  await expect(elsewhere.page.getByText('It’s us, not you. Hold on.')).toHaveCount(0);

  await room.goto(`/facilitate/${workshop.slug}/help?kind=hold&step=${step}`);
  await expect(room.getByLabel('What', { exact: true })).toHaveValue('hold');
  await room.getByRole('button', { name: 'Announce' }).click();
  await expect(room.getByText('Announced.')).toBeVisible();
  await expect(elsewhere.page.getByText(/^Please stay at/)).toBeVisible();
  await room.getByRole('listitem').filter({ hasText: 'It’s us, hold on' }).getByRole('button', { name: 'End' }).click();
  await expect(ben.page.getByText('It’s us, not you. Hold on.')).toHaveCount(0);
});

test('without JavaScript a hand is raised, answered to and lowered by plain forms', async ({ attendee, workshop }) => {
  const { page, open, enrolmentId } = await attendee('Nora Noscript', { javaScriptEnabled: false });
  await open(step);
  await page.getByText('Add a few words').click();
  await page.getByLabel('What is it about?').fill('It does not start.');
  await page.getByRole('button', { name: 'Ask the facilitator for help' }).click();
  await expect(page.getByText('It does not start.')).toBeVisible();
  expect(await db().helpRequest.count({ where: { enrolmentId, closedAt: null, enrolment: { workshopId: workshop.id } } })).toBe(1);
  await page.getByRole('button', { name: 'No longer needed' }).click();
  await expect(page.getByRole('button', { name: 'Ask the facilitator for help' })).toBeVisible();
});
