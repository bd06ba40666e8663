import type { Locator, Page } from '@playwright/test';
import { codeBlock } from './ml-consoles';
import { expect, looked, status, test } from './story';

/** Tabs to something, as somebody without a mouse does, and sees where they are. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    if (!(await target.evaluate((element) => element === document.activeElement))) continue;
    expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
    return;
  }
  throw new Error('Tab does not lead there.');
}

test('1.1 to 1.3 by keyboard alone', async ({ attendee, hands, workshop }) => {
  test.slow();
  const { page, member } = await attendee('Kay Board');
  const name = `vnp-${Date.now() % 100_000}`; // every letter of it is a shortcut elsewhere
  const host = await hands.openWorkspace(member, name);
  const title = (words: string) => page.getByRole('heading', { level: 1, name: words });
  const verified = async () => {
    await page.keyboard.press('v');
    await looked(page);
    await expect(status(page)).toContainText('Step verified');
  };

  await page.goto(`/w/${workshop.slug}`);
  await reach(page, page.getByRole('link', { name: 'Start with 1.1 Create a workspace' }));
  await page.keyboard.press('Enter');
  await expect(title('Create a workspace')).toBeVisible();
  await reach(page, page.getByLabel('Workspace name'));
  await page.keyboard.type(name);
  await expect(page.getByLabel('Workspace name')).toHaveValue(name);
  await page.keyboard.press('Tab');
  await verified();

  await page.keyboard.press('n');
  await expect(title('Create a cluster')).toBeVisible();
  await hands.atOnce(async () => {
    await hands.createCluster(member, host);
    await hands.startWarehouse(member, host);
  });
  await reach(page, page.getByRole('button', { name: 'Fill in from Databricks' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Server hostname')).toHaveValue(host);
  await verified();

  await page.keyboard.press('n');
  await expect(title('Start the SQL warehouse')).toBeVisible();
  await reach(page, page.getByRole('button', { name: 'Fill in from Databricks' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).not.toHaveValue('');
  await verified();
  await page.keyboard.press('p');
  await expect(title('Create a cluster')).toBeVisible();
});

test('the shortcuts have a list, and stay off once they are turned off', async ({ attendee }) => {
  const { page, open } = await attendee('Kit Keys');
  await open('create-cluster');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const use = page.getByRole('checkbox', { name: 'Use keyboard shortcuts' });
  // until the page listens, keys do nothing
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(list).toContainText('Next step', { timeout: 300 });
  }).toPass();
  await expect(list, 'wherever its button is').toBeInViewport({ ratio: 1 });
  await reach(page, use);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.reload();
  await reach(page, page.getByRole('button', { name: 'Keyboard shortcuts' }));
  await page.keyboard.press('Enter');
  await expect(use).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.addEventListener('click', () => document.body.setAttribute('data-clicked', ''), true));
  for (const key of ['v', 'n', 'p', '?']) await page.keyboard.press(key);
  expect(await page.locator('body').getAttribute('data-clicked')).toBeNull();
});

test('code has room for 88 columns at 1280, nothing lies under Copy, and copying is said', async ({ attendee }) => {
  const { page, open } = await attendee('Cody Columns');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('train-model');
  const block = page.locator('figure').filter({ hasText: 'def train_diabetes' });
  const room = await block.locator('pre').evaluate((pre) => {
    const probe = pre.appendChild(document.createElement('span'));
    probe.textContent = '0'.repeat(88);
    probe.style.cssText = 'position:absolute;white-space:pre';
    const { paddingLeft, paddingRight } = getComputedStyle(pre);
    const left = pre.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - probe.getBoundingClientRect().width;
    probe.remove();
    return left;
  });
  expect(room).toBeGreaterThanOrEqual(0);
  const copy = block.getByRole('button', { name: 'Copy this block' });
  const [button, code] = await Promise.all([copy.boundingBox(), block.locator('code').boundingBox()]);
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(code?.y ?? 0);
  await copy.click();
  await expect(block.locator('[aria-live=polite]')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await codeBlock(page, 0));
});

test('the list of steps folds, and stays folded on the next page', async ({ attendee }) => {
  const { page, open } = await attendee('Fay Fold');
  await open('create-workspace');
  const rail = page.getByRole('navigation', { name: 'Steps', exact: true }).filter({ visible: true });
  const wide = (await rail.boundingBox())?.width ?? 0;
  const fold = rail.getByRole('button', { name: 'Step titles' });
  await expect(async () => {
    if ((await fold.getAttribute('aria-expanded')) === 'true') await fold.click();
    await expect(fold).toHaveAttribute('aria-expanded', 'false', { timeout: 300 });
  }).toPass();
  await rail.getByRole('link', { name: /1.2 Create a cluster/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create a cluster' })).toBeVisible();
  expect((await rail.boundingBox())?.width ?? 0).toBeLessThan(wide / 2);
});
