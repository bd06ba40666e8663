import { mlOf } from '../world/databricks.ts';
import type { Files, StoredFile } from '../world/storage.ts';
import type { Store } from '../world/store.ts';

export const tidyPath = (path: string): string => path.replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/');

/** The storage account that Azure makes with a workspace, and the container in which DBFS's own files are. */
export const managedAccount = (workspaceId: string): string => `dbstorage${workspaceId.slice(0, 12)}`;
export const managedContainer = 'root';

export function containerOf(store: Store, account: string, container: string): Files | undefined {
  const own = store.world.storage[account]?.[container];
  if (own || container !== managedContainer) return own;
  const id = Object.keys(store.world.databricks).find((workspaceId) => managedAccount(workspaceId) === account);
  const databricks = id ? store.world.databricks[id] : undefined;
  return databricks && mlOf(databricks).dbfs;
}

let writes = 0;
/** When something was written, and an ETag that no other write has. */
export function stamp(store: Store): { modifiedAt: number; etag: string } {
  const modifiedAt = store.clock.now();
  return {
    modifiedAt,
    etag: `"0x${modifiedAt.toString(16).toUpperCase()}${(writes++ % 4096).toString(16).toUpperCase().padStart(3, '0')}"`,
  };
}

type Described = Pick<StoredFile, 'contentType' | 'metadata'>;

/** Writes a file, and the directories that lead to it. */
export function putFile(store: Store, files: Files, path: string, data: Uint8Array, described: Described = {}): StoredFile {
  const made: StoredFile = { data: Buffer.from(data).toString('base64'), ...described, ...stamp(store) };
  makeParents(store, files, tidyPath(path));
  files[tidyPath(path)] = made;
  store.save();
  return made;
}

export function makeDirectory(store: Store, files: Files, path: string, described: Described = {}): StoredFile {
  const made: StoredFile = { data: '', isDirectory: true, ...described, ...stamp(store) };
  makeParents(store, files, path);
  files[path] = made;
  store.save();
  return made;
}

function makeParents(store: Store, files: Files, path: string): void {
  const parents = path.split('/').slice(0, -1);
  for (let i = 1; i <= parents.length; i++) files[parents.slice(0, i).join('/')] ??= { data: '', isDirectory: true, ...stamp(store) };
}

export const bytesOf = (file: StoredFile): Buffer => Buffer.from(file.data, 'base64');

/** What a path is. The container itself is a directory. */
export function kindOf(files: Files, path: string): 'file' | 'directory' | null {
  const entry = files[path];
  if (entry && !entry.isDirectory) return 'file';
  return entry || path === '' || below(files, path).length > 0 ? 'directory' : null;
}

export const fileAt = (files: Files, path: string): StoredFile | undefined => (kindOf(files, path) === 'file' ? files[path] : undefined);

/** Everything stored under a directory, directories included, with paths relative to it. */
function below(files: Files, directory: string): { path: string; file: StoredFile }[] {
  const prefix = tidyPath(directory) ? `${tidyPath(directory)}/` : '';
  return Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, file]) => ({ path: path.slice(prefix.length), file }));
}

/** All files under a directory, with paths relative to it. */
export const filesBelow = (files: Files, directory: string) => below(files, directory).filter(({ file }) => !file.isDirectory);

/** All directories under a directory, stored or implied by what is in them, with paths relative to it; null for implied ones. */
export function directoriesBelow(files: Files, directory: string): Map<string, StoredFile | null> {
  const found = new Map<string, StoredFile | null>();
  for (const { path, file } of below(files, directory)) {
    const segments = path.split('/');
    for (let i = 1; i < segments.length; i++) {
      const parent = segments.slice(0, i).join('/');
      if (!found.has(parent)) found.set(parent, null);
    }
    if (file.isDirectory) found.set(path, file);
  }
  return found;
}

/** Deletes a file, or a directory with all that is in it. */
export function removeTree(store: Store, files: Files, path: string): void {
  for (const { path: rest } of below(files, path)) delete files[`${path}/${rest}`];
  delete files[path];
  store.save();
}

/** Moves a file, or a directory with all that is in it, over whatever is at its new path. */
export function moveTree(store: Store, from: Files, path: string, to: Files, newPath: string): void {
  const moved = [...below(from, path).map(({ path: rest, file }) => [`${newPath}/${rest}`, file] as const)];
  const own = from[path] ?? { data: '', isDirectory: true as const, ...stamp(store) };
  removeTree(store, from, path);
  removeTree(store, to, newPath);
  makeParents(store, to, newPath);
  for (const [at, file] of [[newPath, own] as const, ...moved]) to[at] = file;
  store.save();
}
