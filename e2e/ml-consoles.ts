import { expect, type Page } from '@playwright/test';
import { practiceUrl, row, verify } from './story';

/** Runs a cell in the attendee's notebook, which is created for the first one. @returns the cell's output */
export async function runCellByHand(page: Page, host: string, notebook: string, code: string): Promise<string> {
  await page.goto(`${practiceUrl}/${host}/workspace`);
  const known = page.getByRole('link', { name: notebook, exact: true });
  if (await known.count()) await known.click();
  else {
    await page.getByLabel('Notebook name').fill(notebook);
    await page.getByRole('button', { name: 'Create notebook' }).click();
  }
  await page.getByLabel('New cell').fill(code);
  await page.getByRole('button', { name: 'Run cell' }).click();
  const cell = page.getByRole('region', { name: /^Cell \d+$/ }).last();
  await cell.waitFor();
  return (await cell.locator('pre').nth(1).or(cell.locator('p')).first().textContent()) ?? '';
}

export async function createExperimentByHand(page: Page, host: string, name: string, location: string): Promise<string> {
  await page.goto(`${practiceUrl}/${host}/ml/experiments`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Artifact Location').fill(location);
  await page.getByRole('button', { name: 'Create experiment' }).click();
  return (await page.locator('dl code').first().textContent()) ?? '';
}

/** A code block of the step's text as its Copy button copies it. */
export const codeBlock = async (page: Page, which: number): Promise<string> => (await page.locator('pre').nth(which).textContent()) ?? '';

/** The Python that the step's text tells for the code environment, as DSS calls it: `PYTHON312`. */
export async function pythonTold(page: Page): Promise<string> {
  const told = await page.getByRole('listitem').filter({ hasText: 'Choose this Python: ' }).textContent();
  const [, major = '', minor = ''] = /Choose this Python: (\d)\.(\d+)/.exec(told ?? '') ?? [];
  return `PYTHON${major}${minor}`;
}

/** Verifies the mount, and skips what the cluster takes to answer: what the question runs in is not ready at once, nor is a cold Python. */
export async function verifyMount(page: Page, advance: (seconds: number) => Promise<void>): Promise<void> {
  let isVerified = false;
  const verified = verify(page).finally(() => {
    isVerified = true;
  });
  const skipped = async () => {
    await advance(20);
    return isVerified;
  };
  await expect.poll(skipped, { intervals: [500] }).toBe(true);
  await verified;
}

/** Waits for the page to show, without a press, what the cluster has said, see `verifyMount`. */
export async function mountIsTold(page: Page, advance: (seconds: number) => Promise<void>): Promise<void> {
  const mounted = row(page, 'The container is mounted');
  const waits = 'Your cluster needs up to a minute before it can list its mounts. This turns green by itself.';
  await expect(mounted).toContainText(waits);
  const said = async () => {
    await advance(20);
    return mounted.textContent();
  };
  await expect.poll(said, { intervals: [1000] }).not.toContain(waits);
}
