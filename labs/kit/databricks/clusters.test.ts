import { describe, expect, test, vi } from 'vitest';
import type { Cluster } from '@/lib/clouds/databricks';
import { clusterDetailsRecorded } from './cluster-details-recorded';
import { clusterHasNoPolicy } from './cluster-has-no-policy';
import { clusterHasSmallestNode, smallest } from './cluster-has-smallest-node';
import { clusterIsDedicated } from './cluster-is-dedicated';
import { clusterIsMine } from './cluster-is-mine';
import { clusterIsRunning } from './cluster-is-running';
import { clusterIsSingleNode } from './cluster-is-single-node';
import { clusterRunsCpuMl } from './cluster-runs-cpu-ml';
import { clusterStaysUp } from './cluster-stays-up';
import { type ClusterView, choose } from './clusters';

const host = 'adb-5504218931760442.2.azuredatabricks.net';
const me = 'ada.quill@practice.example';
const known: { workspaceUrl?: string } = {};

const cluster = (more: Partial<Cluster> = {}): Cluster => ({
  cluster_id: '1123-031502-k2v8q1x0',
  cluster_name: 'Quill',
  creator_user_name: me,
  single_user_name: me,
  state: 'RUNNING',
  spark_version: '18.x-scala2.13',
  effective_spark_version: '18.x-cpu-ml-scala2.13',
  use_ml_runtime: true,
  is_single_node: true,
  num_workers: 0,
  data_security_mode: 'DATA_SECURITY_MODE_DEDICATED',
  autotermination_minutes: 120,
  node_type_id: 'Standard_D4ds_v5',
  ...more,
});
const view = (chosen: Cluster | null, more: Partial<ClusterView> = {}): ClusterView => ({
  host,
  at: Date.now(),
  me: { id: '4566812440727830', userName: me },
  all: chosen ? [chosen] : [],
  mine: chosen ? [chosen] : [],
  chosen,
  ...more,
});
const bos = cluster({
  cluster_id: '1123-040000-bobobobo',
  cluster_name: 'Bo’s',
  creator_user_name: 'bo@practice.example',
  single_user_name: 'bo@practice.example',
});

describe('which cluster is meant', () => {
  const old = cluster({ cluster_id: 'old', state: 'TERMINATED', start_time: 1 });
  const starting = cluster({ cluster_id: 'starting', state: 'PENDING', start_time: 5 });
  const running = cluster({ cluster_id: 'running', state: 'RUNNING', start_time: 2 });
  test.each([
    ['the one picked', [old, running], 'old', 'old'],
    ['running before starting', [starting, running], undefined, 'running'],
    ['starting before off', [old, starting], undefined, 'starting'],
    ['the newest of equals', [cluster({ cluster_id: 'a', start_time: 1 }), cluster({ cluster_id: 'b', start_time: 2 })], undefined, 'b'],
    ['any, when the picked one is gone', [running], 'gone', 'running'],
    ['none', [], undefined, undefined],
  ])('%s', (_, mine, picked, expected) => {
    expect(choose(mine, picked)?.cluster_id).toBe(expected);
  });
});

describe('a cluster of mine', () => {
  test.each([
    ['one', view(cluster()), { status: 'pass', message: 'Quill' }],
    [
      'several',
      view(cluster(), { mine: [cluster(), cluster({ cluster_id: 'x' })] }),
      { status: 'pass', advice: expect.stringContaining('You have 2') },
    ],
    ['none', view(null), { status: 'missing' }],
    [
      'only of others',
      view(null, { all: [bos] }),
      { status: 'missing', message: expect.stringContaining('The one here was made by someone else (bo@practice.example).') },
    ],
  ])('%s', (_, given, verdict) => {
    expect(clusterIsMine().judge(given, known)).toMatchObject(verdict);
  });
});

describe('policy', () => {
  test.each([
    [undefined, 'pass'],
    [null, 'pass'],
    ['', 'pass'],
    ['0012AB34CD56EF78', 'wrong'],
  ])('%s: %s', (policy_id, status) => {
    expect(clusterHasNoPolicy().judge(view(cluster({ policy_id })), known)).toMatchObject({ status });
  });
});

describe('single node', () => {
  const classic = {
    is_single_node: null,
    num_workers: 0,
    spark_conf: { 'spark.databricks.cluster.profile': 'singleNode', 'spark.master': 'local[*, 4]' },
  };
  test.each([
    ['today’s tick', { is_single_node: true }, 'pass'],
    ['today’s tick, though a worker is counted', { is_single_node: true, num_workers: 1 }, 'pass'],
    ['the classic profile', classic, 'pass'],
    ['the classic profile, plain master', { ...classic, spark_conf: { ...classic.spark_conf, 'spark.master': 'local[*]' } }, 'pass'],
    ['no workers but no profile', { is_single_node: false, num_workers: 0 }, 'wrong'],
    ['two workers', { is_single_node: false, num_workers: 2 }, 'wrong'],
    ['autoscaling', { is_single_node: false, num_workers: null, autoscale: { min_workers: 2 } }, 'wrong'],
    ['the classic profile with workers', { ...classic, num_workers: 2 }, 'wrong'],
  ])('%s', (_, more, status) => {
    expect(clusterIsSingleNode().judge(view(cluster(more)), known)).toMatchObject({ status });
  });
});

describe('dedicated to me', () => {
  test.each([
    ['Dedicated', { data_security_mode: 'DATA_SECURITY_MODE_DEDICATED' }, 'pass'],
    ['Single user, as it was called', { data_security_mode: 'SINGLE_USER' }, 'pass'],
    ['Auto with an ML runtime', { data_security_mode: 'DATA_SECURITY_MODE_AUTO' }, 'pass'],
    [
      'Auto without one',
      { data_security_mode: 'DATA_SECURITY_MODE_AUTO', use_ml_runtime: false, effective_spark_version: '18.x-scala2.13' },
      'wrong',
    ],
    ['Standard', { data_security_mode: 'DATA_SECURITY_MODE_STANDARD' }, 'wrong'],
    ['Shared, as it was called', { data_security_mode: 'USER_ISOLATION' }, 'wrong'],
    ['no isolation', { data_security_mode: 'NONE' }, 'wrong'],
    ['nothing said', { data_security_mode: null }, 'wrong'],
    ['my name in another case', { single_user_name: 'ADA.QUILL@practice.example' }, 'pass'],
    ['somebody else', { single_user_name: 'bo@practice.example' }, 'wrong'],
    ['a group', { single_user_name: 'data-scientists' }, 'wrong'],
    ['no name, made by me', { single_user_name: null }, 'pass'],
  ])('%s', (_, more, status) => {
    expect(clusterIsDedicated().judge(view(cluster(more)), known)).toMatchObject({ status });
  });
});

describe('runtime', () => {
  const versions = [
    { key: '19.x-cpu-ml-scala2.13', name: '19 Beta ML' },
    { key: '18.x-cpu-ml-scala2.13', name: '18 LTS ML' },
    { key: '18.x-gpu-ml-scala2.13', name: '18 LTS ML (GPU)' },
    { key: '16.4.x-cpu-ml-scala2.12', name: '16.4 LTS ML' },
    { key: '18.x-photon-scala2.13', name: '18 Photon' },
    { key: '16.4.x-scala2.12', name: '16.4 LTS (Scala 2.12)' },
  ];
  const plain = { use_ml_runtime: false, effective_spark_version: null };
  test.each([
    ['ticked, newest', {}, undefined, { status: 'pass' }],
    ['old form, newest', { ...plain, spark_version: '18.x-cpu-ml-scala2.13' }, undefined, { status: 'pass' }],
    [
      'old form, older',
      { ...plain, spark_version: '16.4.x-cpu-ml-scala2.12' },
      undefined,
      { status: 'pass', advice: expect.stringContaining('18 ML') },
    ],
    [
      'older, but the newest allowed',
      { ...plain, spark_version: '16.4.x-cpu-ml-scala2.12' },
      '16.4',
      { status: 'pass', message: '16.4 LTS ML' },
    ],
    [
      'older than the newest allowed',
      { ...plain, spark_version: '15.4.x-cpu-ml-scala2.12' },
      '16.4',
      { status: 'pass', advice: expect.stringContaining('16.4 ML is the newest') },
    ],
    ['GPU', { ...plain, spark_version: '16.4.x-gpu-ml-scala2.12' }, undefined, { status: 'wrong', found: '16.4.x-gpu-ml-scala2.12' }],
    [
      'ticked on a GPU machine',
      { effective_spark_version: '18.x-gpu-ml-scala2.13' },
      undefined,
      { status: 'wrong', expected: '18 ML, without GPU' },
    ],
    ['no ML', { ...plain }, undefined, { status: 'wrong', found: '18.x-scala2.13' }],
    ['ticked, image not said', { effective_spark_version: null }, undefined, { status: 'pass' }],
    ['a version nobody can read', { effective_spark_version: 'custom:image-cpu-ml-1' }, undefined, { status: 'pass' }],
  ])('%s', (_, more, newestRuntime, verdict) => {
    const given = newestRuntime ? { ...known, newestRuntime } : known;
    const judged = clusterRunsCpuMl().judge({ view: view(cluster(more)), versions }, given);
    expect(judged).toMatchObject(verdict);
    if (newestRuntime && !('advice' in verdict)) expect(judged).not.toHaveProperty('advice');
  });

  const noMlflow3 = 'The lab cannot use that.';
  test.each([
    ['16.4.x-cpu-ml-scala2.12', '16.4', /^pass: 16.4 LTS ML$/],
    ['16.4.x-cpu-ml-scala2.12', '16', /^pass/],
    ['17.3.x-cpu-ml-scala2.13', '16.4', /^wrong: Runtime 17.3 brings MLflow 3. The lab cannot use that.$/],
    ['18.x-cpu-ml-scala2.13', '16.4', /^wrong: Runtime 18 brings MLflow 3. The lab cannot use that.$/],
    ['18.x-cpu-ml-scala2.13', '17.3', /^wrong: Runtime 18 is newer than this workshop allows. The lab cannot use that.$/],
    ['16.4.x-cpu-ml-scala2.12', '15.4', /^wrong: Runtime 16.4 is newer than this workshop allows.$/],
    ['17.3.x-cpu-ml-scala2.13', '17', /^pass/],
    ['18.x-cpu-ml-scala2.13', '', /^pass/],
    ['19.x-cpu-ml-scala2.13', '', /^pass/],
    ['custom:image-cpu-ml-1', '16.4', /^pass/],
  ])('%s where the newest allowed is “%s”', (image, newestRuntime, expected) => {
    const judged = clusterRunsCpuMl(undefined, noMlflow3).judge(
      { view: view(cluster({ ...plain, spark_version: image })), versions },
      { ...known, newestRuntime },
    );
    expect(`${judged.status}: ${'message' in judged ? judged.message : ''}`).toMatch(expected);
    const isAdvised = judged.status === 'pass' && /^1[789]/.test(image);
    expect('advice' in judged ? judged.advice : '').toEqual(
      isAdvised ? `It brings MLflow 3. ${noMlflow3}` : expect.not.stringContaining('MLflow 3'),
    );
  });
  test('whoever took too new a runtime is told which to take', () => {
    const judged = clusterRunsCpuMl(undefined, noMlflow3).judge(
      { view: view(cluster({ ...plain, spark_version: '18.x-cpu-ml-scala2.13' })), versions },
      { ...known, newestRuntime: '16.4' },
    );
    expect(judged).toMatchObject({
      expected: '16.4 ML, without GPU',
      found: '18 LTS ML',
      remedy: 'Edit the cluster: choose Databricks runtime 16.4 LTS (Scala 2.12) with Machine learning ticked, then confirm and restart.',
    });
    const unlisted = clusterRunsCpuMl().judge(
      { view: view(cluster({ ...plain, spark_version: '18.x-cpu-ml-scala2.13' })), versions: [] },
      { ...known, newestRuntime: '16.4' },
    );
    expect(unlisted).toMatchObject({
      found: '18.x-cpu-ml-scala2.13',
      remedy: expect.stringContaining('runtime 16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12) with'),
    });
  });

  test('without a list of versions it still tells CPU from GPU', () => {
    expect(clusterRunsCpuMl().judge({ view: view(cluster()), versions: [] }, known)).toMatchObject({ status: 'pass' });
  });
});

describe('machine', () => {
  const type = (node_type_id: string, num_cores: number, gigabytes: number, more = {}) => ({
    node_type_id,
    num_cores,
    memory_mb: gigabytes * 1024,
    ...more,
  });
  const types = [
    type('big', 8, 32),
    type('least', 4, 8),
    type('small', 4, 16),
    type('old', 2, 4, { is_deprecated: true }),
    type('hidden', 2, 4, { is_hidden: true }),
    type('arm', 2, 4, { is_graviton: true }),
    type('gone', 2, 4, { node_info: { status: ['NotAvailableInRegion'] } }),
    type('gpu', 4, 8, { num_gpus: 1 }),
  ];
  test('the smallest is the least of those really on offer', () => {
    expect(smallest(types)?.node_type_id).toBe('least');
    expect(smallest([])).toBeNull();
  });
  test.each([
    ['least', false],
    ['small', false],
    ['big', true],
    ['unheard-of', false],
  ])('%s: advice %s', (node_type_id, hasAdvice) => {
    const verdict = clusterHasSmallestNode().judge({ view: view(cluster({ node_type_id })), types }, known);
    expect(verdict.status).toBe('pass');
    expect('advice' in verdict).toBe(hasAdvice);
  });
});

describe('auto-termination', () => {
  test.each([
    [0, 'pass'],
    [null, 'pass'],
    [undefined, 'pass'],
    [61, 'pass'],
    [120, 'pass'],
    [60, 'wrong'],
    [10, 'wrong'],
  ])('%s minutes: %s', (autotermination_minutes, status) => {
    expect(clusterStaysUp({ minutes: 60, advise: 120 }).judge(view(cluster({ autotermination_minutes })), known)).toMatchObject({ status });
  });
});

describe('running', () => {
  test('a cluster that stopped says when, by our clock', () => {
    const stopped = { state: 'TERMINATED', terminated_time: 1_000_000, termination_reason: { code: 'INACTIVITY', type: 'SUCCESS' } };
    vi.useFakeTimers({ toFake: ['Date'], now: 9_000_000 });
    const verdict = clusterIsRunning().judge({ ...view(cluster(stopped)), at: 1_240_000 }, known);
    vi.useRealTimers();
    expect(verdict).toMatchObject({ status: 'missing', since: new Date(9_000_000 - 240_000).toISOString() });
  });
  const ended = (code: string, type: string, parameters = {}) => ({ state: 'TERMINATED', termination_reason: { code, type, parameters } });
  test.each([
    ['RUNNING', { state: 'RUNNING' }, { status: 'pass' }],
    ['RESIZING', { state: 'RESIZING' }, { status: 'pass' }],
    [
      'PENDING',
      { state: 'PENDING', state_message: 'Finding instances' },
      { status: 'waiting', on: 'It is starting: Finding instances', usually: 300 },
    ],
    ['RESTARTING', { state: 'RESTARTING' }, { status: 'waiting' }],
    ['TERMINATING', { state: 'TERMINATING' }, { status: 'missing' }],
    ['stopped by me', ended('USER_REQUEST', 'SUCCESS'), { status: 'missing' }],
    ['idle', ended('INACTIVITY', 'SUCCESS'), { status: 'missing', message: 'It stopped itself after being idle.' }],
    ['stopped, nobody says why', { state: 'TERMINATED' }, { status: 'missing' }],
    [
      'no quota',
      ended('CLOUD_PROVIDER_LAUNCH_FAILURE', 'CLOUD_FAILURE', { azure_error_code: 'QuotaExceeded' }),
      { status: 'wrong', found: 'CLOUD_PROVIDER_LAUNCH_FAILURE: QuotaExceeded' },
    ],
    [
      'no registration',
      ended('CLOUD_PROVIDER_LAUNCH_FAILURE', 'CLOUD_FAILURE', {
        azure_error_code: 'MissingSubscriptionRegistration',
        azure_error_message: "The subscription is not registered to use namespace 'Microsoft.Compute'.",
      }),
      { status: 'wrong', found: expect.stringContaining('Microsoft.Compute'), remedy: expect.stringMatching(/owner of the subscription/) },
    ],
    ['wrongly asked', ended('INVALID_ARGUMENT', 'CLIENT_ERROR'), { status: 'wrong', message: 'Databricks could not start it.' }],
    ['ERROR', { state: 'ERROR' }, { status: 'wrong' }],
    ['a state of tomorrow', { state: 'HIBERNATED' }, { status: 'wrong', found: 'HIBERNATED' }],
  ])('%s', (_, more, verdict) => {
    expect(clusterIsRunning().judge(view(cluster(more)), known)).toMatchObject(verdict);
  });
});

describe('recorded details', () => {
  const right = { host, port: '443', httpPath: 'sql/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0' };
  test.each([
    ['right', {}, { status: 'pass' }],
    ['with a slash and in capitals', { httpPath: '/SQL/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0/' }, { status: 'pass' }],
    ['with a scheme', { host: `https://${host}/` }, { status: 'pass' }],
    [
      'nothing',
      { host: '', port: '', httpPath: '' },
      { status: 'missing', message: 'Not recorded yet: server hostname, port, HTTP path.' },
    ],
    ['no path', { httpPath: ' ' }, { status: 'missing', message: 'Not recorded yet: HTTP path.' }],
    [
      'the warehouse’s path',
      { httpPath: '/sql/1.0/warehouses/0123456789abcdef' },
      { status: 'wrong', message: expect.stringContaining('HTTP path of a SQL warehouse') },
    ],
    [
      'an endpoint’s path, as it was',
      { httpPath: '/sql/1.0/endpoints/0123456789abcdef' },
      { status: 'wrong', message: expect.stringContaining('SQL warehouse') },
    ],
    [
      'Bo’s',
      { httpPath: 'sql/protocolv1/o/5504218931760442/1123-040000-bobobobo' },
      { status: 'wrong', message: expect.stringContaining('Bo’s was made by someone else (bo@practice.example).') },
    ],
    [
      'another workspace’s',
      { httpPath: 'sql/protocolv1/o/111/1123-040000-bobobobo' },
      { status: 'wrong', message: 'This is a cluster in another workspace.' },
    ],
    [
      'nobody’s',
      { httpPath: 'sql/protocolv1/o/5504218931760442/0000-000000-aaaaaaaa' },
      { status: 'wrong', message: 'There is no such cluster in your workspace.' },
    ],
    ['another host', { host: 'adb-1.1.azuredatabricks.net' }, { status: 'wrong', expected: host }],
    ['another port', { port: '10000' }, { status: 'wrong', expected: '443', found: '10000' }],
  ])('%s', (_, more, verdict) => {
    expect(clusterDetailsRecorded().judge(view(cluster(), { all: [cluster(), bos] }), { ...known, ...right, ...more })).toMatchObject(
      verdict,
    );
  });
});
