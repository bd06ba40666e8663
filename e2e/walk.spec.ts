// Each track is walked by hand in a world as strict as the real services, with only the settings' presets: the whole lab here, on a phone;
// the model track in ml.spec.ts, on a desktop.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { createComputeByHand, createWorkspaceByHand, deleteWorkspaceByHand, launchByHand, readDetails } from './consoles';
import {
  buildCodeEnvByHand,
  connectCredentialByHand,
  createConnectionByHand,
  createFolderByHand,
  createProjectByHand,
  deleteCodeEnvByHand,
  deleteConnectionByHand,
  deleteProjectByHand,
  detectSchemaByHand,
  editConnectionByHand,
  importTableByHand,
  makeSecretByHand,
  readRequirementsByHand,
  rerunByHand,
  runImportByHand,
  runRecipeByHand,
  testConnectionByHand,
} from './dss-consoles';
import { codeBlock, createExperimentByHand, mountIsTold, pythonTold, runCellByHand } from './ml-consoles';
import { type Attendee, expect, hasNoAxeViolations, looked, practiceUrl, row, status, test, unfold, verify } from './story';

test('the whole lab by hand on a phone, with wrong turns, while the board is watched', async ({ attendee, board, advance, hands }) => {
  test.slow();
  const ada: Attendee = await attendee('Ada Quill', { viewport: { width: 390, height: 844 } });
  const { page } = ada;
  const room = await board();
  const name = `lab-phone-${Date.now() % 100_000}`;
  const line = room.getByRole('row', { name: new RegExp(ada.member.name) });
  await expect(line).toContainText('not started');

  // 1.1, first in the wrong region
  await ada.open('create-workspace');
  await expect(line).toContainText('1.1');
  await page.getByLabel('Workspace name').fill(name);
  await verify(page);
  await expect(row(page, 'It’s in the resource group, under the name you recorded')).toContainText(`No workspace named ${name}`);
  await expect(line.getByText('not yet')).toBeAttached();

  await createWorkspaceByHand(page, { name, region: 'West Europe' });
  await ada.open('create-workspace');
  await verify(page);
  const region = row(page, 'It is in the right region');
  await expect(region).toContainText('needs fixing');
  await expect(region).toContainText('UK South');
  await expect(region).toContainText('West Europe');
  await expect(line.getByText('needs fixing')).toBeAttached();

  await deleteWorkspaceByHand(page, name);
  await advance(60);
  await createWorkspaceByHand(page, { name });
  await ada.open('create-workspace');
  await verify(page);
  await expect(row(page, 'It is deployed')).toContainText('Azure is deploying it. This turns green by itself.');
  await expect(line.getByText('waiting').first()).toBeAttached();
  await advance(180);
  // no click: the page notices, and so does the board
  await expect(row(page, 'You can open it')).toContainText('select Launch Workspace');
  await launchByHand(page, name);
  await ada.open('create-workspace');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(line.getByText('verified').first()).toBeAttached();

  // 1.2, first with a GPU
  await page.getByRole('link', { name: 'Go on to 1.2 Create a cluster' }).click();
  await expect(page.getByRole('heading', { name: 'Create a cluster' })).toBeVisible();
  const [told = ''] =
    /[\d.]+/.exec((await page.locator('main dl > div').filter({ hasText: 'Databricks runtime' }).textContent()) ?? '') ?? [];
  await launchByHand(page, name);
  await createComputeByHand(page, { name: 'quill', node: 'Standard_NC4as_T4_v3', runtime: told });
  await ada.open('create-cluster');
  await verify(page);
  const runtime = row(page, 'Its runtime is the right one, ML without GPU');
  await expect(runtime).toContainText('This is a GPU runtime.');
  await expect(runtime).toContainText('16.4 LTS ML (includes Apache Spark 3.5.2, GPU, Scala 2.12)');

  await launchByHand(page, name);
  await page.getByRole('link', { name: 'quill' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Node type').selectOption('Standard_D4ds_v5');
  await page.getByRole('button', { name: 'Confirm and restart' }).click();
  const [host, port, path] = await readDetails(page);
  await ada.open('create-cluster');
  await page.getByLabel('Server hostname').fill(host);
  await page.getByLabel('Port', { exact: true }).fill(port);
  await page.getByRole('textbox', { name: 'HTTP path' }).fill(path);
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
  await expect(page.getByRole('textbox', { name: 'HTTP path' })).toHaveValue(/^\/sql\/1\.0\/warehouses\//);
  await verify(page);
  await expect(row(page, 'It is running')).toContainText('waiting');
  await advance(300);
  await expect(status(page)).toContainText('Step verified');
  await expect(page.getByText('3 of 15 verified')).toBeVisible();

  // 2.1, with the secret's id instead of its value, the warehouse's path, and no v2.0
  const cluster = `quill_phone_${Date.now() % 100_000}`;
  await ada.open('start-warehouse');
  const warehousePath = await page.getByRole('textbox', { name: 'HTTP path' }).inputValue();
  const secret = await makeSecretByHand(page, cluster);
  await ada.open('connect-cluster');
  await page.getByLabel('Your client secret').fill(secret.id);
  await page.getByRole('button', { name: 'Does my secret work?' }).click();
  await expect(status(page)).toContainText('That is the secret’s id, not its value.');
  await page.getByLabel('Your client secret').fill(secret.value);
  await page.getByRole('button', { name: 'Does my secret work?' }).click();
  await expect(status(page)).toContainText('Your secret works.');
  const asked = {
    host,
    secret: secret.value,
    clientId: await param(page, 'Client id'),
    authorize: await param(page, 'OAuth authorization endpoint'),
    token: await param(page, 'OAuth token endpoint'),
    scope: await param(page, 'Scope'),
    fastWrite: true,
    fastWriteConnection: await param(page, 'Auto fast write connection'),
    fastWritePath: await param(page, 'Path in connection'),
    perUser: true,
  };
  await createConnectionByHand(page, cluster, { ...asked, httpPath: warehousePath, token: asked.token.replace('/v2.0', '') });
  await ada.open('connect-cluster');
  await expect(page.getByLabel('Your client secret')).toHaveValue(secret.value);
  await page.getByLabel('Connection to the cluster').fill(cluster);
  await verify(page);
  await expect(row(page, 'It leads to your cluster')).toContainText('the HTTP path of a SQL warehouse');
  await expect(row(page, 'It signs in with OAuth through the registered app')).toContainText('the first version’s');
  await expect(row(page, 'A test query works as you')).toContainText('You have no credential for this connection yet.');
  await expect(line.getByText('needs fixing')).toBeAttached();
  await editConnectionByHand(page, cluster, { httpPath: path, token: asked.token });
  await connectCredentialByHand(page, cluster);
  await expect(page.getByRole('status')).toHaveText(`Connected ${cluster}.`);
  await testConnectionByHand(page, cluster);
  await expect(page.getByRole('status')).toHaveText('Connection OK.');
  await ada.open('connect-cluster');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await hasNoAxeViolations(page);

  // 2.2
  const warehouse = `${cluster}_sql`;
  await createConnectionByHand(page, warehouse, { ...asked, httpPath: warehousePath });
  await connectCredentialByHand(page, warehouse);
  await ada.open('connect-warehouse');
  await page.getByRole('button', { name: 'Find my connection in DSS' }).click();
  await expect(page.getByLabel('Connection to the SQL warehouse')).toHaveValue(warehouse);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 3.0
  const project = cluster.toUpperCase();
  await createProjectByHand(page, cluster);
  await ada.open('create-project');
  await page.getByRole('button', { name: 'Find my project in DSS' }).click();
  await expect(page.getByLabel('Project key')).toHaveValue(project);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 3.1, at first without the schema and with the visual recipe on the DSS engine
  await importTableByHand(page, project, cluster, 'trips', false);
  await ada.open('cluster-recipes');
  await verify(page);
  await expect(row(page, 'The sample table is imported, with its schema')).toContainText('DSS doesn’t know the columns of trips yet.');
  await detectSchemaByHand(page, project, 'trips');
  await runRecipeByHand(page, project, { type: 'Sample / Filter', input: 'trips', output: 'sampled', into: cluster, engine: 'DSS' });
  await runRecipeByHand(page, project, { type: 'Python', input: 'trips', output: 'by_python', into: cluster });
  await runRecipeByHand(page, project, {
    type: 'Sync',
    input: 'trips',
    output: 'out',
    into: 'common-adls',
    format: 'Parquet',
    engine: 'Databricks to Cloud',
  });
  await ada.open('cluster-recipes');
  await verify(page);
  await expect(row(page, 'A Python recipe wrote back by the fast path')).toContainText('compute_by_python is running in DSS');
  await advance(60);
  // no click: the rows turn one by one
  await expect(row(page, 'A visual recipe ran in the database')).toContainText('ran, but not in the database');
  await expect(page.getByText('3 checks passed')).toBeVisible();
  await rerunByHand(page, project, 'sampled', 'In-database (SQL)');
  await runRecipeByHand(page, project, { type: 'Sync', input: 'out', output: 'back', into: cluster, engine: 'Cloud to Databricks' });
  await ada.open('cluster-recipes');
  await verify(page);
  await advance(60);
  await expect(status(page)).toContainText('Step verified');
  await expect(line.getByText(/^3\.2, /)).toBeAttached(); // the next one

  // 3.2: two failures that have to be seen, and the workarounds
  await importTableByHand(page, project, warehouse, 'trips_sql');
  const sql = { input: 'trips_sql', into: warehouse };
  await runRecipeByHand(page, project, { ...sql, type: 'Sample / Filter', output: 'sampled_sql', engine: 'In-database (SQL)' });
  await runRecipeByHand(page, project, { ...sql, type: 'Python', output: 'by_python_sql' });
  const away = { type: 'Sync', input: 'trips_sql', format: 'Parquet' } as const;
  await runRecipeByHand(page, project, { ...away, output: 'out_fails', into: 'common-adls', engine: 'Databricks to Cloud' });
  await advance(60);
  await ada.open('warehouse-recipes');
  await verify(page);
  await unfold(page);
  await expect(row(page, 'The Python recipe failed without stored credentials')).toContainText('failed as expected');
  await expect(row(page, 'So did the sync with the engine Databricks to Cloud')).toContainText('failed as expected');
  await expect(row(page, 'The connection now writes through the SAS token')).toContainText('still goes through common-adls');
  await editConnectionByHand(page, warehouse, { fastWriteConnection: 'common-adls-sas' });
  await rerunByHand(page, project, 'by_python_sql');
  await runRecipeByHand(page, project, { ...away, output: 'out_sql', into: 'common-adls-sas', engine: 'DSS' });
  await advance(60);
  await runRecipeByHand(page, project, {
    type: 'Sync',
    input: 'out_sql',
    output: 'back_sql',
    into: warehouse,
    engine: 'Cloud to Databricks',
  });
  await ada.open('warehouse-recipes');
  await verify(page);
  await expect(row(page, 'A sync came back with Cloud to Databricks')).toContainText('compute_back_sql is running in DSS');
  await advance(60);
  await expect(status(page)).toContainText('Step verified');
  await expect(page.getByText('8 of 15 verified')).toBeVisible();

  // 4.2, at first in one's own workspace, where mounts are off; the page leads to the common one
  const mount = cluster;
  await ada.open('mount-storage');
  await page.getByLabel('Mount name').fill(mount);
  await page.getByLabel('Mount name').blur();
  await expect(page.locator('pre').first()).toContainText(`/mnt/${mount}`);
  const mounting = await codeBlock(page, 0);
  expect(await runCellByHand(page, host, 'lab', mounting)).toContain('mounts are disabled');
  const common = hands.settings.commonWorkspaceUrl;
  await ada.open('mount-storage');
  await page.goto((await page.getByRole('link', { name: /^the workspace/ }).getAttribute('href')) ?? '');
  await expect(page).toHaveURL(new RegExp(common));
  expect(await runCellByHand(page, common, 'lab', mounting)).toBe('True');
  await ada.open('mount-storage');
  await verify(page);
  await mountIsTold(page, advance);
  await expect(status(page)).toContainText('Step verified');

  // 4.3 and 4.4
  await ada.open('create-experiment');
  await expect(page.getByRole('link', { name: /^the workspace/ })).toHaveAttribute('href', new RegExp(common));
  const experiment = await createExperimentByHand(page, common, 'diabetes', (await codeBlock(page, 0)).trim());
  await ada.open('create-experiment');
  await page.getByLabel('Experiment path').fill(experiment);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await ada.open('train-model');
  for (const cell of [await codeBlock(page, 0), await codeBlock(page, 1)]) await runCellByHand(page, common, 'lab', cell);
  await ada.open('train-model');
  await verify(page);
  await unfold(page);
  await expect(row(page, 'It logged a model')).toContainText('artifact of the run');
  await expect(status(page)).toContainText('Step verified');

  // 4.5 to 4.7
  await ada.open('managed-folder');
  const folder = await createFolderByHand(page, project, 'artifacts', (await codeBlock(page, 0)).trim());
  await ada.open('managed-folder');
  await page.getByRole('button', { name: 'Find my folder in DSS' }).click();
  await expect(page.getByLabel('Managed folder’s id')).toHaveValue(folder);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  const env = `env_${Date.now() % 1_000_000}`;
  await ada.open('code-env-and-import');
  const [python, mlflow] = [await pythonTold(page), await codeBlock(page, 0)];
  const requirements = await readRequirementsByHand(page, project, folder);
  await buildCodeEnvByHand(page, env, requirements.replace(/^mlflow.*$/m, mlflow.trim()), python);
  await ada.open('code-env-and-import');
  await page.getByLabel('Code environment', { exact: true }).fill(env);
  await page.getByLabel('Code environment', { exact: true }).blur();
  await expect(page.locator('pre').nth(1)).toContainText(env);
  expect(await runImportByHand(page, project, await codeBlock(page, 1))).toContain('Imported version 0 of imported_from_db.');
  for (const step of ['code-env-and-import', 'see-the-model']) {
    await ada.open(step);
    await verify(page);
    await expect(status(page)).toContainText('Step verified');
  }
  await expect(page.getByText('14 of 15 verified')).toBeVisible();

  // what was built, to keep; then nothing is left behind
  await page.goto(`/w/${ada.workshop.slug}/summary`);
  await expect(page.getByRole('heading', { name: 'What you built' })).toBeVisible();
  await expect(page.getByText(experiment, { exact: true })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as Markdown' }).click()]);
  expect(await readFile(await file.path(), 'utf8')).toContain(`- Experiment path: \`${experiment}\``);
  await hasNoAxeViolations(page);
  await ada.open('clean-up');
  await verify(page);
  await expect(row(page, 'Your workspace is gone')).toContainText('Your workspace is still there.');
  await expect(row(page, 'Your mount is gone')).toContainText('still there');
  await expect(row(page, 'Your project is gone')).toContainText('still there');
  await runCellByHand(page, common, 'lab', `dbutils.fs.unmount("/mnt/${mount}")`);
  for (const connection of [cluster, warehouse]) await deleteConnectionByHand(page, connection);
  await deleteProjectByHand(page, project);
  await deleteCodeEnvByHand(page, env);
  await deleteWorkspaceByHand(page, name);
  await ada.open('clean-up');
  await verify(page);
  await expect(row(page, 'Your workspace is gone')).toContainText('is being deleted');
  await advance(60);
  await expect(status(page)).toContainText('Step verified');
  await expect(page.getByText('15 of 15 verified')).toBeVisible();
  await expect(line).toContainText('all done');
  await looked(page);
  await hasNoAxeViolations(page);
});

/** What the step's text says is to be entered for a field. */
const param = async (page: Page, field: string): Promise<string> =>
  (await page
    .locator('dl > div')
    .filter({ has: page.getByText(field, { exact: true }) })
    .locator('dd')
    .locator('code, mark')
    .first()
    .textContent()) ?? '';
