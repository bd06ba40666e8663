import type { Page } from '@playwright/test';
import { practiceUrl } from './story';

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
  const told = await page.getByRole('listitem').filter({ hasText: 'create a code environment with Python' }).textContent();
  const [, major = '', minor = ''] = /with Python (\d)\.(\d+)/.exec(told ?? '') ?? [];
  return `PYTHON${major}${minor}`;
}
