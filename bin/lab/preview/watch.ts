import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Saving one file may be reported several times, and an editor may save several at once. */
const pauseMs = 80;

/** @returns what stops it */
export function watchFolders(root: string, folders: readonly string[], changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchers = folders
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .map((folder) =>
      watch(folder, { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(changed, pauseMs);
      }),
    );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
