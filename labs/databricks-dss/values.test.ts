import { describe, expect, test } from 'vitest';
import { values } from './values';
import { lab } from './vocabulary';

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
    [values.artifactFolder, ' ada-quill ', { value: 'ada-quill' }],
    [values.artifactFolder, 'ada/quill', { problem: expect.any(String) }],
    [values.artifactFolder, '..', { problem: expect.any(String) }],
    [values.artifactFolder, 'your-name', { problem: expect.stringContaining('shares one folder') }],
    [values.artifactFolder, '<your path>', { problem: expect.stringContaining('shares one folder') }],
    [values.experimentPath, ' /Users/ada@x/diabetes ', { value: '/Users/ada@x/diabetes' }],
    [values.experimentPath, '/Users/a"); import os', { problem: expect.any(String) }],
    [values.experimentPath, 'diabetes', { problem: expect.stringContaining('slash') }],
    [values.experimentPath, '/Users/ada@x/one\nimport os', { problem: expect.stringContaining('one line') }],
    [values.experimentPath, '/Users/ada@x/a\u2028b', { problem: expect.stringContaining('one line') }],
    [values.workspaceName, 'quill\0lab', { problem: expect.stringContaining('one line') }],
    [values.folderId, ' Ab3dEf9h\n', { value: 'Ab3dEf9h' }],
    [values.folderId, 'https://dss.example/projects/ADA/managedfolder/Ab3dEf9h/view/', { value: 'Ab3dEf9h' }],
    [values.folderId, 'managedfolder/Ab3dEf9h?x=1', { value: 'Ab3dEf9h' }],
    [values.folderId, 'not-the-Ab3dEf9h', { problem: expect.any(String) }],
    [values.folderId, 'xxAb3dEf9h', { problem: expect.any(String) }],
    [values.folderId, '../Ab3dEf9h', { problem: expect.any(String) }],
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

  test.each([
    ['ada.quill@practice.example', 'ada-quill'],
    ['Ada.Quill@practice.example', 'ada-quill'],
    ['x4471@practice.example', 'x4471'],
    ['gus.visitor_partner.example#EXT#@practice.example', 'gus-visitor-partner-example'],
    ['', 'my'],
  ])('the folder suggested to %s is %s: one for each person of the tenant', (userName, folder) => {
    expect(values.artifactFolder.suggest?.({ userName })).toBe(folder);
  });
});

test('names of values and of what is learned are in the database: a change here would orphan what was recorded', () => {
  expect({ values: Object.keys(values), learnt: Object.keys(lab.declared.learns) }).toMatchInlineSnapshot(`
    {
      "learnt": [
        "workspaceUrl",
        "workspaceId",
        "workspaceResourceId",
        "databricksUser",
        "clusterVisualJob",
        "clusterPythonJob",
        "clusterSyncOutJob",
        "clusterSyncBackJob",
        "warehouseVisualJob",
        "warehousePythonFailure",
        "warehouseSyncFailure",
        "warehousePythonJob",
        "warehouseSyncOutJob",
        "warehouseSyncBackJob",
        "runId",
        "artifactsPath",
        "modelDirectory",
        "environmentPython",
        "mlWorkspaceUrl",
      ],
      "values": [
        "workspaceName",
        "clusterId",
        "clusterHost",
        "clusterPort",
        "clusterHttpPath",
        "warehouseId",
        "warehouseHost",
        "warehousePort",
        "warehouseHttpPath",
        "dssLogin",
        "clusterConnection",
        "warehouseConnection",
        "projectKey",
        "mountName",
        "artifactFolder",
        "experimentPath",
        "folderId",
        "codeEnvName",
        "clusterTable",
        "clusterVisualRecipe",
        "clusterPythonRecipe",
        "clusterSyncOut",
        "clusterSyncBack",
        "warehouseTable",
        "warehouseVisualRecipe",
        "warehousePythonRecipe",
        "warehouseSyncOut",
        "warehouseSyncBack",
      ],
    }
  `);
});
