import type { Store } from '../world/store.ts';

/** One blob; what is in it as base64, so that the world stays a JSON file. */
export interface StoredFile {
  data: string;
  modifiedAt: number;
}
/** By account, container and path; a path has no slash in front. Directories are where files are. */
export type Storage = Record<string, Record<string, Record<string, StoredFile>>>;

export const tidyPath = (path: string): string => path.replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/');

export const containerOf = (store: Store, account: string, container: string): Record<string, StoredFile> | undefined =>
  store.world.storage[account]?.[container];

export function putFile(store: Store, files: Record<string, StoredFile>, path: string, data: Uint8Array): void {
  files[tidyPath(path)] = { data: Buffer.from(data).toString('base64'), modifiedAt: store.clock.now() };
  store.save();
}

export const bytesOf = (file: StoredFile): Buffer => Buffer.from(file.data, 'base64');

/** All files below a directory, their paths from there on. */
export function filesBelow(files: Record<string, StoredFile>, directory: string): { path: string; file: StoredFile }[] {
  const prefix = tidyPath(directory) ? `${tidyPath(directory)}/` : '';
  return Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, file]) => ({ path: path.slice(prefix.length), file }));
}
