import { afterEach, describe, expect, test, vi } from 'vitest';
import { keptSecrets, parseSettings, settingsInWords, settingsOf } from '@/lib/lab/settings';
import type { Setting } from '@/lib/lab/vocabulary';
import { lab as words } from './vocabulary';

const lab = words.lab({ id: 'databricks-dss', folder: '', title: '', summary: '', goals: [], sections: [] });

afterEach(() => vi.unstubAllEnvs());

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
    oauthEndpoints: 'entra',
    oauthScope: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default offline_access',
    databricksAccountId: '',
    databricksClientId: '',
    wikiUrl: 'https://wiki.example.com/726',
    storageAccount: 'databricksdemodss',
    storageContainer: 'databricks-demo',
    adlsConnection: 'common-adls',
    adlsSasConnection: 'common-adls-sas',
    clusterStorageConnection: 'common-adls',
    fastWritePath: 'databricks_tmp',
    sampleTable: 'samples.nyctaxi.trips',
    credentialsFailure: 'stored credentials',
    commonWorkspaceUrl: '',
    sectionFourIn: 'common',
    communalCluster: 'communal_cluster',
    savedModelName: 'imported_from_db',
    savedModelVersion: '0',
    codeEnvPython: '3.9',
    mlflowRule: 'mlflow<3',
  };
  test('right ones are kept, tidied', () => {
    expect(parseSettings(lab, typed)).toEqual({ settings: { ...typed, tenantId: typed.tenantId.toLowerCase() }, secrets: {} });
  });
  test('an article is at an https address, or there is none', () => {
    expect(parseSettings(lab, { ...typed, wikiUrl: '' })).toMatchObject({ settings: { wikiUrl: '' } });
    for (const wikiUrl of ['javascript:alert(1)', 'http://wiki.example.com', 'wiki'])
      expect(parseSettings(lab, { ...typed, wikiUrl })).toMatchObject({ problems: { wikiUrl: expect.stringContaining('https') } });
  });
  test('what is secret stands apart, and never among what checks know', () => {
    const parsed = parseSettings(lab, { ...typed, dssAdminKey: ' key-1 ' });
    expect(parsed).toMatchObject({ secrets: { dssAdminKey: 'key-1' } });
    expect(JSON.stringify('settings' in parsed && parsed.settings)).not.toContain('key-1');
    expect(settingsOf(lab, { ...typed, dssAdminKey: 'key-1' })).not.toHaveProperty('dssAdminKey');
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
    const parsed = parseSettings(lab, { ...typed, dssUrl });
    if (kept) expect(parsed).toMatchObject({ settings: { dssUrl: kept } });
    else expect(parsed).toMatchObject({ problems: { dssUrl: expect.stringContaining('https') } });
  });
  test.each([
    ['https://localhost', 'localhost is a name of a private network'],
    ['https://localhost:8443', 'localhost is a name'],
    ['https://dss.localhost', 'dss.localhost is'],
    ['https://localhost.', 'localhost. is'],
    ['https://dss', 'dss is'],
    ['https://metadata.google.internal', 'metadata.google.internal is'],
    ['https://dss.corp.local', 'dss.corp.local is'],
  ])('no DSS URL of a private network: %s', (dssUrl, why) => {
    const parsed = parseSettings(lab, { ...typed, dssUrl });
    expect(parsed).toMatchObject({ problems: { dssUrl: expect.stringContaining(why) } });
    expect(parsed).toMatchObject({ problems: { dssUrl: expect.stringContaining('DSS_HOSTS') } });
  });
  test.each([
    ['https://dss.example.com:10443', true],
    ['https://DSS.corp.local', true],
    ['https://dss.example.org', false],
    ['https://evil.dss.example.com', false],
    ['https://localhost', false],
  ])('of the hosts that the operator lists: %s %s', (dssUrl, isListed) => {
    vi.stubEnv('DSS_HOSTS', 'dss.example.com, dss.corp.local');
    const parsed = parseSettings(lab, { ...typed, dssUrl });
    if (isListed) expect(parsed).toHaveProperty('settings');
    else
      expect(parsed).toMatchObject({
        problems: { dssUrl: 'This portal’s operator allows these DSS hosts only: dss.example.com, dss.corp.local.' },
      });
  });
  test.each([
    ['mlflow<3', true],
    ['mlflow==2.*', true],
    ['mlflow>=2, <3', true],
    ['mlflow<<3', false],
    ['mlflow=2', false],
  ])('an MLflow rule: %s', (mlflowRule, isKept) => {
    expect('settings' in parseSettings(lab, { ...typed, mlflowRule })).toBe(isKept);
  });
  test.each([
    ['oauthEndpoints', 'okta', false],
    ['oauthScope', '<sql>', false],
    ['databricksAccountId', '5B9D2F60-1e4a-4c37-8d92-6f0a7c3e1b58', true],
    ['databricksAccountId', 'mine', false],
  ])('%s: %s', (name, text, isKept) => {
    expect('settings' in parseSettings(lab, { ...typed, [name]: text })).toBe(isKept);
  });
  const entraScope = typed.oauthScope;
  const account = { databricksAccountId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58' };
  test.each([
    [{ oauthEndpoints: 'databricks-workspace', oauthScope: 'sql+offline_access' }],
    [{ oauthEndpoints: 'databricks-account', oauthScope: 'sql offline_access', ...account }],
    [{ oauthEndpoints: 'entra', oauthScope: entraScope, ...account }],
  ])('OAuth settings that fit each other: %o', (oauth) => {
    expect(parseSettings(lab, { ...typed, ...oauth })).toMatchObject({ settings: oauth });
  });
  test.each([
    [{ oauthEndpoints: 'databricks-account', oauthScope: 'sql offline_access' }, 'databricksAccountId', 'account need it'],
    [{ oauthEndpoints: 'databricks-workspace', oauthScope: entraScope }, 'oauthScope', 'for Entra ID’s endpoints'],
    [{ oauthEndpoints: 'entra', oauthScope: 'sql offline_access' }, 'oauthScope', 'for Databricks’ own endpoints'],
    [{ oauthEndpoints: 'entra', oauthScope: 'offline_access' }, 'oauthScope', 'asks for nothing of Databricks'],
    [{ oauthEndpoints: 'databricks-workspace', oauthScope: 'offline_access' }, 'oauthScope', 'asks for nothing of Databricks'],
  ])('OAuth settings that contradict each other are refused: %o', (oauth, field, why) => {
    expect(parseSettings(lab, { ...typed, ...oauth })).toEqual({ problems: { [field]: expect.stringContaining(why) } });
  });
  test.each([
    ['stored credentials', true],
    ['setting up … stored', true],
    ['… key …', true],
    ['....', false],
    ['… …', false],
    ['a … b', false],
    ['1234', false],
  ])('the words of the failure: %s', (credentialsFailure, isKept) => {
    expect('settings' in parseSettings(lab, { ...typed, credentialsFailure })).toBe(isKept);
  });
  test.each([
    ['newestRuntime', '16.4', null],
    ['newestRuntime', '16', null],
    ['newestRuntime', '15.4', null],
    ['newestRuntime', '', 'DSS does not support models of MLflow 3.'],
    ['newestRuntime', '17.3', 'DSS does not support models of MLflow 3.'],
    ['newestRuntime', '17', 'DSS does not support'],
    ['newestRuntime', '18', 'DSS does not support'],
    ['mlflowRule', 'mlflow==2.17.2', null],
    ['mlflowRule', 'mlflow<3', null],
    ['mlflowRule', 'mlflow==2.*', null],
    ['mlflowRule', 'mlflow~=2.17', null],
    ['mlflowRule', 'mlflow>=2', 'DSS does not support'],
    ['mlflowRule', 'mlflow==3.1.4', 'DSS does not support'],
    ['mlflowRule', 'mlflow == 3.1.4', 'DSS does not support'],
    ['mlflowRule', 'mlflow<4', 'DSS does not support'],
    ['codeEnvPython', '3.9', null],
    ['codeEnvPython', '', null],
    ['tier', 'trial', null],
  ] as const)('the form warns of %s “%s”: %s', (name, value, warning) => {
    const { warns = () => null } = words.declared.settings[name];
    if (warning) expect(warns(value)).toContain(warning);
    else expect(warns(value)).toBeNull();
  });
  test('no preset is warned of, and each is what the form itself accepts', () => {
    for (const { preset, schema, warns = () => null } of Object.values(words.declared.settings)) {
      expect(warns(preset)).toBeNull();
      if (preset) expect(schema.parse(preset)).toBe(preset);
    }
  });
  test('what is one of a few is chosen from those that are accepted', () => {
    const chosen = Object.entries<Setting>(words.declared.settings).filter(([, { choices }]) => choices);
    expect(chosen.map(([name]) => name)).toEqual(['tier', 'oauthEndpoints', 'sectionFourIn']);
    for (const [, { choices = {}, schema, preset }] of chosen) {
      for (const value of Object.keys(choices)) expect(schema.parse(value)).toBe(value);
      expect(choices).toHaveProperty(preset);
    }
  });
  test('what workshops stored earlier is still accepted unchanged', () => {
    const before = { newestRuntime: '', codeEnvPython: '3.9', mlflowRule: 'mlflow<3' };
    expect(parseSettings(lab, { ...typed, ...before })).toMatchObject({ settings: before });
    expect(parseSettings(lab, { ...typed, newestRuntime: '16.4', codeEnvPython: '', mlflowRule: 'mlflow==2.17.2' })).toHaveProperty(
      'settings',
    );
  });
  test('texts show region and tier as the portal’s form does, and an empty runtime in words', () => {
    expect(settingsInWords(lab, { tier: 'trial', region: 'uksouth' })).toEqual({
      region: 'UK South',
      tier: 'Trial (Premium - 14-Days Free DBUs)',
      newestRuntime: 'the newest',
    });
    expect(settingsInWords(lab, { tier: 'premium', newestRuntime: '16.4', region: 'UK South' })).toEqual({
      region: 'UK South',
      tier: 'Premium (+ Role-based access controls)',
      newestRuntime: '16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)',
    });
  });
  test('each wrong one is named', () => {
    const parsed = parseSettings(lab, { ...typed, tenantId: 'x', region: '', newestRuntime: 'newest' });
    expect('problems' in parsed && Object.keys(parsed.problems)).toEqual(['tenantId', 'region', 'newestRuntime']);
  });
  test.each([
    ['https://dss.example.com', 'https://dss.example.com', true],
    ['https://dss.example.com', 'https://DSS.example.com', true],
    ['https://dss.example.com', 'https://dss.example.com:10443', false],
    ['https://dss.example.com', 'https://dss.example.org', false],
    [undefined, 'https://dss.example.org', false],
  ])('a key given for %s, when the URL is now %s, is kept: %s', (before, after, isKept) => {
    const kept = keptSecrets(lab, { dssAdminKey: 'sealed' }, before ? { dssUrl: before } : {}, { dssUrl: after });
    expect(kept).toEqual(isKept ? { dssAdminKey: 'sealed' } : {});
  });
  test('what a lab no longer knows is left out, and what it has gained since is as preset', () => {
    const { oauthScope, ...before } = typed;
    const now = settingsOf(lab, { ...before, gone: 'x', newestRuntime: '' });
    expect(now).toMatchObject({ region: 'uksouth', oauthScope });
    for (const name of ['gone', 'newestRuntime', 'databricksAccountId']) expect(now).not.toHaveProperty(name);
  });
});

test.each([
  ['region', 'uksouth', 'UK South'],
  ['region', 'Nowhere', 'Nowhere'],
  ['newestRuntime', '16.4', '16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)'],
  ['newestRuntime', '16.3', '16.3'],
  ['newestRuntime', '', 'the newest'],
] as const)('texts show the %s %s as the menu in which it is chosen has it: %s', (name, stored, shown) => {
  expect(words.declared.settings[name].reads?.(stored)).toBe(shown);
});
