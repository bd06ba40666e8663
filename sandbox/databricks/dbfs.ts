import { containerOf, filesBelow, type StoredFile, tidyPath } from '../storage/files.ts';
import { type MachineLearning, type Mount, newMachineLearning } from '../world/ml.ts';
import type { Store } from '../world/store.ts';
import type { DatabricksWorkspace } from '../world/world.ts';

/** A workspace's machine learning; one of an older world begins empty. */
export function mlOf(room: DatabricksWorkspace): MachineLearning {
  room.ml ??= newMachineLearning();
  return room.ml;
}

/** `dbfs:/mnt/x/y`, `/dbfs/mnt/x/y` and `/mnt/x/y` are one place. */
export const dbfsPath = (path: string): string => `/${tidyPath(path.replace(/^dbfs:/, '').replace(/^\/dbfs\//, '/'))}`;

export interface Place {
  files: Record<string, StoredFile>;
  path: string;
  /** Where `files` begin, as DBFS sees it. */
  base: string;
}

const sourceOf = ({ source }: Mount) => /^abfss:\/\/([^@]+)@([^.]+)\.dfs\.core\.windows\.net\/?(.*)$/.exec(source);

/** Where a DBFS path really is: in a container behind a mount, or in the workspace's own storage. */
export function placeOf(store: Store, ml: MachineLearning, path: string): Place | null {
  const wanted = dbfsPath(path);
  const mount = ml.mounts.find((m) => wanted === m.mountPoint || wanted.startsWith(`${m.mountPoint}/`));
  if (!mount) return { files: ml.dbfs, path: tidyPath(wanted), base: '' };
  const [, container = '', account = '', directory = ''] = sourceOf(mount) ?? [];
  const files = containerOf(store, account, container);
  return files ? { files, path: tidyPath(`${directory}/${wanted.slice(mount.mountPoint.length)}`), base: mount.mountPoint } : null;
}

export interface Entry {
  path: string;
  is_dir: boolean;
  file_size: number;
  modification_time: number;
}

/** What is directly below a DBFS path; null when there is nothing of that name. */
export function list(store: Store, ml: MachineLearning, path: string): Entry[] | null {
  const wanted = dbfsPath(path);
  const place = placeOf(store, ml, wanted);
  if (!place) return null;
  const own = place.files[place.path];
  if (own) return [{ path: wanted, is_dir: false, file_size: Buffer.from(own.data, 'base64').length, modification_time: own.modifiedAt }];
  const entries = new Map<string, Entry>();
  for (const { path: below, file } of filesBelow(place.files, place.path)) {
    const [head = '', ...rest] = below.split('/');
    const at = `${wanted === '/' ? '' : wanted}/${head}`;
    if (rest.length > 0) entries.set(at, { path: at, is_dir: true, file_size: 0, modification_time: 0 });
    else
      entries.set(at, { path: at, is_dir: false, file_size: Buffer.from(file.data, 'base64').length, modification_time: file.modifiedAt });
  }
  for (const { mountPoint } of ml.mounts) {
    if (wanted === '/mnt') entries.set(mountPoint, { path: mountPoint, is_dir: true, file_size: 0, modification_time: 0 });
    if (wanted === '/') entries.set('/mnt', { path: '/mnt', is_dir: true, file_size: 0, modification_time: 0 });
  }
  const isMount = ml.mounts.some((m) => m.mountPoint === wanted);
  return entries.size > 0 || isMount || wanted === '/' ? [...entries.values()] : null;
}
