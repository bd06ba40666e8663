import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { expect, portal, test } from './story';

/** A room of a hundred and thirty, Guest 000 to Guest 129. @returns their enrolments, in that order */
async function fill(workshopId: string): Promise<string[]> {
  const guests = Array.from({ length: 130 }, (_, i) => ({
    person: randomUUID(),
    enrolment: randomUUID(),
    name: `Guest ${String(i).padStart(3, '0')}`,
  }));
  await db().person.createMany({
    data: guests.map(({ person: id, name }) => ({
      id,
      tenantId: randomUUID(),
      objectId: randomUUID(),
      name,
      userName: `${name.replace(' ', '')}@practice.example`,
      homeAccountId: 'none',
    })),
  });
  await db().enrolment.createMany({ data: guests.map(({ person: personId, enrolment: id }) => ({ id, workshopId, personId })) });
  return guests.map((g) => g.enrolment);
}

test('on a long board, only the rows near the screen are in the page; scrolling, the keyboard and paper reach everybody', async ({
  board,
  workshop,
}) => {
  const enrolments = await fill(workshop.id);
  const room = await board();
  const rows = room.getByRole('row');
  const guest = (i: number) => room.getByRole('link', { name: `Guest ${String(i).padStart(3, '0')}` });
  await expect(room.getByRole('status')).toContainText('130 attendees');
  await expect(room.getByRole('navigation', { name: 'Pages' })).toHaveCount(0);
  await expect(room.getByRole('table')).toHaveAttribute('aria-rowcount', '131');
  await expect(guest(0)).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await expect(guest(129)).toHaveCount(0);

  // with the keyboard, from one to the next, past what was in the page at first
  await guest(0).focus();
  for (let i = 1; i <= 70; i++) {
    await room.keyboard.press('Tab');
    await expect(guest(i)).toBeFocused();
  }
  await expect(guest(70)).toBeInViewport();
  await expect(guest(0)).toHaveCount(0);

  // what has the focus stays in the page, however far one scrolls
  await room.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(guest(129)).toBeInViewport();
  await expect(guest(70)).toBeFocused();
  await expect(room.getByRole('row', { name: /Guest 129/ })).toHaveAttribute('aria-rowindex', '131');

  // somebody who is on no screen asks for help: they are counted at once, and come first
  await askForHelp({ enrolmentId: enrolments[40] ?? '', workshopId: workshop.id }, { step: 'create-workspace', text: null, outcomes: [] });
  await expect(room.getByRole('status')).toContainText('1 asking for help');
  await room.evaluate(() => window.scrollTo(0, 0));
  await expect(rows.nth(1)).toContainText('Guest 040');
  await room.getByRole('button', { name: /1 asking for help/ }).click();
  await expect(rows).toHaveCount(2);
  await room.getByRole('button', { name: /1 asking for help/ }).click();

  await room.emulateMedia({ media: 'print' });
  await expect(rows).toHaveCount(131);
});

test('without JavaScript a long board has pages, and they are everybody', async ({ board, browser, workshop }) => {
  await fill(workshop.id);
  const storageState = await (await board()).context().storageState();
  const plain = await browser.newContext({ baseURL: portal, storageState, javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`/facilitate/${workshop.slug}`);
  await expect(page.getByText('130 attendees')).toBeVisible();
  const names: string[] = [];
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveCount(6); // of 25 each
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: `${n}`, exact: true })
      .click();
    await expect(page.getByRole('link', { name: `${n}`, exact: true })).toHaveAttribute('aria-current', 'page');
    names.push(...(await page.getByRole('rowheader').allTextContents()).map((text) => text.trim()));
  }
  expect(new Set(names).size).toBe(130);
  await plain.close();
});
