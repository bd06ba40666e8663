// Every method of every client is called; what goes out has an example, and stands in docs/vendor-assumptions.md.
import { readFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import * as clouds from '..';
import { Run } from '../http';
import { UpstreamError } from '../trouble';
import { type Asked, access, answering, isCall } from './answering';
import { begin, calls, table } from './calls';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const all = Object.values(calls).flat();
const exampleOf = (asked: Asked) => all.find(({ call }) => isCall(call, asked));

/** What methods are called with that take something else than names. */
const args: Record<string, unknown[]> = {
  databricksWorkspace: [{ subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }],
  databricksWorkspaces: [{ subscriptionId: 's' }],
  databricksWorkspacesIn: [{ subscriptionId: 's', resourceGroup: 'g' }],
  trySecret: [{ tenantId: 't', clientId: 'c', secret: 's', resource: 'https://storage.azure.com' }],
  mounts: ['x', { begun: null, keep: () => undefined }],
  selectOne: ['x', () => true],
  searchLog: ['x', 'x', 'x', /x/, 1000],
  folderText: ['x', 'x', 'x', () => true],
  createDatabricksWorkspace: [
    { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' },
    { location: 'l', tier: 't', computeMode: 'Hybrid', managedResourceGroup: 'm' },
  ],
  deleteDatabricksWorkspace: [{ subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }],
  createDataset: ['x', { name: 'x', type: 'x', params: {} }],
  createRecipe: ['x', { type: 'python', input: 'x', output: 'x', connection: 'x', format: 'x' }],
  createFolder: ['x', 'x', { connection: 'x', path: 'x' }],
  moveFolder: ['x', 'x', { connection: 'x', path: 'x' }],
  importVersion: ['x', 'x', 'x', { folder: 'x', path: 'x', codeEnv: 'x' }],
  changeConnection: ['x', (params: Record<string, unknown>) => ({ params })],
  createCluster: [{ cluster_name: 'x' }],
  runCells: ['x', ['pass'], { begun: null, keep: () => undefined }],
};
const names = ['x', 'x', 'x', 'x'];

function clients(whose: 'workshop' | 'attendee') {
  const run = new Run(
    { ...access, credentialFor: async () => ({ origin: 'https://dss.example', key: 'k', whose }) },
    { deadlineMs: 60_000, mayWrite: true },
  );
  return [
    clouds.azure.writer(run, []),
    clouds.databricks.writer(run, [])('adb-1234567890.1.azuredatabricks.net'),
    clouds.storage.client(run, [])('account'),
    clouds.dss.writer(run, [])(),
    clouds.entra.client(run, []),
  ];
}

/** What goes over the wire when every method has been called. */
async function everything(answer: Parameters<typeof server.answer>[0]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const whose of ['workshop', 'attendee'] as const)
    for (const client of clients(whose))
      for (const [name, method] of Object.entries(client) as [string, unknown][]) {
        if (typeof method !== 'function') continue;
        server.answer(answer);
        try {
          await method(...(args[name] ?? names));
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
        }
        asked.push(...server.asked);
      }
  return asked;
}

const gone = { status: 404, body: { errorType: 'com.dataiku.dip.server.controllers.NotFoundException', message: 'x not found' } };
const made = [
  ...(await everything((asked) => exampleOf(asked) ?? { status: 404, body: '' })),
  // where something is refused, a list may be asked whether it is there
  ...(await everything((asked) => (exampleOf(asked)?.call.includes('{') ? gone : (exampleOf(asked) ?? gone)))),
];

test('no call is made without an example, nor is there one of a call that is not made', () => {
  expect(made.filter((asked) => !exampleOf(asked)).map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([]);
  const slow = 'GET /api/1.2/contexts/status'; // asked only of a cluster that takes its time
  expect(all.filter(({ call }) => call !== slow && !made.some((asked) => isCall(call, asked))).map(({ call }) => call)).toEqual([]);
});

test('each stands in docs/vendor-assumptions.md', () => {
  const text = readFileSync('docs/vendor-assumptions.md', 'utf8');
  expect(text.split(begin)[1]?.split('\n\n', 1).join('')).toBe(table());
});
