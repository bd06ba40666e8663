import type { Files, StoredFile } from '../world/storage.ts';
import type { Store } from '../world/store.ts';

export const tidyPath = (path: string): string => path.replace(/^\/+|\/+$/g, '').replace(/\/{2,}/g, '/');

export const containerOf = (store: Store, account: string, container: string): Files | undefined =>
  store.world.storage[account]?.[container];

export function putFile(store: Store, files: Files, path: string, data: Uint8Array): void {
  files[tidyPath(path)] = { data: Buffer.from(data).toString('base64'), modifiedAt: store.clock.now() };
  store.save();
}

export const bytesOf = (file: StoredFile): Buffer => Buffer.from(file.data, 'base64');

/** All files below a directory, with paths relative to it. */
export function filesBelow(files: Files, directory: string): { path: string; file: StoredFile }[] {
  const prefix = tidyPath(directory) ? `${tidyPath(directory)}/` : '';
  return Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, file]) => ({ path: path.slice(prefix.length), file }));
}
