import type { Carry } from '../carry';
import { begunIn, cellsOf, type UnderWay } from './cells';
import { type Mount, mountsIn, whyIn } from './mount-list';
import type { Workspace } from './workspace';

/** The only code that a check ever runs on a cluster: it reads the mounts and changes nothing. */
export const mountsSnippet = `import json
dbutils.fs.refreshMounts()
print(json.dumps([{"mountPoint": m.mountPoint, "source": m.source} for m in dbutils.fs.mounts()]))`;

/** The result of asking a cluster for its mounts. */
export type MountsAnswer =
  | { kind: 'mounts'; mounts: Mount[] }
  /** It continues by itself, and the next run picks it up. `since` is by our clock, in milliseconds. */
  | { kind: 'under-way'; since: number }
  /** The cluster ran it and failed; what it said. */
  | { kind: 'failed'; said: string }
  /** Nobody pressed, and nothing was in progress. */
  | { kind: 'unasked' };

/** A press doesn't wait for anything older than this: it starts again. */
const longestMs = 10 * 60_000;

/** Commands run on a cluster of a workspace, as the attendee. */
export function commandsOf(workspace: Workspace) {
  const { host, run } = workspace;
  const cells = cellsOf(workspace);

  async function follow(begun: UnderWay, carry: Carry): Promise<MountsAnswer | null> {
    const answer = await cells.follow(begun, [mountsSnippet], carry);
    if (answer?.kind !== 'finished') return answer;
    const mounts = mountsIn(answer.results);
    return mounts ? { kind: 'mounts', mounts } : { kind: 'failed', said: whyIn(answer.results) };
  }

  return {
    /**
     * The mounts, by running `mountsSnippet` on a running cluster. Only a press starts it, because it is the attendee's cluster. Every
     * later run, by a press or not, picks it up until it has answered. Then its context is destroyed.
     */
    async mounts(clusterId: string, carry: Carry): Promise<MountsAnswer> {
      const { isClick } = run.access;
      const kept = begunIn(carry);
      const isStale = kept && isClick && Date.now() - kept.since > longestMs;
      if (kept && (kept.host !== host || kept.clusterId !== clusterId || isStale)) await cells.end(kept, carry);
      else if (kept) {
        const answer = await follow(kept, carry);
        if (answer) return answer;
        carry.keep(null);
      }
      const begun = isClick ? await cells.begin(clusterId, carry) : null;
      if (!begun) return { kind: 'unasked' };
      return (await follow(begun, carry)) ?? { kind: 'under-way', since: begun.since };
    },
    /** Ends something that an earlier run started and that is no longer needed. */
    async forgetMounts(carry: Carry): Promise<void> {
      const kept = begunIn(carry);
      if (kept) await cells.end(kept, carry);
    },
  };
}
