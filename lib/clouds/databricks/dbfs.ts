import { z } from 'zod';
import type { Question } from '../http';
import { bodiesOf, isNotThere, listOf, type Workspace } from './workspace';

/** DBFS and the workspace setting that switches it off, asked as the attendee. */
export function dbfsOf(workspace: Workspace) {
  const ask = bodiesOf(workspace);
  return {
    /** Names under `/mnt`. This is a hint, not proof: a plain folder there looks the same. */
    async mountNames(): Promise<string[]> {
      const Files = listOf('files', z.object({ path: z.string() }));
      const found = await ask('/api/2.0/dbfs/list?path=/mnt', Files, { isAbsent: isNotThere });
      const files = found ? await workspace.rowsOf(found.files) : [];
      return files.map((f) => f.path.replace(/^\/mnt\//, ''));
    },
    /** Whether mounts are switched off for the workspace; null if the attendee may not read that. */
    async isLegacyDbfsDisabled(): Promise<boolean | null> {
      const Setting = z.object({ disable_legacy_dbfs: z.object({ value: z.boolean().nullish() }) });
      const isAbsent: Question<unknown>['isAbsent'] = ({ status }) => status === 403 || status === 404;
      const found = await ask('/api/2.0/settings/types/disable_legacy_dbfs/names/default', Setting, { isAbsent });
      return found?.disable_legacy_dbfs.value ?? null;
    },
  };
}
