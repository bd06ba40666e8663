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
const mostPages = 20;

/** A Data Lake storage account, asked as the attendee. */
export function storageOf(run: Run, record: Evidence[], account: string) {
  return {
    async list(container: string, directory: string): Promise<Listing> {
      const query = new URLSearchParams({ resource: 'filesystem', recursive: 'false', directory: withoutSlashes(directory) });
      const all: StoredPath[] = [];
      for (let page = 0; page < mostPages; page++) {
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
        all.push(...answer.body.paths.map(({ name, isDirectory }) => ({ name, isDirectory: String(isDirectory ?? false) === 'true' })));
        // a page may be shorter than it need be: the list ends where this header does (Path - List)
        const next = answer.headers?.get('x-ms-continuation');
        if (!next) break;
        query.set('continuation', next);
      }
      return all;
    },
  };
}
export type Storage = ReturnType<typeof storageOf>;
