import { db } from '@/lib/db';
import {
  buildCodeEnvByHand,
  createFolderByHand,
  createProjectByHand,
  deleteCodeEnvByHand,
  deleteModelByHand,
  deleteProjectByHand,
  readRequirementsByHand,
  runImportByHand,
  setFolderPathByHand,
} from './dss-consoles';
import { codeBlock, createExperimentByHand, mountIsTold, pythonTold, runCellByHand, verifyMount } from './ml-consoles';
import { expect, hasNoAxeViolations, practiceUrl, row, status, test, unfold, verify } from './story';

test('the model track by hand, in the workspace that everybody shares, with wrong turns', async ({
  attendee,
  hands,
  advance,
  board,
  workshop,
}) => {
  test.slow();
  const someone = await attendee('Moa Model');
  const { page, member, enrolmentId, open } = someone;
  await db().enrolment.update({ where: { id: enrolmentId }, data: { track: 'model' } });
  const host = hands.settings.commonWorkspaceUrl;
  const tag = `moa${Date.now() % 100_000}`;
  const room = await board();
  const line = room.getByRole('row', { name: new RegExp(member.name) });
  await expect(line).toContainText('model only');

  // 4.1: the workspace does not know the attendee before they open it
  await page.goto(`/w/${workshop.slug}`);
  await page
    .getByRole('link', { name: /4.1 Before you start here/ })
    .first()
    .click();
  await verify(page);
  await expect(row(page, 'You can open the common workspace')).toContainText('The common workspace doesn’t know you yet.');
  await page.goto(`${practiceUrl}/${host}/`);
  await expect(page.getByRole('link', { name: 'communal_cluster' })).toBeVisible();
  await open('prerequisites');
  const { value: secret } = await hands.dss.clientSecret(member);
  await page.getByLabel('Your client secret').fill(secret);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await hasNoAxeViolations(page);

  // 4.2: the secret stands in the code, and is not yet mounted
  await open('mount-storage');
  await page.getByLabel('Mount name').fill(tag);
  await verify(page);
  await mountIsTold(page, advance);
  await expect(row(page, 'The container is mounted')).toContainText(`Nothing is mounted at /mnt/${tag}.`);
  const mount = await codeBlock(page, 0);
  expect(mount).toContain(secret);
  expect(mount).toContain('/oauth2/token"');
  await hasNoAxeViolations(page);
  expect(await runCellByHand(page, host, tag, mount.replace(secret, 'nonsense'))).toContain('AADSTS7000215');
  expect(await runCellByHand(page, host, tag, mount)).toBe('True');
  await open('mount-storage');
  await verifyMount(page, advance);
  await unfold(page);
  await expect(row(page, 'The container is mounted')).toContainText(`/mnt/${tag}, from that container.`);
  await expect(status(page)).toContainText('Step verified');

  // 4.3: first in the default artifact location, which DSS cannot reach
  const lost = await createExperimentByHand(page, host, `${tag}-default`, '');
  await open('create-experiment');
  await page.getByLabel('Your folder in the container').fill(tag);
  await page.getByLabel('Experiment path').fill(lost);
  await verify(page);
  await expect(row(page, 'It keeps its artifacts on your mount, in your folder')).toContainText(
    'the workspace’s own storage, where DSS cannot get at them',
  );
  const location = (await codeBlock(page, 0)).trim();
  expect(location).toBe(`dbfs:/mnt/${tag}/${tag}/mlflow`);
  const path = await createExperimentByHand(page, host, tag, location);
  await open('create-experiment');
  await page.getByLabel('Experiment path').fill(path);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 4.4: the second cell before the first, then both
  await open('train-model');
  const [train, call] = [await codeBlock(page, 0), await codeBlock(page, 1)];
  expect(call).toContain(path);
  expect(await runCellByHand(page, host, tag, call)).toContain("name 'train_diabetes' is not defined");
  await runCellByHand(page, host, tag, train);
  expect(await runCellByHand(page, host, tag, call)).toContain('RMSE');
  // whoever has the role, but has not had it for long
  for (const storageRole of ['none', 'Reader']) await hands.newcomer(member.name, { storageRole });
  await open('train-model');
  await verify(page);
  await expect(row(page, 'The model is in the storage account, for you to see')).toContainText('A role can take ten minutes to hold');
  await advance(120);
  await verify(page);
  await unfold(page);
  await expect(row(page, 'The model is in the storage account, for you to see')).toContainText(`${tag}/mlflow/`);
  await expect(row(page, 'It logged a model')).toContainText('artifact of the run');
  await expect(status(page)).toContainText('Step verified');
  await hasNoAxeViolations(page);

  // the link in the text leads to the files
  await page.goto((await page.getByRole('link', { name: /^the container/ }).getAttribute('href')) ?? '');
  await page.getByRole('link', { name: tag, exact: true }).click();
  await page.getByRole('link', { name: 'mlflow', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'directory' }).first()).toBeVisible();
  await hasNoAxeViolations(page);

  // 4.5: in a project of one's own; first at the model itself
  const project = tag.toUpperCase();
  await createProjectByHand(page, tag);
  await open('managed-folder');
  const artifacts = (await codeBlock(page, 0)).trim();
  await page.getByLabel('Project key').fill(project);
  const folder = await createFolderByHand(page, project, 'artifacts', `${artifacts}/model`);
  await open('managed-folder');
  await page.getByLabel('Project key').fill(project);
  await page.getByLabel('Managed folder’s id').fill(folder);
  await verify(page);
  await expect(row(page, 'It points at the directory that holds the model')).toContainText('It points at the model itself');
  await expect(row(page, 'DSS sees the model in it')).toContainText('DSS sees no /model/MLmodel in it.');
  await page.goto(`${practiceUrl}/dss.practice.example/projects/${project}/managedfolder/${folder}/`);
  await setFolderPathByHand(page, artifacts);
  const requirements = await readRequirementsByHand(page, project, folder);
  await open('managed-folder');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 4.6: the wrong Python, then mlflow without a version, then a version of another name
  await buildCodeEnvByHand(page, `${tag}_wrong`, requirements, 'PYTHON311');
  await open('code-env-and-import');
  const [python, mlflow] = [await pythonTold(page), (await codeBlock(page, 0)).trim()];
  await page.getByLabel('Code environment', { exact: true }).fill(`${tag}_wrong`);
  await verify(page);
  await expect(row(page, 'It runs on the right Python')).toContainText('Python 3.11');
  await expect(row(page, 'The saved model is there')).toContainText('There is no saved model named imported_from_db');
  const unpinned = requirements.replace(/^mlflow.*$/m, 'mlflow');
  await buildCodeEnvByHand(page, tag, unpinned, python);
  await open('code-env-and-import');
  await page.getByLabel('Code environment', { exact: true }).fill(tag);
  await verify(page);
  await expect(row(page, 'It was built, with an MLflow that DSS supports')).toContainText(/DSS does not support mlflow 3\./);
  const cell = await codeBlock(page, 1);
  expect(await runImportByHand(page, project, cell)).toMatch(/MLflow 3\.[\d.]+ is not supported/);
  await open('code-env-and-import');
  await verify(page);
  await expect(row(page, 'Its version was imported')).toContainText('It has no version yet.');
  await deleteModelByHand(page, project, 'imported_from_db');
  await buildCodeEnvByHand(page, tag, unpinned.replace(/^mlflow$/m, mlflow));
  expect(await runImportByHand(page, project, cell.replace('version_id="0"', 'version_id="v1"'))).toContain('Imported version v1');
  await open('code-env-and-import');
  await verify(page);
  await expect(row(page, 'Its version was imported')).toContainText('It has a version of another name.');
  expect(await runImportByHand(page, project, cell)).toContain('Imported version 0 of imported_from_db.');
  await open('code-env-and-import');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await hasNoAxeViolations(page);

  // 4.7
  await open('see-the-model');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(page.getByText('7 of 8 verified')).toBeVisible();
  await expect(line.getByText(/^5, /)).toBeAttached(); // the next one

  // on this track there is no workspace of one's own to remove
  await open('clean-up');
  await verify(page);
  await expect(row(page, 'Your mount is gone')).toContainText('dbutils.fs.unmount');
  await runCellByHand(page, host, tag, `dbutils.fs.unmount("/mnt/${tag}")`);
  await deleteProjectByHand(page, project);
  await deleteCodeEnvByHand(page, tag);
  await open('clean-up');
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(line).toContainText('all done');
});

test('each wrong turn of a training is told apart', async ({ attendee, hands, advance }) => {
  const [me, other] = [await attendee('Rut Run'), await attendee('Olle Other')];
  const { page, member, enrolmentId, open } = me;
  await db().enrolment.update({ where: { id: enrolmentId }, data: { track: 'model' } });
  const host = hands.settings.commonWorkspaceUrl;
  for (const who of [member, other.member]) await hands.launch(who, host);
  await advance(120); // their roles on the storage account work
  const tag = `rut${Date.now() % 100_000}`;
  const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
  const ask = (who: typeof member, path: string, body: unknown) =>
    hands.call(who, databricks, 'POST', `https://${host}/api/2.0/mlflow/${path}`, body) as Promise<
      Record<string, { info: { run_id: string } } & string>
    >; // our own practice cloud's shapes
  await hands.practice('/mount', {
    host,
    mountPoint: `/mnt/${tag}`,
    source: 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/',
  });
  const name = `/Users/${member.upn}/${tag}`;
  const { experiment_id } = await ask(member, 'experiments/create', { name, artifact_location: `dbfs:/mnt/${tag}/${tag}` });
  await db().value.createMany({
    data: Object.entries({ mountName: tag, experimentPath: name }).map(([n, value]) => ({
      enrolmentId,
      name: n,
      value,
      source: 'typed' as const,
    })),
  });
  await open('train-model');
  await verify(page);
  await expect(row(page, 'Your run is finished')).toContainText('No run has been logged in this experiment yet.');
  await ask(other.member, 'runs/create', { experiment_id });
  await verify(page);
  await expect(row(page, 'Your run is finished')).toContainText('The run in this experiment was made by someone else');
  const run = (await ask(member, 'runs/create', { experiment_id }))['run']?.info.run_id ?? '';
  await verify(page);
  await expect(row(page, 'Your run is finished')).toContainText('is running');
  await ask(member, 'runs/log-batch', {
    run_id: run,
    params: [{ key: 'alpha', value: '0.01' }],
    metrics: [{ key: 'rmse', value: 71, timestamp: 1 }],
  });
  await ask(member, 'runs/update', { run_id: run, status: 'FAILED', end_time: 2 });
  await verify(page);
  await expect(row(page, 'Your run is finished')).toContainText('FAILED');
  await expect(row(page, 'It logged its two parameters')).toContainText('did not log l1_ratio');
  await expect(row(page, 'It logged its three metrics')).toContainText('did not log r2, mae');
  await expect(row(page, 'The model is in the storage account, for you to see')).toContainText('There is nothing at');
  // without a data role on the container
  await hands.newcomer(member.name, { storageRole: 'none' });
  await verify(page);
  await expect(row(page, 'The model is in the storage account, for you to see')).toContainText('Storage Blob Data Reader');
});

test('a mount is only asked of the cluster at a click, and DBFS hints otherwise', async ({ attendee, hands, advance }) => {
  const someone = await attendee('Hilda Hint');
  const { page, member, enrolmentId, open, workshop } = someone;
  await db().workshop.update({ where: { id: workshop.id }, data: { settings: { ...hands.settings, sectionFourIn: 'own' } } });
  const name = `hint-${Date.now() % 100_000}`;
  const host = await hands.openWorkspace(member, name);
  await db().value.create({ data: { enrolmentId, name: 'workspaceName', value: name, source: 'typed' } });
  await open('mount-storage');
  await page.getByLabel('Mount name').fill(name);
  await verify(page);
  const mounted = row(page, 'The container is mounted');
  await expect(mounted).toContainText('DBFS mounts are switched off in your workspace.');
  await expect(mounted).toContainText(`Do section 4 in the common workspace, ${hands.settings.commonWorkspaceUrl}`);
  await hands.practice('/legacy-dbfs', { host, isDisabled: false });
  await hands.practice('/mount', { host, mountPoint: `/mnt/${name}`, source: 'abfss://elsewhere@databricksdemodss.dfs.core.windows.net/' });
  await verify(page);
  await unfold(page);
  await expect(mounted).toContainText('That’s a hint, not proof');
  // the step has passed by the hint, and the cluster's own word still comes without another press
  await hands.atOnce(() => hands.createCluster(member, host));
  await verify(page);
  await mountIsTold(page, advance);
  await expect(mounted).toContainText('Something else is mounted under that name.');
  await expect(mounted).toContainText('abfss://elsewhere@');
});
