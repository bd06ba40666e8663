import { bytesOf, containerOf, directoriesBelow, fileAt, filesBelow, kindOf, tidyPath } from '../storage/files.ts';
import { type DatabricksWorkspace, mlOf } from '../world/databricks.ts';
import type { Mount } from '../world/ml.ts';
import type { Files } from '../world/storage.ts';
import type { Store } from '../world/store.ts';

/** `dbfs:/mnt/x/y`, `/dbfs/mnt/x/y` and `/mnt/x/y` are the same path. */
export const dbfsPath = (path: string): string => `/${tidyPath(path.replace(/^dbfs:/, '').replace(/^\/dbfs\//, '/'))}`;

interface Location {
  files: Files;
  path: string;
}

const sourceOf = ({ source }: Mount) => /^abfss:\/\/([^@]+)@([^.]+)\.dfs\.core\.windows\.net\/?(.*)$/.exec(source);

/** Where a DBFS path is stored: in a container behind a mount, or in the workspace's own files. */
export function locate(store: Store, databricks: DatabricksWorkspace, path: string): Location | null {
  const { mounts, dbfs } = mlOf(databricks);
  const wanted = dbfsPath(path);
  const mount = mounts.find((m) => wanted === m.mountPoint || wanted.startsWith(`${m.mountPoint}/`));
  if (!mount) return { files: dbfs, path: tidyPath(wanted) };
  const [, container = '', account = '', directory = ''] = sourceOf(mount) ?? [];
  const files = containerOf(store, account, container);
  return files ? { files, path: tidyPath(`${directory}/${wanted.slice(mount.mountPoint.length)}`) } : null;
}

interface Entry {
  path: string;
  is_dir: boolean;
  file_size: number;
  modification_time: number;
}

/** The entries directly in a DBFS path, or the file at it; null when there is neither. */
export function listDirectory(store: Store, databricks: DatabricksWorkspace, path: string): Entry[] | null {
  const { mounts } = mlOf(databricks);
  const wanted = dbfsPath(path);
  const location = locate(store, databricks, wanted);
  if (!location) return null;
  const { files, path: at } = location;
  const own = fileAt(files, at);
  if (own) return [{ path: wanted, is_dir: false, file_size: bytesOf(own).length, modification_time: own.modifiedAt }];
  const entries = new Map<string, Entry>();
  const within = (name: string) => `${wanted === '/' ? '' : wanted}/${name}`;
  for (const [name, directory] of directoriesBelow(files, at))
    if (!name.includes('/'))
      entries.set(within(name), { path: within(name), is_dir: true, file_size: 0, modification_time: directory?.modifiedAt ?? 0 });
  for (const { path: name, file } of filesBelow(files, at))
    if (!name.includes('/'))
      entries.set(within(name), { path: within(name), is_dir: false, file_size: bytesOf(file).length, modification_time: file.modifiedAt });
  for (const { mountPoint } of mounts) {
    if (wanted === '/mnt') entries.set(mountPoint, { path: mountPoint, is_dir: true, file_size: 0, modification_time: 0 });
    if (wanted === '/') entries.set('/mnt', { path: '/mnt', is_dir: true, file_size: 0, modification_time: 0 });
  }
  const isMount = mounts.some((m) => m.mountPoint === wanted);
  return entries.size > 0 || isMount || kindOf(files, at) === 'directory' ? [...entries.values()] : null;
}
