import { describe, expect, test } from 'vitest';
import type { Dataset, Dss, Recipe } from '@/lib/clouds/dss';
import { Concluded } from '@/lib/lab/outcome';
import { fillConnection } from './fill-connection';
import { fillRecipes } from './recipes';
import clusterRecipes from './steps/cluster-recipes/step';
import connectCluster from './steps/connect-cluster/step';
import connectWarehouse from './steps/connect-warehouse/step';
import warehouseRecipes from './steps/warehouse-recipes/step';

test.each([
  ['cluster', 'warehouse', [connectCluster, clusterRecipes]],
  ['warehouse', 'cluster', [connectWarehouse, warehouseRecipes]],
] as const)('what is about the %s names nothing of the %s', (_, other, steps) => {
  const names = steps.flatMap(({ collects, fill, checks }) => [
    ...collects.map((value) => value.name),
    ...(fill?.needs ?? []),
    ...(fill?.uses ?? []),
    ...checks.flatMap((check) => [...check.needs, ...check.uses, ...check.learns]),
  ]);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => name.startsWith(other))).toEqual([]);
});

test.each([
  ['cluster', clusterRecipes, 4],
  ['warehouse', warehouseRecipes, 6],
] as const)('each recipe on the %s remembers a job of its own, and is told which one it was', (_, { checks }, many) => {
  const learnt = checks.flatMap((check) => check.learns);
  expect(new Set(learnt).size).toBe(many);
  expect(learnt.length).toBe(many);
  for (const check of checks) expect(check.uses).toEqual(expect.arrayContaining([...check.learns]));
});

const known = { dssUrl: 'https://dss.example.com', userName: 'ada@practice.example', projectKey: 'ADA_LAB', clusterConnection: 'mine' };
const dataset = (name: string, connection: string, managed = true): Dataset => ({
  name,
  type: connection === 'mine' ? 'Databricks' : 'Azure',
  managed,
  params: { connection },
});
const recipe = (name: string, type: string): Recipe => ({ name, type, inputs: ['trips'], outputs: ['out'] });
const oneUser = {
  users: async () => [{ login: 'ada', email: known.userName, groups: ['attendees'] }],
  groups: async () => [{ name: 'attendees', admin: false }],
};
const clouds = (more: Partial<Dss>) => ({
  dss: () => ({ ...oneUser, ...more }) as unknown as Dss, // nothing else of it is asked
});

describe('finding the recipes', () => {
  const project = (recipes: Recipe[]) =>
    clouds({
      datasets: async () => [dataset('trips', 'mine', false), dataset('out', 'mine')],
      recipes: async () => recipes,
      jobs: async () => [],
    });
  const { read } = fillRecipes('cluster');
  test('says which they are', async () => {
    expect(await read(project([recipe('compute_out', 'sampling')]), known)).toEqual({
      values: {},
      note: 'Checked: imported table: trips; visual recipe: compute_out; Python recipe: none yet; sync out: none yet; sync back: none yet.',
    });
  });
  test('asks which of several is meant, unless one was picked', async () => {
    const several = project([recipe('a', 'sampling'), recipe('b', 'sort')]);
    expect(await read(several, known)).toMatchObject({
      name: 'clusterVisualRecipe',
      choices: [
        { value: 'a', label: 'a' },
        { value: 'b', label: 'b' },
      ],
      note: expect.stringContaining('may be your visual recipe'),
    });
    expect(await read(several, { ...known, clusterVisualRecipe: 'b' })).toMatchObject({
      note: expect.stringContaining('visual recipe: b'),
    });
  });
  test('on the warehouse the sync that has to fail is not taken for the one that works', async () => {
    const at = (name: string, connection: string): Dataset => ({ ...dataset(name, connection), type: 'Azure' });
    const sync = (name: string, output: string): Recipe => ({ ...recipe(name, 'sync'), outputs: [output] });
    const both = clouds({
      datasets: async () => [dataset('trips', 'mine', false), at('key', 'common-adls'), at('sas', 'common-adls-sas')],
      recipes: async () => [sync('compute_key', 'key'), sync('compute_sas', 'sas')],
      jobs: async () => [],
    });
    const onWarehouse = { ...known, warehouseConnection: 'mine', adlsSasConnection: 'common-adls-sas' };
    expect(await fillRecipes('warehouse').read(both, onWarehouse)).toMatchObject({
      note: expect.stringContaining('sync out: compute_sas'),
    });
  });
  test('no choice hides the recipe that had to fail', () => {
    const uses = (id: string) => warehouseRecipes.checks.find((check) => check.id === id)?.uses;
    for (const id of ['dss.warehouse-python-fails', 'dss.warehouse-sync-out-fails'])
      expect(uses(id)?.filter((name) => /Recipe|SyncOut$/.test(name))).toEqual([]);
    expect(uses('dss.warehouse-sync-out')).toContain('warehouseSyncOut');
  });
  test('ends where the project cannot be seen', async () => {
    await expect(read(clouds({ datasets: async () => null }), known)).rejects.toThrow(Concluded);
  });
});

describe('finding a connection', () => {
  const path = { cluster: 'sql/protocolv1/o/1/1123-065929-beg8r64x', warehouse: '/sql/1.0/warehouses/0123456789abcdef' };
  const all = (connections: Record<string, { httpPath: string; by?: string }>) =>
    clouds({
      connectionNames: async () => Object.keys(connections),
      connection: async (name) => ({
        type: 'Databricks',
        params: { httpPath: connections[name]?.httpPath ?? '' },
        credentialsMode: 'PER_USER',
        creationTag: { lastModifiedBy: { login: connections[name]?.by ?? 'ada' } },
      }),
    });
  const { read } = fillConnection('cluster', 'clusterConnection');
  test('takes my only one to that endpoint', async () => {
    const connections = all({
      c: { httpPath: path.cluster },
      w: { httpPath: path.warehouse },
      theirs: { httpPath: path.cluster, by: 'bo' },
    });
    expect(await read(connections, known)).toEqual({ values: { clusterConnection: 'c' }, note: 'Found c.' });
  });
  test('asks which of several is meant', async () => {
    expect(await read(all({ c: { httpPath: path.cluster }, d: { httpPath: path.cluster } }), known)).toMatchObject({
      name: 'clusterConnection',
      choices: [{ value: 'c' }, { value: 'd' }],
    });
  });
  test('says that there is none', async () => {
    expect(await read(all({ w: { httpPath: path.warehouse } }), known)).toEqual({
      nothing: 'You have no Databricks connection to a cluster in DSS yet.',
    });
  });
});
