import { existsSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** Saving one file may be reported several times, and an editor may save several at once. */
const pauseMs = 80;

/**
 * Each folder is watched from the one that it is in, or a folder that goes for a moment, as with another branch, would be lost for good.
 * @returns what stops it
 */
export function watchFolders(root: string, folders: readonly string[], changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watchers = folders
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .map((folder) =>
      watch(dirname(folder), { recursive: true }, (_, file) => {
        if (file !== null && !`${file}${sep}`.startsWith(`${basename(folder)}${sep}`)) return; // a neighbor
        clearTimeout(timer);
        timer = setTimeout(changed, pauseMs);
      }),
    );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
