import { describe, expect, test } from 'vitest';
import type { Azure, DatabricksWorkspace } from '@/lib/clouds/azure';
import { Concluded, type Verdict } from '@/lib/lab/outcome';
import { askHost, type Host } from './workspace';
import { workspaceOpens } from './workspace-opens';

const known = {
  subscriptionId: 's',
  resourceGroup: 'databricks-demo',
  workspaceName: 'quill-lab',
};

describe('it opens', () => {
  test.each([
    ['under the name of the sign-in', { state: 'Succeeded', me: { id: '1', userName: 'ada.quill@practice.example' } }, 'pass'],
    ['under another name, as to a guest', { state: 'Succeeded', me: { id: '1', userName: 'ada@partner.example' } }, 'pass'],
    ['not yet launched', { state: 'Succeeded', me: null }, 'missing'],
    ['still deploying', { state: 'Creating', me: undefined }, 'waiting'],
    ['not there', { state: null, me: undefined }, 'missing'],
    ['failed', { state: 'Failed', me: undefined }, 'missing'],
  ])('%s', (_, given, status) => {
    expect(workspaceOpens.judge(given, known)).toMatchObject({ status });
  });

  test('who the workspace takes them for is told, and learned', () => {
    const answer = { state: 'Succeeded', me: { id: '1', userName: 'ada@partner.example' } };
    expect(workspaceOpens.judge(answer, known)).toEqual({ status: 'pass', message: 'As ada@partner.example.' });
    expect(workspaceOpens.learn?.(answer)).toEqual({ databricksUser: 'ada@partner.example' });
  });
});

describe('its host', () => {
  const url = 'adb-1234567890123456.7.azuredatabricks.net';
  const workspace = (workspaceUrl?: string): DatabricksWorkspace => ({
    id: '/subscriptions/s/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/quill-lab',
    name: 'quill-lab',
    location: 'uksouth',
    properties: { provisioningState: workspaceUrl ? 'Succeeded' : 'Creating', workspaceUrl },
  });
  const azureWith = (found: DatabricksWorkspace | null): Azure => ({
    databricksWorkspace: async () => (found ? { body: found, at: 0 } : null),
    databricksWorkspaces: async () => [],
    databricksWorkspacesIn: async () => [],
  });
  async function hostOrVerdict(found: DatabricksWorkspace | null, host: Host, where?: string): Promise<string | Verdict> {
    try {
      return await askHost({ azure: azureWith(found) }, host, where);
    } catch (error) {
      if (error instanceof Concluded) return error.verdict;
      throw error;
    }
  }

  test('is the URL that was learned, without asking Azure', async () => {
    expect(await hostOrVerdict(null, { workspaceUrl: url })).toBe(url);
  });
  test('is what Azure says until then', async () => {
    expect(await hostOrVerdict(workspace(url), known)).toBe(url);
  });
  test.each([
    ['nothing recorded', null, {}, { status: 'missing', message: 'Guidepost does not know your workspace yet.' }],
    ['no such workspace', null, known, { status: 'missing', message: 'There is no workspace named quill-lab yet.' }],
    ['still being deployed', workspace(), known, { status: 'waiting', on: 'Your workspace is still being deployed', usually: 180 }],
  ])('concludes: %s', async (_, found, given, verdict) => {
    expect(await hostOrVerdict(found, given)).toMatchObject(verdict);
  });
  test.each([
    [{}, 'Record its name in :step[create-workspace] and verify there.'],
    [known, 'Create it in :step[create-workspace] first.'],
  ])('names the part of the lab that creates the workspace', async (given, remedy) => {
    expect(await hostOrVerdict(null, given, ':step[create-workspace]')).toMatchObject({ remedy });
  });
});
