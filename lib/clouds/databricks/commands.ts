import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { orTrouble } from '../trouble';
import { bodiesOf, type Workspace } from './workspace';

export interface Mount {
  mountPoint: string;
  source: string;
}

/** The only code that is ever run on a cluster: it reads the mounts and changes nothing. */
export const mountsSnippet = `import json
dbutils.fs.refreshMounts()
print(json.dumps([{"mountPoint": m.mountPoint, "source": m.source} for m in dbutils.fs.mounts()]))`;

const polls = 8;
const pollMs = 500;

/** Commands run on a cluster of a workspace, as the attendee. */
export function commandsOf(workspace: Workspace) {
  const ask = bodiesOf(workspace);
  return {
    /**
     * The mounts, by running `mountsSnippet` on a running cluster. Only at a click: it is the attendee's cluster. The context it runs
     * in is destroyed afterwards, whatever the outcome.
     * @returns null when nobody clicked, or it did not answer in time
     */
    async mounts(clusterId: string): Promise<Mount[] | null> {
      if (!workspace.run.access.isClick) return null;
      const Id = z.object({ id: z.string().min(1) });
      const context = (await ask('/api/1.2/contexts/create', Id, { post: { clusterId, language: 'python' } }))?.id;
      if (!context) return null;
      try {
        const post = { clusterId, contextId: context, language: 'python', command: mountsSnippet };
        const command = (await ask('/api/1.2/commands/execute', Id, { post }))?.id ?? '';
        const query = new URLSearchParams({ clusterId, contextId: context, commandId: command });
        const Status = z.object({ status: z.string(), results: z.object({ resultType: z.string(), data: z.unknown() }).nullish() });
        for (let i = 0; i < polls; i++) {
          const said = await ask(`/api/1.2/commands/status?${query}`, Status, { isFresh: true });
          if (said?.status === 'Finished') return parseMounts(said.results);
          await wait(pollMs);
        }
        return null;
      } finally {
        // one that stays is ended by the cluster in time, and says nothing about the mounts
        await orTrouble(ask('/api/1.2/contexts/destroy', z.unknown(), { post: { clusterId, contextId: context } }));
      }
    },
  };
}

/** What the snippet printed; some versions put `Out[1]: ` before it. */
export function parseMounts(results: { resultType: string; data?: unknown } | null | undefined): Mount[] | null {
  const text = typeof results?.data === 'string' ? results.data.slice(results.data.indexOf('[{')) : '';
  if (results?.resultType !== 'text') return null;
  try {
    return z.array(z.object({ mountPoint: z.string(), source: z.string() })).parse(JSON.parse(text));
  } catch {
    return null; // not what we print: as good as no answer
  }
}
