import { createComputeByHand, createWorkspaceByHand, deleteWorkspaceByHand, launchByHand, readDetails } from './consoles';
import { type Attendee, expect, hasNoAxeViolations, looked, practiceUrl, row, status, test, verify } from './story';

for (const [device, viewport] of [
  ['desktop', { width: 1280, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`section 1 by hand on a ${device}, with two wrong turns, the board beside`, async ({ attendee, board, advance }) => {
    test.slow();
    const ada: Attendee = await attendee('Ada Quill', { viewport });
    const { page } = ada;
    const room = await board();
    const name = `lab-${device}-${Date.now() % 100_000}`;
    const line = room.getByRole('row', { name: new RegExp(ada.member.name) });
    await expect(line).toContainText('not started');

    // 1.1, first in the wrong region
    await ada.open('create-workspace');
    await expect(line).toContainText('1.1');
    await page.getByLabel('Workspace name').fill(name);
    await verify(page);
    await expect(row(page, 'It is in the resource group, under your name for it')).toContainText(`No workspace named ${name}`);
    await expect(line.getByText('not yet')).toBeAttached();

    await createWorkspaceByHand(page, { name, region: 'West Europe' });
    await ada.open('create-workspace');
    await verify(page);
    const region = row(page, 'It is in the right region');
    await expect(region).toContainText('not as asked');
    await expect(region).toContainText('uksouth');
    await expect(region).toContainText('westeurope');
    await expect(line.getByText('not as asked')).toBeAttached();

    await deleteWorkspaceByHand(page, name);
    await advance(60);
    await createWorkspaceByHand(page, { name });
    await ada.open('create-workspace');
    await verify(page);
    await expect(row(page, 'It is deployed')).toContainText('Azure is deploying it. This turns green by itself.');
    await expect(line.getByText('waiting').first()).toBeAttached();
    await advance(180);
    // no click: the page notices, and so does the board
    await expect(row(page, 'You can open it')).toContainText('Press Launch Workspace');
    await launchByHand(page, name);
    await ada.open('create-workspace');
    await verify(page);
    await expect(status(page)).toContainText('Step verified');
    await expect(line.getByText('verified').first()).toBeAttached();

    // 1.2, first with a GPU
    await page.getByRole('link', { name: 'Go on to 1.2 Create a cluster' }).click();
    await expect(page.getByRole('heading', { name: 'Create a cluster' })).toBeVisible();
    await launchByHand(page, name);
    await createComputeByHand(page, { name: 'quill', node: 'Standard_NC4as_T4_v3' });
    await ada.open('create-cluster');
    await verify(page);
    const runtime = row(page, 'Its runtime is ML without GPU');
    await expect(runtime).toContainText('This is a GPU runtime.');
    await expect(runtime).toContainText('18.x-gpu-ml-scala2.13');

    await launchByHand(page, name);
    await page.getByRole('link', { name: 'quill' }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Node type').selectOption('Standard_D4ds_v5');
    await page.getByRole('button', { name: 'Confirm and restart' }).click();
    const [host, port, path] = await readDetails(page);
    await ada.open('create-cluster');
    await page.getByLabel('Server hostname').fill(host);
    await page.getByLabel('Port').fill(port);
    await page.getByLabel('HTTP path').fill(path);
    await verify(page);
    await expect(row(page, 'It is running')).toContainText('waiting');
    await expect(page.getByRole('main').getByText(path)).toBeVisible();

    // 1.3 meanwhile; the cluster's step turns green while another page is open
    await page.getByRole('link', { name: '1.3 Start the SQL warehouse →' }).click();
    await expect(page.getByRole('heading', { name: 'Start the SQL warehouse' })).toBeVisible();
    await page.goto(`${practiceUrl}/${host}/sql/warehouses`);
    await page.getByRole('button', { name: 'Start Serverless Starter Warehouse' }).click();
    await ada.open('start-warehouse');
    await page.getByRole('button', { name: 'Fill in from Databricks' }).click();
    await expect(page.getByLabel('HTTP path')).toHaveValue(/^\/sql\/1\.0\/warehouses\//);
    await verify(page);
    await expect(row(page, 'It is running')).toContainText('waiting');
    await advance(300);
    await expect(status(page)).toContainText('Step verified');
    await expect(page.getByText('3 of 3 verified')).toBeVisible();
    await expect(line).toContainText('all done');
    await looked(page);
    await hasNoAxeViolations(page);
  });
}
