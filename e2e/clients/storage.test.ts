// Azure Storage through Microsoft's own Data Lake client, unmodified, on the real https URLs.
import { BlobServiceClient } from '@azure/storage-blob';
import { DataLakeServiceClient } from '@azure/storage-file-datalake';
import { describe, expect, test } from 'vitest';
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

test('a reader reads and does not write; a missing container is reported', async () => {
  const container = await clientOf('Rea Reader', 'Reader');
  expect(await names(container.listPaths())).toContain('stella/');
  await expect(container.getFileClient('rea.txt').create()).rejects.toMatchObject({ statusCode: 403 });
  const member = await hands.newcomer('Rea Reader');
  const elsewhere = new DataLakeServiceClient(`https://${storageAccount}.dfs.core.windows.net`, credentialOf(member)).getFileSystemClient(
    'nowhere',
  );
  await expect(names(elsewhere.listPaths())).rejects.toMatchObject({ statusCode: 404, code: 'FilesystemNotFound' });
});

describe('a path', () => {
  const open = async (path: string) => {
    const container = await clientOf('Stella Storage', 'Contributor');
    const file = container.getFileClient(path);
    return { container, file, text: async () => (await file.readToBuffer()).toString() };
  };

  test('is written only where its precondition holds, and an ETag changes with every write', async () => {
    const { file, text } = await open('paths/conditions.txt');
    await file.upload(Buffer.from('one'));
    const { etag = '' } = await file.getProperties();
    await expect(file.create({ conditions: { ifNoneMatch: '*' } })).rejects.toMatchObject({ statusCode: 409, code: 'PathAlreadyExists' });
    expect(await text()).toBe('one');
    expect((await file.createIfNotExists()).succeeded).toBe(false);
    expect(await text()).toBe('one');
    await file.upload(Buffer.from('two'), { conditions: { ifMatch: etag } });
    await expect(file.upload(Buffer.from('three'), { conditions: { ifMatch: etag } })).rejects.toMatchObject({ statusCode: 412 });
    expect(await text()).toBe('two');
    await expect(file.read(0, undefined, { conditions: { ifMatch: etag } })).rejects.toMatchObject({ statusCode: 412 });
    await expect(file.delete(false, { conditions: { ifMatch: etag } })).rejects.toMatchObject({ statusCode: 412 });
    await file.create(); // without a condition it is written over, as documented
    expect(await text()).toBe('');
  });

  test('that is empty exists, and what is appended later comes after what is there', async () => {
    const { file, container, text } = await open('paths/empty.txt');
    await file.create();
    expect(await file.getProperties()).toMatchObject({ contentLength: 0 });
    expect(await names(container.listPaths({ path: 'paths' }))).toContain('paths/empty.txt');
    await file.append('ab', 0, 2);
    await file.flush(2);
    await file.append('c', 2, 1);
    await expect(file.flush(9)).rejects.toMatchObject({ statusCode: 400, code: 'InvalidFlushPosition' });
    await file.flush(3);
    expect(await text()).toBe('abc');
  });

  test('keeps its content when its metadata or content type changes', async () => {
    const { file, text } = await open('paths/metadata.txt');
    await file.upload(Buffer.from('kept'));
    await file.setMetadata({ color: 'green' });
    await file.setHttpHeaders({ contentType: 'text/plain' });
    expect(await text()).toBe('kept');
    expect(await file.getProperties()).toMatchObject({ metadata: { color: 'green' }, contentType: 'text/plain', contentLength: 4 });
  });

  test('is renamed: it is gone where it was, and a directory takes along what is in it', async () => {
    const { container } = await open('');
    await container.getFileClient('moving/from/a/b.txt').upload(Buffer.from('b'));
    await container.getDirectoryClient('moving/from').move('moving/to');
    expect(await names(container.listPaths({ path: 'moving', recursive: true }))).toEqual([
      'moving/to/',
      'moving/to/a/',
      'moving/to/a/b.txt',
    ]);
    const moved = container.getFileClient('moving/to/a/b.txt');
    await moved.move('moving/c.txt');
    expect((await container.getFileClient('moving/c.txt').readToBuffer()).toString()).toBe('b');
    expect(await moved.exists()).toBe(false);
    const move = (from: string, to: string) => container.getFileClient(from).move(to);
    await expect(move('moving/nothing', 'moving/x')).rejects.toMatchObject({ statusCode: 404, code: 'SourcePathNotFound' });
    await expect(move('moving/c.txt', 'nowhere/x')).rejects.toMatchObject({ code: 'RenameDestinationParentPathNotFound' });
    await container.getFileClient('moving/d.txt').upload(Buffer.from('d'));
    await expect(
      container.getFileClient('moving/c.txt').move('moving/d.txt', { destinationConditions: { ifNoneMatch: '*' } }),
    ).rejects.toMatchObject({ statusCode: 409 });
    expect((await container.getFileClient('moving/d.txt').readToBuffer()).toString()).toBe('d');
  });

  test('that is a directory exists without files, stays when they go, and is deleted with them only when told to', async () => {
    const { container } = await open('');
    const directory = container.getDirectoryClient('empty/inner');
    await directory.create({ metadata: { made: 'by hand' } });
    expect(await names(container.listPaths({ path: 'empty' }))).toEqual(['empty/inner/']);
    expect(await directory.getProperties()).toMatchObject({ metadata: { hdi_isfolder: 'true', made: 'by hand' } });
    const file = directory.getFileClient('x.txt');
    await file.create();
    await expect(directory.delete(false)).rejects.toMatchObject({ statusCode: 409, code: 'DirectoryNotEmpty' });
    await expect(container.getFileClient('empty/inner').create()).rejects.toMatchObject({ statusCode: 409 });
    await file.delete();
    expect(await directory.exists()).toBe(true);
    await directory.delete(false);
    expect(await directory.exists()).toBe(false);
    await expect(file.delete()).rejects.toMatchObject({ statusCode: 404, code: 'PathNotFound' });
  });

  test('has no access control lists and no leases here, and says so', async () => {
    const { file, container } = await open('paths/metadata.txt');
    const unpractised = { statusCode: 501, code: 'NotImplemented' };
    await expect(file.getAccessControl()).rejects.toMatchObject({ statusCode: 501 });
    await expect(file.setPermissions({ owner: { read: true }, group: {}, other: {} } as never)).rejects.toMatchObject(unpractised); // only told apart by its action
    await expect(file.getDataLakeLeaseClient().acquireLease(15)).rejects.toMatchObject(unpractised);
    await expect(container.create()).rejects.toMatchObject(unpractised);
    await expect(container.delete()).rejects.toMatchObject(unpractised);
    expect(await file.exists()).toBe(true);
  });
});

describe('a blob', () => {
  const container = async () => {
    const member = await hands.newcomer('Stella Storage', { storageRole: 'Contributor' });
    return new BlobServiceClient(`https://${storageAccount}.blob.core.windows.net`, credentialOf(member) as never).getContainerClient(
      storageContainer,
    ); // its type of credential has more than it uses
  };
  const text = async (path: string) => (await (await container()).getBlobClient(path).downloadToBuffer()).toString();

  test('is put whole or in blocks, in the order in which they are listed', async () => {
    const blob = (await container()).getBlockBlobClient('blobs/blocks.txt');
    const [a, b, missing] = ['YQ==', 'Yg==', 'Yw=='] as const;
    await blob.stageBlock(b, 'world', 5);
    await blob.stageBlock(a, 'hello ', 6);
    await expect(blob.commitBlockList([a, missing])).rejects.toMatchObject({ statusCode: 400, code: 'InvalidBlockList' });
    await blob.commitBlockList([a, b]);
    expect(await text('blobs/blocks.txt')).toBe('hello world');
  });

  test('that exists is not put again under If-None-Match', async () => {
    const blob = (await container()).getBlockBlobClient('blobs/once.txt');
    await blob.upload('first', 5, { conditions: { ifNoneMatch: '*' } });
    await expect(blob.upload('second', 6, { conditions: { ifNoneMatch: '*' } })).rejects.toMatchObject({ code: 'BlobAlreadyExists' });
    expect(await text('blobs/once.txt')).toBe('first');
    const { etag = '' } = await blob.getProperties();
    await expect(blob.download(0, undefined, { conditions: { ifNoneMatch: etag } })).rejects.toMatchObject({ statusCode: 304 });
    expect((await blob.downloadToBuffer(1, 3)).toString()).toBe('irs');
    await expect(blob.download(99)).rejects.toMatchObject({ statusCode: 416, code: 'InvalidRange' });
  });

  test('keeps its content when its metadata or headers are set', async () => {
    const blob = (await container()).getBlockBlobClient('blobs/described.txt');
    await blob.upload('kept', 4, { metadata: { a: '1' }, blobHTTPHeaders: { blobContentType: 'text/csv' } });
    await blob.setMetadata({ b: '2' });
    expect(await blob.getProperties()).toMatchObject({ metadata: { b: '2' }, contentType: 'text/csv', contentLength: 4 });
    await blob.setHTTPHeaders({ blobContentType: 'text/plain' });
    expect(await blob.getProperties()).toMatchObject({ contentType: 'text/plain', metadata: { b: '2' } });
    expect(await text('blobs/described.txt')).toBe('kept');
  });

  test('is listed page by page, flat or by directories', async () => {
    const all = await container();
    for (const name of ['l/a.txt', 'l/b/c.txt', 'l/d.txt'])
      await all.getBlockBlobClient(name).upload(name, name.length, { metadata: { n: name } });
    const pages: string[][] = [];
    for await (const page of all.listBlobsFlat({ prefix: 'l/', includeMetadata: true }).byPage({ maxPageSize: 2 }))
      pages.push(page.segment.blobItems.map((b) => `${b.name}${b.metadata?.['hdi_isfolder'] ? '/' : ''}`));
    expect(pages).toEqual([
      ['l/a.txt', 'l/b/'],
      ['l/b/c.txt', 'l/d.txt'],
    ]);
    const found: string[] = [];
    for await (const item of all.listBlobsByHierarchy('/', { prefix: 'l/' })) found.push(item.name);
    expect(found.sort()).toEqual(['l/a.txt', 'l/b/', 'l/d.txt']);
  });

  test('that is not there cannot be deleted, and what is not simulated is refused', async () => {
    const all = await container();
    await expect(all.getBlobClient('blobs/nothing').delete()).rejects.toMatchObject({ statusCode: 404, code: 'BlobNotFound' });
    expect((await all.getBlobClient('blobs/nothing').deleteIfExists()).succeeded).toBe(false);
    const gone = all.getBlockBlobClient('blobs/gone.txt');
    await gone.upload('x', 1);
    await gone.delete();
    expect(await gone.exists()).toBe(false);
    const blob = all.getBlockBlobClient('blobs/once.txt');
    const unpractised = { statusCode: 501, code: 'NotImplemented' };
    await expect(blob.syncCopyFromURL('https://x.example/y')).rejects.toMatchObject(unpractised);
    await expect(blob.createSnapshot()).rejects.toMatchObject(unpractised);
    await expect(blob.setTags({ a: 'b' })).rejects.toMatchObject(unpractised);
    await expect(all.getAppendBlobClient('blobs/log').create()).rejects.toMatchObject(unpractised);
    expect(await all.getBlobClient('blobs/log').exists()).toBe(false);
    expect(await text('blobs/once.txt')).toBe('first');
  });
});

test('a request without a version, or with none that takes a token, is refused', async () => {
  const member = await hands.newcomer('Rea Reader');
  const token = await hands.token(member, 'https://storage.azure.com');
  const ask = async (headers: Record<string, string>) => {
    const url = `https://${storageAccount}.dfs.core.windows.net/${storageContainer}?resource=filesystem&recursive=false`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, ...headers } });
    return [response.status, response.headers.get('x-ms-error-code')];
  };
  expect(await ask({ 'x-ms-version': '2023-11-03' })).toEqual([200, null]);
  expect(await ask({})).toEqual([400, 'MissingRequiredHeader']);
  const file = await fetch(`https://${storageAccount}.dfs.core.windows.net/${storageContainer}/blobs/once.txt`, {
    headers: { authorization: `Bearer ${token}`, 'x-ms-version': '2023-11-03' },
  });
  expect(await file.text()).toBe('first');
  expect(await ask({ 'x-ms-version': '2015-04-05' })).toEqual([400, 'InvalidHeaderValue']);
});
