import { z } from 'zod';
import type { Evidence, Run } from '../http';
import { withoutSlashes } from '../slashes';
import { service } from './service';

const Path = z.object({
  name: z.string(),
  // text on the wire, and absent for files (facts, section 9)
  isDirectory: z.union([z.boolean(), z.string()]).nullish(),
});
export interface StoredPath {
  /** From the container's root. */
  name: string;
  isDirectory: boolean;
}
/** What is directly in a directory; null when it is not there; 'denied' without a data role on the container. */
export type Listing = StoredPath[] | null | 'denied';

const Paths = z.object({ paths: z.array(Path) });

/** A Data Lake storage account, asked as the attendee. */
export function storageOf(run: Run, record: Evidence[], account: string) {
  return {
    async list(container: string, directory: string): Promise<Listing> {
      const query = new URLSearchParams({ resource: 'filesystem', recursive: 'false', directory: withoutSlashes(directory) });
      const answer = await run.ask<z.infer<typeof Paths> | 'denied'>(
        {
          service,
          url: `https://${account}.dfs.core.windows.net/${encodeURIComponent(container)}?${query}`,
          schema: Paths,
          headers: { 'x-ms-version': '2023-11-03' },
          isAbsent: ({ code }) => code === 'PathNotFound',
          refused: ({ code }) => (code === 'AuthorizationPermissionMismatch' ? 'denied' : undefined),
        },
        record,
      );
      if (!answer) return null;
      if (answer.body === 'denied') return 'denied';
      return answer.body.paths.map(({ name, isDirectory }) => ({ name, isDirectory: String(isDirectory ?? false) === 'true' }));
    },
  };
}
export type Storage = ReturnType<typeof storageOf>;
