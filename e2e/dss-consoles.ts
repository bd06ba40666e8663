import { expect, type Page } from '@playwright/test';
import { practiceUrl } from './story';

const dss = `${practiceUrl}/dss.practice.example`;

/** Makes a client secret on the registered app, from the link in the step's text on. @returns its value and its id */
export async function makeSecretByHand(page: Page, description: string): Promise<{ value: string; id: string }> {
  await page.goto(`${practiceUrl}/portal.azure.com/apps`);
  await page.getByRole('link', { name: 'dss-databricks-oauth' }).click();
  await page.getByLabel('Description').fill(description);
  await page.getByRole('button', { name: 'Add' }).click();
  const row = page.getByRole('row', { name: new RegExp(description) });
  const [value = '', id = ''] = await row.locator('code').allTextContents();
  return { value, id };
}

export interface ConnectionFields {
  host?: string;
  httpPath?: string;
  secret?: string;
  clientId?: string;
  authorize?: string;
  token?: string;
  scope?: string;
  fastWrite?: boolean;
  fastWriteConnection?: string;
  fastWritePath?: string;
  perUser?: boolean;
}

/** Fills in what is given, in the connection's form that is open. */
async function fillConnection(page: Page, fields: ConnectionFields): Promise<void> {
  const texts: [string, string | undefined][] = [
    ['Host', fields.host],
    ['HTTP path', fields.httpPath],
    ['Client id', fields.clientId],
    ['Client secret', fields.secret],
    ['OAuth authorization endpoint', fields.authorize],
    ['OAuth token endpoint', fields.token],
    ['Auto fast write connection', fields.fastWriteConnection],
    ['Scope', fields.scope],
    ['Path in connection', fields.fastWritePath],
  ];
  for (const [label, text] of texts) if (text !== undefined) await page.getByLabel(label, { exact: true }).fill(text);
  if (fields.fastWrite !== undefined) await page.getByLabel('Automatic fast-write', { exact: true }).setChecked(fields.fastWrite);
  if (fields.perUser !== undefined) await page.getByLabel('Credentials mode').selectOption(fields.perUser ? 'Per user' : 'Global');
}

export async function createConnectionByHand(page: Page, name: string, fields: ConnectionFields): Promise<void> {
  await page.goto(`${dss}/connections/`);
  await page.getByRole('link', { name: 'New connection' }).click();
  await page.getByLabel('New connection name').fill(name);
  await page.getByLabel('Auth type').selectOption('OAuth');
  await fillConnection(page, fields);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: `Connection ${name}` }).waitFor();
}

export async function editConnectionByHand(page: Page, name: string, fields: ConnectionFields): Promise<void> {
  await page.goto(`${dss}/connections/${name}`);
  await fillConnection(page, fields);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
}

/** "Edit" among the credentials of the profile, there and back through Entra. */
export async function connectCredentialByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${dss}/profile/`);
  await page.getByRole('button', { name: `Edit ${name}` }).click();
}

export async function testConnectionByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${dss}/connections/${name}`);
  await page.getByRole('button', { name: 'Test' }).click();
}

export async function createProjectByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${dss}/projects/`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name }).waitFor();
}

/** Imports the sample table; `detect`: and finds out its columns. */
export async function importTableByHand(page: Page, project: string, connection: string, name: string, detect = true): Promise<void> {
  await page.goto(`${dss}/projects/${project}/import`);
  await page.getByLabel('Connection').selectOption(connection);
  await page.getByLabel('Dataset name').fill(name);
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  if (detect) await detectSchemaByHand(page, project, name);
}

export async function detectSchemaByHand(page: Page, project: string, name: string): Promise<void> {
  await page.goto(`${dss}/projects/${project}/datasets/${name}/`);
  await page.getByRole('button', { name: 'Detect schema' }).click();
  await page.getByRole('button', { name: 'Save schema' }).click();
  await page.getByRole('cell', { name: 'trip_distance' }).waitFor();
}

interface RecipeChoices {
  type: 'Sample / Filter' | 'Python' | 'Sync';
  input: string;
  output: string;
  into: string;
  format?: 'Parquet' | 'CSV';
  engine?: string;
}

/** Makes a recipe, chooses its engine, and runs it. */
export async function runRecipeByHand(page: Page, project: string, choices: RecipeChoices): Promise<void> {
  await page.goto(`${dss}/projects/${project}/recipes/new`);
  await page.getByLabel('Recipe type').selectOption(choices.type);
  await page.getByLabel('Input dataset').selectOption(choices.input);
  await page.getByLabel('Name of the output dataset').fill(choices.output);
  await page.getByLabel('Store into').selectOption(choices.into);
  if (choices.format) await page.getByLabel('Format').selectOption(choices.format);
  await page.getByRole('button', { name: 'Create recipe' }).click();
  await rerunByHand(page, project, choices.output, choices.engine);
}

export async function rerunByHand(page: Page, project: string, output: string, engine?: string): Promise<void> {
  await page.goto(`${dss}/projects/${project}/recipes/compute_${output}/`);
  if (engine) await page.getByLabel('Recipe engine').selectOption(engine);
  await page.getByRole('button', { name: 'Run' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /RUNNING|DONE|FAILED/ })
    .waitFor();
}

/** A managed folder with a path of one's own. @returns its id */
export async function createFolderByHand(page: Page, project: string, name: string, path: string): Promise<string> {
  await page.goto(`${dss}/projects/${project}/folders/`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Store into').selectOption('common-adls');
  await page.getByRole('button', { name: 'Create folder' }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await setFolderPathByHand(page, path);
  return /managedfolder\/(\w+)/.exec(page.url())?.[1] ?? '';
}

/** Stands on the folder's page. */
export async function setFolderPathByHand(page: Page, path: string): Promise<void> {
  await page.getByLabel('Path in connection').fill(path);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByLabel('Path in connection')).toHaveValue(path);
}

/** The model's requirements.txt, as the folder's page shows it. */
export async function readRequirementsByHand(page: Page, project: string, folder: string): Promise<string> {
  await page.goto(`${dss}/projects/${project}/managedfolder/${folder}/`);
  await page.getByRole('link', { name: 'model/requirements.txt' }).click();
  return (await page.locator('pre code').textContent()) ?? '';
}

export async function buildCodeEnvByHand(page: Page, name: string, packages: string, python = 'PYTHON39'): Promise<void> {
  await page.goto(`${dss}/codeenvs/`);
  const known = page.getByRole('link', { name, exact: true });
  if (await known.count()) await known.click();
  else {
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Python', { exact: true }).selectOption(python);
    await page.getByRole('button', { name: 'Create env' }).click();
  }
  await page.getByLabel('Requested packages').fill(packages);
  await page.getByRole('button', { name: 'Save and update' }).click();
  await page.getByText('DSS is building this environment').waitFor();
  const body = JSON.stringify({ advanceSeconds: 61 });
  await fetch(`${practiceUrl}/_practice/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await page.reload();
  await page.getByRole('heading', { name: 'Log' }).waitFor();
}

/** Runs the import cell in a notebook of the project. @returns what it said */
export async function runImportByHand(page: Page, project: string, code: string): Promise<string> {
  await page.goto(`${dss}/projects/${project}/notebook/`);
  await page.getByLabel('Cell').fill(code);
  await page.getByRole('button', { name: 'Run cell' }).click();
  return (await page.getByRole('status').or(page.getByRole('alert')).textContent()) ?? '';
}

export async function deleteModelByHand(page: Page, project: string, name: string): Promise<void> {
  await page.goto(`${dss}/projects/${project}/savedmodels/`);
  await page
    .getByRole('button', { name: `Delete ${name}` })
    .first()
    .click();
}

export async function deleteConnectionByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${dss}/connections/${name}`);
  await page.getByRole('button', { name: 'Delete' }).click();
}
export async function deleteProjectByHand(page: Page, project: string): Promise<void> {
  await page.goto(`${dss}/projects/${project}/`);
  await page.getByRole('button', { name: 'Delete project' }).click();
}
export async function deleteCodeEnvByHand(page: Page, name: string): Promise<void> {
  await page.goto(`${dss}/codeenvs/${name}/`);
  await page.getByRole('button', { name: 'Delete' }).click();
}
