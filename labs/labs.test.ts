import { describe, expect, test } from 'vitest';
import { allLabs, findStep, textOf } from '.';
import { databricksDss } from './databricks-dss/lab';
import * as values from './databricks-dss/values';
import { stepsOf } from './lab';
import { keptSecrets, parseSettings, settingsOf } from './settings';
import { parseText, TextError } from './text';

const vocabulary = {
  names: new Map([['clusterHost', 'Server hostname']]),
  consoles: new Set(['azure-portal']),
  secrets: new Set(['clientSecret']),
};
const parse = (markdown: string) => parseText('step.md', markdown, vocabulary);

describe('a text’s mistakes fail with their line', () => {
  test.each([
    ['an unknown value', 'one\n\ntwo :value[clusterHots]', 'step.md:3: there is no value or setting named "clusterHots"'],
    ['an unknown value in a fence', 'one\n\n```\nhost {{nobody}}\n```', 'step.md:3: there is no value or setting named "nobody"'],
    ['an unknown value in inline code', 'see `{{nobody}}`', 'step.md:1: there is no value'],
    ['an unknown secret', '```\nx {{secret:password}}\n```', 'step.md:1: there is no secret named "password"'],
    ['an unknown console', ':console{to=moon}', 'step.md:1: there is no console named "moon"'],
    ['an unknown directive', 'a\n\n:::warning\nx\n:::', 'step.md:3: there is no directive named "warning"'],
    ['parameters that are no list', ':::params\nx\n:::', 'step.md:1: :::params holds one list'],
  ])('%s', (_, markdown, message) => {
    expect(() => parse(markdown)).toThrow(TextError);
    expect(() => parse(markdown)).toThrow(message);
  });
});

test('values stand as elements, in code too, so that an attendee’s own can be filled in', () => {
  const tree = JSON.stringify(parse('Use :value[clusterHost]:\n\n```\nhost {{clusterHost}}\n```'));
  expect(tree).toContain('"tagName":"step-value","properties":{"name":"clusterHost","label":"Server hostname"}');
  expect(tree).toContain('"tagName":"step-value","properties":{"name":"clusterHost","bare":true,"label":"Server hostname"}');
});

test('what only the tab knows stands as an element of its own, and copied code has a button', () => {
  expect(JSON.stringify(parse('```\nkey = "{{secret:clientSecret}}"\n```'))).toContain(
    '"tagName":"tab-secret","properties":{"name":"clientSecret"}',
  );
  expect(JSON.stringify(parse('see `https://{{clusterHost}}/` and `plain`'))).toMatch(/"copied-code".*"tagName":"code"/);
});

test('the model track begins with what is lent to it, and both end alike', () => {
  const slugs = (track: 'whole' | 'model') => stepsOf(databricksDss, track).map((s) => s.slug);
  expect(slugs('model')).toEqual([
    'prerequisites',
    'mount-storage',
    'create-experiment',
    'train-model',
    'managed-folder',
    'code-env-and-import',
    'see-the-model',
    'clean-up',
  ]);
  expect(slugs('whole').slice(-7)).toEqual(slugs('model').slice(1));
});

test('a parameter splits at its first colon', () => {
  const tree = JSON.stringify(parse(':::params\n- Ratio: 1:2, or so\n:::'));
  expect(tree).toContain('"tagName":"dt","properties":{},"children":[{"type":"text","value":"Ratio"}]');
  expect(parse('At 10:30')).toMatchObject({ children: [{ children: [{ value: 'At 10' }, { type: 'text', value: ':30' }] }] });
  expect(tree).not.toContain('directive');
});

test('HTML in a text is not taken for markup', () => {
  expect(JSON.stringify(parse('<script>alert(1)</script>'))).not.toContain('script');
});

test('every step of every lab has its text, its own slug, and checks with ids of their own', () => {
  for (const lab of allLabs()) {
    const steps = lab.sections.flatMap((s) => s.steps);
    expect(new Set(steps.map((s) => s.slug)).size).toBe(steps.length);
    for (const step of steps) {
      expect(textOf(lab, step).children.length).toBeGreaterThan(3);
      expect(new Set(step.checks.map((c) => c.id)).size).toBe(step.checks.length);
    }
  }
});

test('a step knows its neighbours on its track, and is not found on the other', () => {
  expect(findStep(databricksDss, 'whole', 'create-cluster')).toMatchObject({
    previous: { slug: 'create-workspace' },
    next: { slug: 'start-warehouse' },
  });
  expect(findStep(databricksDss, 'model', 'create-cluster')).toBeNull();
  expect(findStep(databricksDss, 'whole', 'no-such-step')).toBeNull();
});

test('slugs and check ids are in the database: a change here would orphan what was verified', () => {
  expect(Object.fromEntries(stepsOf(databricksDss, 'whole').map((s) => [s.slug, s.checks.map((c) => c.id)]))).toMatchInlineSnapshot(`
    {
      "clean-up": [
        "cleanup.cluster-is-off",
        "cleanup.warehouse-is-off",
        "cleanup.mount-is-gone",
        "cleanup.workspace-is-gone",
        "cleanup.cluster-connection-is-gone",
        "cleanup.warehouse-connection-is-gone",
        "cleanup.project-is-gone",
        "cleanup.code-env-is-gone",
      ],
      "cluster-recipes": [
        "dss.cluster-table-imported",
        "dss.cluster-visual-recipe",
        "dss.cluster-python-recipe",
        "dss.cluster-sync-out",
        "dss.cluster-sync-back",
      ],
      "code-env-and-import": [
        "dss.code-env-exists",
        "dss.code-env-has-python",
        "dss.code-env-has-packages",
        "dss.code-env-has-mlflow",
        "dss.saved-model-is-mlflow",
        "dss.saved-model-is-imported",
      ],
      "connect-cluster": [
        "dss.user-is-known",
        "dss.cluster-connection-exists",
        "dss.cluster-connection-leads-there",
        "dss.cluster-connection-uses-oauth",
        "dss.cluster-connection-writes-fast",
        "dss.cluster-connection-is-per-user",
        "dss.cluster-connection-answers",
      ],
      "connect-warehouse": [
        "dss.warehouse-connection-exists",
        "dss.warehouse-connection-leads-there",
        "dss.warehouse-connection-uses-oauth",
        "dss.warehouse-connection-writes-fast",
        "dss.warehouse-connection-is-per-user",
        "dss.warehouse-connection-answers",
      ],
      "create-cluster": [
        "databricks.cluster-is-mine",
        "databricks.cluster-has-no-policy",
        "databricks.cluster-is-single-node",
        "databricks.cluster-is-dedicated",
        "databricks.cluster-runs-cpu-ml",
        "databricks.cluster-has-smallest-node",
        "databricks.cluster-stays-up",
        "databricks.cluster-is-running",
        "databricks.cluster-details-recorded",
      ],
      "create-experiment": [
        "databricks.experiment-exists",
        "databricks.experiment-is-on-mount",
      ],
      "create-project": [
        "dss.project-is-mine",
      ],
      "create-workspace": [
        "azure.workspace-exists",
        "azure.workspace-in-region",
        "azure.workspace-is-premium",
        "azure.workspace-is-hybrid",
        "azure.workspace-keeps-defaults",
        "azure.workspace-is-deployed",
        "databricks.workspace-opens",
      ],
      "managed-folder": [
        "dss.folder-exists",
        "dss.folder-is-on-adls",
        "dss.folder-points-at-artifacts",
        "dss.folder-shows-model",
      ],
      "mount-storage": [
        "databricks.storage-is-mounted",
      ],
      "see-the-model": [
        "dss.saved-model-is-active",
      ],
      "start-warehouse": [
        "databricks.warehouse-exists",
        "databricks.warehouse-is-running",
        "databricks.warehouse-details-recorded",
      ],
      "train-model": [
        "databricks.run-is-finished",
        "databricks.run-has-params",
        "databricks.run-has-metrics",
        "databricks.run-has-model",
        "storage.model-is-stored",
      ],
      "warehouse-recipes": [
        "dss.warehouse-table-imported",
        "dss.warehouse-visual-recipe",
        "dss.warehouse-python-fails",
        "dss.warehouse-sync-out-fails",
        "dss.warehouse-connection-writes-with-sas",
        "dss.warehouse-python-recipe",
        "dss.warehouse-sync-out",
        "dss.warehouse-sync-back",
      ],
    }
  `);
});

describe('recorded values are tidied, or refused with a sentence', () => {
  const host = 'adb-5504218931760442.2.azuredatabricks.net';
  test.each([
    [values.clusterHost, `https://${host}/`, { value: host }],
    [values.clusterHost, ` ${host.toUpperCase()} `, { value: host }],
    [values.clusterHost, 'evil.example', { problem: expect.stringContaining('looks like') }],
    [values.clusterHost, `${host}.evil.example`, { problem: expect.any(String) }],
    [values.clusterPort, ' 443 ', { value: '443' }],
    [values.clusterPort, '70000', { problem: expect.any(String) }],
    [values.clusterPort, 'https', { problem: expect.any(String) }],
    [values.clusterHttpPath, 'sql/protocolv1/o/1/2-3-x', { value: 'sql/protocolv1/o/1/2-3-x' }],
    [values.clusterHttpPath, '/sql/1.0/warehouses/0123456789abcdef', { value: '/sql/1.0/warehouses/0123456789abcdef' }],
    [values.clusterHttpPath, 'my path', { problem: expect.stringContaining('HTTP path') }],
    [values.workspaceName, 'quill-lab', { value: 'quill-lab' }],
    [values.workspaceName, 'a', { problem: expect.any(String) }],
    [values.workspaceName, 'quill lab', { problem: expect.any(String) }],
    [values.workspaceName, '../other', { problem: expect.any(String) }],
    [values.projectKey, ' ada_lab ', { value: 'ADA_LAB' }],
    [values.projectKey, 'Ada’s lab', { problem: expect.stringContaining('upper-case') }],
    [values.clusterConnection, 'ada-cluster_1', { value: 'ada-cluster_1' }],
    [values.clusterConnection, 'ada cluster', { problem: expect.any(String) }],
    [values.dssLogin, 'ada.quill@x', { value: 'ada.quill@x' }],
    [values.mountName, 'dbfs:/mnt/ada_mount', { value: 'ada_mount' }],
    [values.mountName, 'ada/mount', { problem: expect.any(String) }],
    [values.experimentPath, ' /Users/ada@x/diabetes ', { value: '/Users/ada@x/diabetes' }],
    [values.experimentPath, '/Users/a"); import os', { problem: expect.any(String) }],
    [values.experimentPath, 'diabetes', { problem: expect.stringContaining('slash') }],
  ])('%o', (spec, typed, expected) => {
    expect(spec.parse(typed)).toEqual(expected);
  });

  test.each([
    ['Ada Quill', 'quill-lab'],
    ['Emre Yıldız', 'yildiz-lab'],
    ['Chidi Okafor-Rasmussen', 'rasmussen-lab'],
    ['', 'my-lab'],
  ])('the suggestion for %s is %s', (personName, name) => {
    expect(values.workspaceName.suggest?.({ personName })).toBe(name);
  });
});

describe('settings', () => {
  const typed = {
    tenantId: '7C1E5A34-90bd-4c58-9f0e-5d2a61b7c803',
    subscriptionId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58',
    subscriptionName: 'Demo',
    resourceGroup: 'databricks-demo',
    region: 'uksouth',
    tier: 'premium',
    newestRuntime: '16.4',
    dssUrl: 'https://dss.example.com:10443',
    appClientId: 'e2a60b93-57dc-4e18-b94f-3c8d07a1f5e2',
    storageAccount: 'databricksdemodss',
    storageContainer: 'databricks-demo',
    adlsConnection: 'common-adls',
    adlsSasConnection: 'common-adls-sas',
    fastWritePath: 'databricks_tmp',
    sampleTable: 'samples.nyctaxi.trips',
    credentialsFailure: 'stored credentials',
    commonWorkspaceUrl: '',
    communalCluster: 'communal_cluster',
    savedModelName: 'imported_from_db',
    savedModelVersion: '0',
    codeEnvPython: '3.9',
    mlflowRule: 'mlflow<3',
  };
  test('right ones are kept, tidied', () => {
    expect(parseSettings(databricksDss, typed)).toEqual({ settings: { ...typed, tenantId: typed.tenantId.toLowerCase() }, secrets: {} });
  });
  test('what is secret stands apart, and never among what checks know', () => {
    const parsed = parseSettings(databricksDss, { ...typed, dssAdminKey: ' key-1 ' });
    expect(parsed).toMatchObject({ secrets: { dssAdminKey: 'key-1' } });
    expect(JSON.stringify('settings' in parsed && parsed.settings)).not.toContain('key-1');
    expect(settingsOf(databricksDss, { ...typed, dssAdminKey: 'key-1' })).not.toHaveProperty('dssAdminKey');
  });
  test.each([
    ['https://dss.example.com/', 'https://dss.example.com'],
    ['https://dss.example.com:10443', 'https://dss.example.com:10443'],
    ['http://dss.example.com', null],
    ['https://10.0.0.7', null],
    ['https://[::1]:8443', null],
    ['https://dss.example.com/login', null],
    ['https://user:pass@dss.example.com', null],
    ['dss.example.com', null],
  ])('a DSS URL: %s', (dssUrl, kept) => {
    const parsed = parseSettings(databricksDss, { ...typed, dssUrl });
    if (kept) expect(parsed).toMatchObject({ settings: { dssUrl: kept } });
    else expect(parsed).toMatchObject({ problems: { dssUrl: expect.stringContaining('https') } });
  });
  test.each([
    ['mlflow<3', true],
    ['mlflow==2.*', true],
    ['mlflow>=2, <3', true],
    ['mlflow<<3', false],
    ['mlflow=2', false],
  ])('an MLflow rule: %s', (mlflowRule, isKept) => {
    expect('settings' in parseSettings(databricksDss, { ...typed, mlflowRule })).toBe(isKept);
  });
  test('each wrong one is named', () => {
    const parsed = parseSettings(databricksDss, { ...typed, tenantId: 'x', region: '', newestRuntime: 'newest' });
    expect('problems' in parsed && Object.keys(parsed.problems)).toEqual(['tenantId', 'region', 'newestRuntime']);
  });
  test.each([
    ['https://dss.example.com', 'https://dss.example.com', true],
    ['https://dss.example.com', 'https://DSS.example.com', true],
    ['https://dss.example.com', 'https://dss.example.com:10443', false],
    ['https://dss.example.com', 'https://dss.example.org', false],
    [undefined, 'https://dss.example.org', false],
  ])('a key given for %s, when the URL is now %s, is kept: %s', (before, after, isKept) => {
    const kept = keptSecrets(databricksDss, { dssAdminKey: 'sealed' }, before ? { dssUrl: before } : {}, { dssUrl: after });
    expect(kept).toEqual(isKept ? { dssAdminKey: 'sealed' } : {});
  });
  test('what a lab no longer knows is left out', () => {
    expect(settingsOf(databricksDss, { region: 'uksouth', gone: 'x', newestRuntime: '' })).toEqual({ region: 'uksouth' });
  });
});
