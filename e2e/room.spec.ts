import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { change } from '@/lib/progress/change';
import { expect, hasNoAxeViolations, portal, test } from './story';

/** Whoever is named, on a step each. @returns their enrolments, in that order */
async function fill(workshopId: string, people: Readonly<Record<string, string>>): Promise<string[]> {
  const enrolments = [];
  for (const [name, step] of Object.entries(people)) {
    const words = { name, userName: `${randomUUID()}@practice.example`, homeAccountId: 'none' };
    const { id: personId } = await db().person.create({ data: { tenantId: randomUUID(), objectId: randomUUID(), ...words } });
    const { id } = await db().enrolment.create({ data: { workshopId, personId, step } });
    enrolments.push(id);
  }
  return enrolments;
}
const people = { 'Ada Quill': 'create-workspace', 'Bo Lindqvist': 'create-cluster', 'Cleo Tan': 'create-cluster' };
const names = (room: Page) => room.getByRole('rowheader').getByRole('link').allTextContents();

test('a count, a bar, a word, and a part of the map are filters; a reload, a shared link, and going back keep them', async ({
  board,
  workshop,
}) => {
  const [ada = ''] = await fill(workshop.id, people);
  await askForHelp({ enrolmentId: ada, workshopId: workshop.id }, { step: 'create-workspace', text: null, outcomes: [] });
  const room = await board();
  await expect.poll(() => names(room)).toEqual(['Ada Quill', 'Bo Lindqvist', 'Cleo Tan']);
  await hasNoAxeViolations(room);

  await room.getByRole('button', { name: /^1 asking for help/ }).click();
  await expect(room).toHaveURL(/\?group=help$/);
  await expect.poll(() => names(room)).toEqual(['Ada Quill']);
  await room.reload();
  await expect.poll(() => names(room)).toEqual(['Ada Quill']);
  await expect(room.getByText('1 of 3 shown')).toBeVisible();
  await room.getByRole('button', { name: 'Remove the filter asking for help' }).click();

  await room.getByText('How far everyone is, on the map').click();
  await room
    .getByRole('link', { name: /^Cluster: / })
    .filter({ visible: true })
    .click();
  await expect(room).toHaveURL(/\?step=create-cluster$/);
  await expect.poll(() => names(room)).toEqual(['Bo Lindqvist', 'Cleo Tan']);
  await room.getByLabel('Search').fill('cleo');
  await expect.poll(() => names(room)).toEqual(['Cleo Tan']);
  await room.getByLabel('Search').fill('nobody');
  await expect(room.getByText('Nobody matches what you chose.')).toBeVisible();
  await room.getByRole('link', { name: 'Show everybody' }).click();
  await expect.poll(() => names(room)).toHaveLength(3);
  await room.getByRole('button', { name: /^2 on 1\.2 / }).click();
  await expect.poll(() => names(room)).toEqual(['Bo Lindqvist', 'Cleo Tan']);
  await room.goBack();
  await expect.poll(() => names(room)).toHaveLength(3);
});

test('the projector view shows how many are where, live, and nobody’s name, not even in what it is sent', async ({ board, workshop }) => {
  const enrolments = await fill(workshop.id, people);
  const room = await board();
  const told: string[] = [];
  room.on('response', (response) => {
    if (
      response.url().startsWith(portal) &&
      !/event-stream/.test(response.headers()['content-type'] ?? '') &&
      response.request().resourceType() !== 'script'
    )
      void response.text().then(
        (text) => told.push(text),
        () => undefined,
      ); // one that was cut off had nothing to say
  });
  await room.goto(`/facilitate/${workshop.slug}?view=projector`);
  const line = (step: string) => room.getByRole('listitem').filter({ hasText: step });
  await expect(line('Create a cluster')).toContainText('2');
  await expect(room.getByText(workshop.joinCode)).toBeVisible();
  await expect(async () => {
    await change({ enrolmentId: enrolments[0] ?? '', workshopId: workshop.id }, { opened: 'create-cluster' });
    await expect(line('Create a cluster')).toContainText('3', { timeout: 300 });
  }).toPass();
  await hasNoAxeViolations(room);
  const all = [...told, await room.content()].join('\n');
  expect(told.length).toBeGreaterThan(1);
  for (const name of [...Object.keys(people), workshop.facilitator.name]) expect(all).not.toContain(name);
});

test('by keyboard: to the search, down the rows, and into one', async ({ board, workshop }) => {
  await fill(workshop.id, people);
  const room = await board();
  const attendee = (name: string) => room.getByRole('link', { name });
  await room.keyboard.press('/');
  await expect(room.getByLabel('Search')).toBeFocused();
  await room.keyboard.type('o');
  await expect.poll(() => names(room)).toEqual(['Bo Lindqvist', 'Cleo Tan']);
  await room.keyboard.press('ArrowDown');
  await expect(attendee('Bo Lindqvist')).toBeFocused();
  await room.keyboard.press('j');
  await expect(attendee('Cleo Tan')).toBeFocused();
  await room.keyboard.press('ArrowUp');
  await expect(attendee('Bo Lindqvist')).toBeFocused();
  await room.keyboard.press('?');
  await expect(room.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Next attendee');
  await room.keyboard.press('Escape');
  await attendee('Bo Lindqvist').focus();
  await room.keyboard.press('Enter');
  await expect(room.getByRole('heading', { name: 'Bo Lindqvist' })).toBeVisible();
});
