// Azure Storage through Microsoft's own Data Lake client, unmodified, on the real https URLs.
import { DataLakeServiceClient } from '@azure/storage-file-datalake';
import { expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { credentialOf } from './credential';

const hands = await practiceHands();
const { storageAccount, storageContainer } = hands.settings;
const clientOf = async (name: string, storageRole: string) => {
  const member = await hands.newcomer(name, { storageRole });
  return new DataLakeServiceClient(`https://${storageAccount}.dfs.core.windows.net`, credentialOf(member)).getFileSystemClient(
    storageContainer,
  );
};
const names = async (paths: AsyncIterable<{ name?: string; isDirectory?: boolean }>) => {
  const found: string[] = [];
  for await (const path of paths) found.push(`${path.name}${path.isDirectory ? '/' : ''}`);
  return found;
};

test('files are written, listed page by page, read and deleted', async () => {
  const container = await clientOf('Stella Storage', 'Contributor');
  const write = async (path: string, text: string) => {
    const file = container.getFileClient(path);
    await file.create();
    await file.append(text, 0, text.length);
    await file.flush(text.length);
  };
  await write('stella/run/artifacts/model/MLmodel', 'flavors: {}');
  await write('stella/run/artifacts/model/conda.yaml', 'name: env');
  await container.getFileClient('stella/notes.txt').upload(Buffer.from('hello'));
  expect(await names(container.listPaths({ path: 'stella' }))).toEqual(['stella/notes.txt', 'stella/run/']);
  const all: string[] = [];
  for await (const page of container.listPaths({ path: 'stella', recursive: true }).byPage({ maxPageSize: 2 }))
    all.push(...(page.pathItems ?? []).map((p) => p.name ?? ''));
  expect(all).toEqual([
    'stella/notes.txt',
    'stella/run',
    'stella/run/artifacts',
    'stella/run/artifacts/model',
    'stella/run/artifacts/model/MLmodel',
    'stella/run/artifacts/model/conda.yaml',
  ]);
  const file = container.getFileClient('stella/run/artifacts/model/MLmodel');
  expect((await file.readToBuffer()).toString()).toBe('flavors: {}');
  expect(await file.getProperties()).toMatchObject({ contentLength: 11 });
  expect(await file.exists()).toBe(true);
  expect(await container.getFileClient('stella/nothing').exists()).toBe(false);
  await container.getDirectoryClient('stella/run').delete(true);
  expect(await names(container.listPaths({ path: 'stella', recursive: true }))).toEqual(['stella/notes.txt']);
});

test.each([
  ['without a data role', 'none', 403, 'AuthorizationPermissionMismatch'],
  ['a directory that is not there', 'Reader', 404, 'PathNotFound'],
])('%s', async (_, role, statusCode, code) => {
  const container = await clientOf(`Sam ${role}`, role);
  await expect(names(container.listPaths({ path: 'nowhere' }))).rejects.toMatchObject({ statusCode, code });
});

test('a reader reads and does not write; a container that is not there is told of', async () => {
  const container = await clientOf('Rea Reader', 'Reader');
  expect(await names(container.listPaths())).toContain('stella/');
  await expect(container.getFileClient('rea.txt').create()).rejects.toMatchObject({ statusCode: 403 });
  const member = await hands.newcomer('Rea Reader');
  const elsewhere = new DataLakeServiceClient(`https://${storageAccount}.dfs.core.windows.net`, credentialOf(member)).getFileSystemClient(
    'nowhere',
  );
  await expect(names(elsewhere.listPaths())).rejects.toMatchObject({ statusCode: 404, code: 'FilesystemNotFound' });
});
