import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { modulePath, root, tsx } from '../install.mjs';
import { ProjectCopy, until } from './project-copy';
import { deedsIn, put } from './tutorial';

const guide = readFileSync(join(root, 'docs', 'writing-a-lab.md'), 'utf8');
const copy = new ProjectCopy();
const ends: (() => unknown)[] = [() => copy.discard()];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const workspace = {
  id: '/subscriptions/s/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/lab-ada',
  name: 'lab-ada',
  location: 'uksouth',
  properties: { provisioningState: 'Succeeded', workspaceUrl: 'adb-1.2.azuredatabricks.net' },
};

/** The part of Azure that the guide's lab asks. @returns where it answers instead of the vendors */
async function fakeAzure(): Promise<string> {
  const server = createServer((request, response) => {
    const isOne = request.url?.includes('/workspaces/lab-ada');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isOne ? workspace : { value: [workspace] }));
  }).listen(0);
  ends.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
}

/** The portal's environment; a check reads only where the clouds are from it. */
const environment = {
  DATABASE_URL: 'postgres://nowhere/none',
  NEXTAUTH_URL: 'http://localhost',
  NEXTAUTH_SECRET: 'made up for this test, 0123456789',
  ENTRA_TENANT_ID: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  ENTRA_CLIENT_ID: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  ENTRA_CLIENT_SECRET: 'a-secret',
  SEAL_KEYS: `k1:${Buffer.from('made up for this test, 012345678').toString('base64')}`,
};

test('whoever follows the guide to the letter has a lab that shows, compiles, has no mistakes, and verifies', {
  timeout: 120_000,
}, async () => {
  let preview = '';
  for (const deed of deedsIn(guide)) {
    if ('file' in deed) {
      put(copy.folder, deed);
      continue;
    }
    for (const command of deed.commands) {
      if (command === 'npm run up') continue; // the browser tests do that
      const previewed = /^npm run lab -- preview (\S+)$/.exec(command)?.[1];
      if (previewed) {
        const { url, stop } = await copy.preview(previewed);
        ends.push(stop);
        preview = url;
      } else {
        const [program = '', ...args] = command.split(' ');
        await execa(program, args, { cwd: copy.folder, env: { GUIDEPOST_NODE: process.execPath } }); // throws if it fails
      }
    }
  }

  const page = await until('the preview shows the last step', 20, async () => {
    const response = await fetch(`${preview}/w/preview/create-workspace?show=wrong`);
    const html = await response.text();
    return response.status === 200 && html.includes('It is in the right region') && html;
  });
  expect(page).toContain('This URL belongs to another workspace.');
  expect(await (await fetch(`${preview}/w/preview/first-step`)).text()).toContain('step 1.2');

  copy.write('tsconfig.lab.json', JSON.stringify({ extends: './tsconfig.json', include: ['labs/my-lab/**/*.ts'] }));
  const tsc = [modulePath('typescript', 'bin', 'tsc'), '--noEmit', '--incremental', 'false', '-p', 'tsconfig.lab.json'];
  expect(await execa(process.execPath, tsc, { cwd: copy.folder, reject: false })).toMatchObject({ exitCode: 0, stdout: '' });

  const known = {
    namePrefix: 'lab-',
    resourceName: 'lab-ada',
    subscriptionId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58',
    resourceGroup: 'databricks-demo',
    region: 'uksouth',
    workspaceUrl: 'adb-1.2.azuredatabricks.net',
  };
  const env = { ...environment, CLOUD_ORIGIN: await fakeAzure() };
  const verify = [...tsx(), 'bin/lab/verify-process.ts', 'labs/my-lab/lab.ts', JSON.stringify(known)];
  const { stdout } = await execa(process.execPath, verify, { cwd: copy.folder, env });
  expect(JSON.parse(stdout)).toEqual([
    ['first-step.name-has-prefix', { status: 'pass', message: 'lab-ada starts with lab-.' }],
    ['create-workspace.is-in-region', { status: 'pass', message: 'UK South' }],
    ['create-workspace.url-is-recorded', { status: 'pass', message: 'lab-ada is at adb-1.2.azuredatabricks.net.' }],
  ]);
});

test('the guide lists the templates of the kit that labs use, and none that is gone', () => {
  const section = /^## The kit\n(.*?)^## /ms.exec(guide)?.[1] ?? '';
  const listed = [...section.matchAll(/^\| `(labs\/kit\/\w+)` +\|(.*)\|$/gm)].map(([, folder = '', names = '']) => ({
    folder,
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  }));
  const textIn = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8'))
      .join('\n');
  for (const { folder, names } of listed) for (const name of names) expect(textIn(folder)).toMatch(new RegExp(`export const ${name}\\b`));
  const used = [...textIn('labs/databricks-dss').matchAll(/lab\.use\(\s*(\w+)/g)].map(([, name]) => name);
  const own = /^export const (\w+)/gm;
  const declaredHere = [...textIn('labs/databricks-dss').matchAll(own)].map(([, name]) => name);
  expect(listed.flatMap(({ names }) => names)).toEqual(expect.arrayContaining(used.filter((name) => !declaredHere.includes(name))));
});
