import { describe, expect, test } from 'vitest';
import { nothingCarried } from '@/lib/clouds/carry';
import { type Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { workspaceOpens } from '../databricks/workspace-opens';
import { workspaceExists } from './workspace-exists';
import { workspaceInRegion } from './workspace-in-region';
import { workspaceIsDeployed } from './workspace-is-deployed';
import { workspaceIsHybrid } from './workspace-is-hybrid';
import { workspaceIsPremium } from './workspace-is-premium';
import { workspaceKeepsDefaults } from './workspace-keeps-defaults';

const known = {
  subscriptionId: 's',
  resourceGroup: 'databricks-demo',
  workspaceName: 'quill-lab',
  region: 'uksouth',
  tier: 'premium',
  objectId: 'me',
  userName: 'ada.quill@practice.example',
};

function workspace(more: Record<string, unknown> = {}, properties: Record<string, unknown> = {}) {
  return {
    id: '/subscriptions/s/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/quill-lab',
    name: 'quill-lab',
    location: 'uksouth',
    sku: { name: 'premium' },
    properties: {
      provisioningState: 'Succeeded',
      workspaceUrl: 'adb-1234567890123456.7.azuredatabricks.net',
      workspaceId: '1234567890123456',
      createdBy: { oid: 'me' },
      ...properties,
    },
    ...more,
  };
}
const answer = (more = {}, properties = {}) => ({ body: workspace(more, properties), at: Date.now(), isMine: true });

describe('the workspace exists', () => {
  const elsewhere = workspace({ id: '/subscriptions/s/resourcegroups/Databricks-Playground/providers/x/workspaces/quill-lab' });
  const misnamed = workspace({ name: 'quil-lab' });
  const another = workspace({ name: 'somebody-lab' }, { createdBy: { oid: 'them' } });
  const unowned = workspace({ name: 'old-lab' }, { createdBy: null });
  test.each([
    ['right', { workspace: workspace(), others: [] }, { status: 'pass', message: 'quill-lab' }],
    ['mine, by an id in another case', { workspace: workspace({}, { createdBy: { oid: 'ME' } }), others: [] }, { status: 'pass' }],
    ['mine, as nobody says whose', { workspace: workspace({}, { createdBy: null }), others: [] }, { status: 'pass' }],
    [
      'another’s, under the name that I recorded',
      { workspace: workspace({}, { createdBy: { oid: 'them' } }), others: [] },
      { status: 'wrong', message: 'This workspace was made by someone else.', found: expect.stringContaining('them') },
    ],
    ['absent', { workspace: null, others: [] }, { status: 'missing' }],
    [
      'right name, other group',
      { workspace: null, others: [elsewhere] },
      { status: 'wrong', expected: 'databricks-demo', found: 'Databricks-Playground' },
    ],
    ['other case of the name, other group', { workspace: null, others: [{ ...elsewhere, name: 'QUILL-LAB' }] }, { status: 'wrong' }],
    [
      'made by me under another name',
      { workspace: null, others: [misnamed] },
      { status: 'wrong', expected: 'quill-lab', found: 'quil-lab' },
    ],
    ['made by somebody else', { workspace: null, others: [another] }, { status: 'missing' }],
    ['made by nobody known', { workspace: null, others: [unowned] }, { status: 'missing' }],
  ])('%s', (_, given, verdict) => {
    expect(workspaceExists.judge(given, known)).toMatchObject(verdict);
  });
});

describe('if none has that name, those that might be meant', () => {
  const far = workspace({ id: '/subscriptions/s/resourceGroups/elsewhere/providers/x/workspaces/quill-lab' });
  const near = workspace({ name: 'quil-lab' });
  const asked = (list: () => Promise<ReturnType<typeof workspace>[]>) =>
    workspaceExists.ask(
      { azure: { databricksWorkspace: async () => null, databricksWorkspaces: list, databricksWorkspacesIn: async () => [near] } },
      known,
      nothingCarried,
    );
  const refused = (trouble: Trouble) => () => Promise.reject(new UpstreamError({ cloud: 'Azure', trouble }));

  test('are the subscription’s', async () => {
    expect((await asked(async () => [far])).others).toEqual([far]);
  });
  test('are the resource group’s, where Azure refuses the subscription’s', async () => {
    expect((await asked(refused('forbidden'))).others).toEqual([near]);
  });
  test('stay unknown in any other trouble, and so does whether there is one', async () => {
    await expect(asked(refused('unavailable'))).rejects.toThrow(UpstreamError);
  });
});

describe('its region', () => {
  test.each([
    ['uksouth', 'uksouth', 'pass'],
    ['UK South', 'uksouth', 'pass'],
    ['uksouth', 'UK South', 'pass'],
    ['UKSouth', 'uk south', 'pass'],
    ['ukwest', 'uksouth', 'wrong'],
    ['West Europe', 'uksouth', 'wrong'],
    ['uksouth2', 'uksouth', 'wrong'],
  ])('%s where %s is asked for: %s', (location, region, status) => {
    expect(workspaceInRegion.judge(answer({ location }), { ...known, region })).toMatchObject({ status });
  });
});

describe('its tier', () => {
  test.each([
    ['premium', { name: 'premium' }, { status: 'pass', message: 'Premium.' }],
    ['premium', { name: 'Premium' }, { status: 'pass' }],
    [
      'premium',
      { name: 'trial' },
      {
        status: 'wrong',
        message: 'The pricing tier is trial, and this workshop asks for Premium.',
        expected: 'premium',
        found: 'trial',
        remedy: 'Delete this workspace and create one with Pricing tier set to Premium.',
      },
    ],
    ['premium', { name: 'standard' }, { status: 'wrong', expected: 'premium', found: 'standard' }],
    ['premium', { name: '' }, { status: 'wrong', found: 'none' }],
    ['premium', null, { status: 'wrong', message: expect.stringContaining('not stated'), found: 'none' }],
    ['trial', { name: 'Trial' }, { status: 'pass', message: 'Trial, which is Premium for 14 days.' }],
    ['Trial', { name: 'trial' }, { status: 'pass' }],
    ['trial', { name: 'premium' }, { status: 'pass', advice: expect.stringContaining('This workshop asks for a trial.') }],
    [
      'trial',
      { name: 'standard' },
      {
        status: 'wrong',
        message: 'The pricing tier is standard, and this workshop asks for Trial.',
        expected: 'trial or premium',
        remedy: expect.stringContaining('set to Trial.'),
      },
    ],
    ['trial', null, { status: 'wrong', found: 'none' }],
  ])('where the workshop asks for %s: %o', (tier, sku, verdict) => {
    expect(workspaceIsPremium.judge(answer({ sku }), { ...known, tier })).toMatchObject(verdict);
  });
  test('what is as asked for has no advice', () => {
    for (const tier of ['premium', 'trial'])
      expect(workspaceIsPremium.judge(answer({ sku: { name: tier } }), { ...known, tier })).not.toHaveProperty('advice');
  });
});

describe('its type', () => {
  test.each([
    ['Hybrid', 'pass'],
    [undefined, 'pass'],
    [null, 'pass'],
    ['Serverless', 'wrong'],
    ['serverless', 'wrong'],
  ])('%s: %s', (computeMode, status) => {
    expect(workspaceIsHybrid.judge(answer({}, { computeMode }), known)).toMatchObject({ status });
  });
});

describe('networking and encryption', () => {
  test.each([
    ['untouched', {}, 'pass'],
    ['parameters null', { parameters: null }, 'pass'],
    ['no public IP, as new workspaces have it', { parameters: { enableNoPublicIp: { value: true } } }, 'pass'],
    ['infrastructure encryption off', { parameters: { requireInfrastructureEncryption: { value: false } } }, 'pass'],
    ['public access said to be on', { publicNetworkAccess: 'Enabled' }, 'pass'],
    ['own network', { parameters: { customVirtualNetworkId: { value: '/subscriptions/s/vnet' } } }, 'wrong'],
    ['no public access', { publicNetworkAccess: 'Disabled' }, 'wrong'],
    ['infrastructure encryption on', { parameters: { requireInfrastructureEncryption: { value: true } } }, 'wrong'],
    ['own key', { encryption: { entities: { managedServices: {} } } }, 'wrong'],
  ])('%s', (_, properties, status) => {
    expect(workspaceKeepsDefaults.judge(answer({}, properties), known)).toMatchObject({ status });
  });
});

describe('its deployment', () => {
  test.each([
    ['Succeeded', 'pass'],
    ['Accepted', 'waiting'],
    ['Creating', 'waiting'],
    ['Updating', 'waiting'],
    ['Running', 'waiting'],
    ['SomethingNew', 'waiting'],
    ['Failed', 'wrong'],
    ['Canceled', 'wrong'],
    ['Deleting', 'missing'],
    ['Deleted', 'missing'],
  ])('%s: %s', (provisioningState, status) => {
    expect(workspaceIsDeployed.judge(answer({}, { provisioningState }), known)).toMatchObject({ status });
  });

  test('done but for its URL is still waiting', () => {
    expect(workspaceIsDeployed.judge(answer({}, { workspaceUrl: undefined }), known)).toMatchObject({ status: 'waiting' });
  });

  test('the wait is counted by the service’s clock, not by ours', () => {
    const theirNow = Date.now() + 7 * 86_400_000;
    const verdict = workspaceIsDeployed.judge(
      { ...answer({}, { provisioningState: 'Creating', createdDateTime: new Date(theirNow - 120_000).toISOString() }), at: theirNow },
      known,
    );
    expect(verdict).toMatchObject({ status: 'waiting', usually: 180 });
    const since = verdict.status === 'waiting' ? Date.parse(verdict.since ?? '') : Number.NaN;
    expect(Math.round((Date.now() - since) / 1000)).toBe(120);
  });

  test('what it learns is the URL without a scheme, the id and the resource id', () => {
    const learnt = {
      workspaceUrl: 'adb-1234567890123456.7.azuredatabricks.net',
      workspaceId: '1234567890123456',
      workspaceResourceId: workspace().id,
    };
    expect(workspaceIsDeployed.learn?.(answer())).toEqual(learnt);
    expect(workspaceIsDeployed.learns).toEqual(Object.keys(learnt));
  });

  test.each([
    ['mine', { oid: 'me' }, true],
    ['nobody’s', null, true],
    ['another’s', { oid: 'them' }, false],
  ])('of a workspace that is %s, and of no other, it learns', async (_, createdBy, isLearnt) => {
    const azure = {
      databricksWorkspace: async () => answer({}, { createdBy }),
      databricksWorkspaces: async () => [],
      databricksWorkspacesIn: async () => [],
    };
    const found = await workspaceIsDeployed.ask({ azure }, known, nothingCarried);
    expect(workspaceIsDeployed.judge(found, known)).toMatchObject({ status: 'pass' });
    expect(Object.values(workspaceIsDeployed.learn?.(found) ?? {}).every(Boolean)).toBe(isLearnt);
    expect(Object.values(workspaceIsDeployed.learn?.(found) ?? {}).some(Boolean)).toBe(isLearnt);
  });
});

test.each([
  ['region', workspaceInRegion],
  ['tier', workspaceIsPremium],
  ['type', workspaceIsHybrid],
  ['networking and encryption', workspaceKeepsDefaults],
  ['deployment', workspaceIsDeployed],
])('its %s is missing, not wrong, as long as there is no workspace', (_, check) => {
  expect(check.judge(null, known)).toMatchObject({ status: 'missing', message: 'There is no workspace to check yet.' });
});

test.each(['Deleting', 'Deleted'])('while it is going (%s), every row says the same of it, whatever else is wrong', (provisioningState) => {
  const going = answer({ location: 'westeurope', sku: { name: 'standard' } }, { provisioningState, computeMode: 'Serverless' });
  const said = [
    workspaceInRegion.judge(going, known),
    workspaceIsPremium.judge(going, known),
    workspaceIsHybrid.judge(going, known),
    workspaceKeepsDefaults.judge(going, known),
    workspaceIsDeployed.judge(going, known),
    workspaceOpens.judge({ state: provisioningState, me: undefined }, known),
  ];
  const [first] = said;
  expect(first).toMatchObject({ status: 'missing', message: 'Your workspace is being deleted.' });
  expect(new Set(said.map((verdict) => JSON.stringify(verdict))).size).toBe(1);
});
