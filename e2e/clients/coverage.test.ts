// Runs last (see vitest.config.ts): every operation that claims to be simulated has been called, and what should be refused is refused.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { practiceHands } from '@/e2e/hands';

const hands = await practiceHands();
const Coverage = z.array(
  z.object({
    id: z.string(),
    operations: z.array(z.object({ operation: z.string(), calls: z.number() })),
    refused: z.array(z.object({ method: z.string(), url: z.string(), what: z.string() })),
  }),
);
const coverage = Coverage.parse(await (await fetch(`${process.env['CLOUD_ORIGIN']}/_practice/coverage`)).json());

test('every simulated operation has answered somebody in these tests', () => {
  const never = coverage.flatMap(({ id, operations }) => operations.filter((o) => o.calls === 0).map((o) => `${id} ${o.operation}`));
  expect(never).toEqual([]);
});

const member = await hands.newcomer('Cora Coverage', { storageRole: 'Contributor' });
const host = await hands.openWorkspace(member, 'coverage-lab');
const hosts: Record<string, string> = {
  blob: 'databricksdemodss.blob.core.windows.net',
  dataLake: 'databricksdemodss.dfs.core.windows.net',
  databricks: host,
  dss: 'dss.practice.example',
};
const audiences: Record<string, string> = {
  azure: 'https://management.azure.com',
  graph: 'https://graph.microsoft.com',
  blob: 'https://storage.azure.com',
  dataLake: 'https://storage.azure.com',
  databricks: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d',
};
/** Where each vendor's errors say what went wrong. */
const shapes: Record<string, RegExp> = {
  entra: /^\{"error":"not_practised","error_description":"The practice cloud does not simulate/,
  graph: /^\{"error":\{"code":"notImplemented","message":"The practice cloud does not simulate/,
  azure: /^\{"error":\{"code":"NotPractised","message":"The practice cloud does not simulate/,
  blob: /<Error><Code>NotImplemented<\/Code><Message>The practice cloud does not simulate/,
  dataLake: /^\{"error":\{"code":"NotImplemented","message":"The practice cloud does not simulate/,
  databricks: /^\{"error_code":"NOT_IMPLEMENTED","message":"The practice cloud does not simulate/,
  dss: /^\{"errorType":"com\.dataiku\.dip\.exceptions\.NotImplementedException","message":"The practice cloud does not simulate/,
};

test.each(coverage.flatMap(({ id, refused }) => refused.map((one) => ({ id, ...one }))))(
  '$id refuses $method $url as not simulated',
  async ({ id, method, url }) => {
    const audience = audiences[id];
    const authorization = id === 'dss' ? `Bearer ${hands.dssAdminKey}` : audience ? `Bearer ${await hands.token(member, audience)}` : '';
    const response = await fetch(url.replace('HOST', hosts[id] ?? ''), {
      method,
      redirect: 'manual',
      headers: { ...(authorization ? { authorization } : {}), 'x-ms-version': '2023-11-03' },
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: '' }),
    });
    expect(response.status).toBe(501);
    if (method !== 'HEAD') expect(await response.text()).toMatch(shapes[id] ?? /never/);
  },
);
