import { afterAll, expect, test, vi } from 'vitest';
import { azure } from '../azure';
import { Run } from '../http';
import { access, answering, isCall, troubleOf } from './answering';
import { answers, refusals, variants } from './azure';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const at = { subscriptionId: '11111111-1111-1111-1111-111111111111', resourceGroup: 'rg', workspaceName: 'myWorkspace' };
const client = () => azure.client(new Run(access), []);
const say = (example: (typeof answers)[number]) =>
  server.answer((asked) => (isCall(example.call, asked) ? example : { status: 404, body: '' }));

test('a workspace, as the specification’s examples have it', async () => {
  for (const example of answers.slice(0, 1)) {
    say(example);
    expect((await client().databricksWorkspace(at))?.body, example.source).toMatchObject({
      name: 'myWorkspace',
      sku: { name: 'premium' },
      properties: { provisioningState: 'Succeeded', workspaceUrl: 'adb-5555555555555555.19.azuredatabricks.net', parameters: null },
    });
  }
  const [custom, accepted] = variants;
  if (!custom || !accepted) throw new Error('no variants');
  say(custom);
  expect((await client().databricksWorkspace(at))?.body.properties).toMatchObject({
    publicNetworkAccess: 'Disabled',
    parameters: { customVirtualNetworkId: { value: expect.stringContaining('virtualNetworks') } },
  });
  say(accepted);
  expect((await client().databricksWorkspace(at))?.body.properties).toMatchObject({
    provisioningState: 'Accepted',
    computeMode: 'Serverless',
    createdBy: { oid: expect.any(String) },
  });
});

test('the list of them, of the subscription and of a group', async () => {
  const [, list, listOfGroup] = answers;
  if (!list || !listOfGroup) throw new Error('no list');
  say(list);
  expect((await client().databricksWorkspaces(at)).map((w) => w.name)).toEqual(['myWorkspace', 'myWorkspace2']);
  say(listOfGroup);
  expect((await client().databricksWorkspacesIn(at)).map((w) => w.name)).toEqual(['myWorkspace', 'myWorkspace2']);
});

test.each(refusals)('a refusal: $body.error.code ($source)', async ({ means: { words, ...means }, ...spoken }) => {
  server.answer(() => spoken);
  const asked = new Run(access, { deadlineMs: 2000 });
  const question = azure.client(asked, []).databricksWorkspace(at);
  if (means.trouble === 'absent') return expect(await question).toBeNull();
  const detail = await troubleOf(question);
  expect(detail).toMatchObject({ cloud: 'Azure', status: spoken.status, ...means });
  expect(detail.words?.message ?? '').toMatch(words ?? /^$/);
});
