import type { Carry } from '../carry';
import { begunIn, cellsOf, type UnderWay } from './cells';
import { type Mount, mountsIn, whyIn } from './mount-list';
import type { Workspace } from './workspace';

/** The only code that a check ever runs on a cluster: it reads the mounts and changes nothing. */
export const mountsSnippet = `import json
dbutils.fs.refreshMounts()
print(json.dumps([{"mountPoint": m.mountPoint, "source": m.source} for m in dbutils.fs.mounts()]))`;

/** What asking a cluster for its mounts has come to. */
export type MountsAnswer =
  | { kind: 'mounts'; mounts: Mount[] }
  /** It goes on by itself: the next look takes it up. `since` is by our clock, in milliseconds. */
  | { kind: 'under-way'; since: number }
  /** The cluster ran it and failed; what it said. */
  | { kind: 'failed'; said: string }
  /** Nobody pressed, and nothing was under way. */
  | { kind: 'unasked' };

/** A press does not wait for what has been under way for longer: it begins anew. */
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
     * The mounts, by running `mountsSnippet` on a running cluster. It is begun at a press only, for it is the attendee's cluster, and
     * taken up by every look after that, a press or not, until it has answered. Then its context is destroyed.
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
    /** Ends what a look had begun and nobody wants to know anymore. */
    async forgetMounts(carry: Carry): Promise<void> {
      const kept = begunIn(carry);
      if (kept) await cells.end(kept, carry);
    },
  };
}
