import type { Page } from '@playwright/test';
import { practiceUrl } from './story';

/** Fills in the practice Azure portal as a person would: the fields of step 1.1 by their labels. */
export async function createWorkspaceByHand(
  page: Page,
  choices: { name: string; region?: string; tier?: string; group?: string },
): Promise<void> {
  await page.goto(`${practiceUrl}/portal.azure.com/`);
  await page.getByRole('link', { name: 'Create' }).first().click();
  await page.getByLabel('Resource group', { exact: true }).selectOption(choices.group ?? 'databricks-demo');
  await page.getByLabel('Workspace name').fill(choices.name);
  await page.getByLabel('Region').selectOption(choices.region ?? 'UK South');
  await page.getByLabel('Pricing Tier').selectOption({ label: choices.tier ?? 'Premium (+ Role-based access controls)' });
  await page.getByRole('button', { name: 'Review + create' }).click();
  await page.getByText(/Accepted|Deployment is in progress/).waitFor();
}

export async function deleteWorkspaceByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${practiceUrl}/portal.azure.com/`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
}

/** Presses Launch Workspace, which opens the workspace's console. */
export async function launchByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${practiceUrl}/portal.azure.com/`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('link', { name: 'Launch Workspace' }).click();
  await page.getByRole('heading', { name: 'Compute' }).waitFor();
}

interface Compute {
  name: string;
  node?: string;
  /** The beginning of its name in the list: `16.4`. */
  runtime?: string;
  ml?: boolean;
}

/** Creates compute as step 1.2 asks, except for the choices given. Starts in the workspace's console. */
export async function createComputeByHand(page: Page, { name, node, runtime, ml = true }: Compute): Promise<void> {
  await page.getByRole('link', { name: 'Create compute' }).click();
  await page.getByLabel('Compute name').fill(name);
  await page.getByLabel('Policy').selectOption('Unrestricted');
  await page.getByLabel('Machine learning').setChecked(ml);
  if (runtime) {
    const version = page.getByLabel('Databricks runtime');
    await version.selectOption(
      await version
        .getByRole('option', { name: `${runtime} ` })
        .first()
        .getAttribute('value'),
    );
  }
  await page.getByLabel('Node type').selectOption(node ?? 'Standard_D4ds_v5');
  await page.getByLabel('Single node', { exact: true }).check();
  await page.getByLabel('Access mode').selectOption('Dedicated (formerly: Single user)');
  await page.getByRole('button', { name: 'Create compute' }).click();
  await page.getByRole('heading', { name }).waitFor();
}

/** The three values in a connection panel: host, port, path. */
export async function readDetails(page: Page): Promise<[string, string, string]> {
  const [host = '', port = '', path = ''] = await page.locator('dl code').allTextContents();
  return [host, port, path];
}
