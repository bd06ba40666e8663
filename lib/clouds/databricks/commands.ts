import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Refusal } from '../answer';
import type { Carry } from '../carry';
import type { Question } from '../http';
import { orTrouble } from '../trouble';
import { type Mount, mountsIn, type Results, whyIn } from './mount-list';
import { bodiesOf, type Workspace } from './workspace';

/** The only code that is ever run on a cluster: it reads the mounts and changes nothing. */
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

/** Far longer than any id, and short enough to be kept, and asked for in an address. */
const longestId = 200;

/** The snippet on its way: in a context that may be getting ready, or, once it has an id of its own, as a command. */
const UnderWay = z.object({
  host: z.string(),
  clusterId: z.string(),
  contextId: z.string().max(longestId),
  commandId: z.string().max(longestId).optional(),
  since: z.number(),
});
type UnderWay = z.infer<typeof UnderWay>;

/** How long a press stays with it. A context takes seconds and a cold Python half a minute: the looks after it see the rest. */
const patienceMs = 4000;
const pollMs = 500;
/** A press does not wait for what has been under way for longer: it begins anew. */
const longestMs = 10 * 60_000;

const Id = z.object({ id: z.string().min(1).max(longestId) });
const ContextStatus = z.object({ status: z.string() });
const CommandStatus = z.object({
  status: z.string(),
  results: z
    .object({ resultType: z.string(), data: z.unknown().optional(), summary: z.string().nullish(), cause: z.string().nullish() })
    .nullish() satisfies z.ZodType<Results | null | undefined>,
});

/** A context ends with its cluster, and after a while without use. Which status and code says so is not documented: its words do. */
const isGone = ({ status, code = '', said = '' }: Refusal): boolean =>
  [400, 404, 500].includes(status) &&
  (/^(Context|Command)NotFound/i.test(code) || (/context|command/i.test(said) && /not ?found|not exist|no such|invalid/i.test(said)));

/**
 * Commands run on a cluster of a workspace, as the attendee. Shapes: databricks-sdk-py, compute.py; that a context has to be `Running`
 * before it takes commands: the same, and terraform-provider-databricks, commands.go.
 */
export function commandsOf(workspace: Workspace) {
  const { host, run } = workspace;
  const ask = bodiesOf(workspace);

  /** It says nothing about the mounts whether that works: a context that stays is ended by the cluster in time. */
  async function end({ host: there, clusterId, contextId }: UnderWay, carry: Carry): Promise<void> {
    carry.keep(null);
    if (there === host) await orTrouble(ask('/api/1.2/contexts/destroy', z.unknown(), { post: { clusterId, contextId } }));
  }

  async function begin(clusterId: string, carry: Carry): Promise<UnderWay | null> {
    const context = await ask('/api/1.2/contexts/create', Id, { post: { clusterId, language: 'python' } });
    if (!context) return null;
    const begun = { host, clusterId, contextId: context.id, since: Date.now() };
    carry.keep(begun);
    return begun;
  }

  /** Where it is now, and one step further if it can be. @returns what is under way after that; null where the cluster has ended it */
  async function step(begun: UnderWay, carry: Carry): Promise<UnderWay | MountsAnswer | null> {
    const { clusterId, contextId, commandId } = begun;
    const more: Partial<Question<never>> = { isFresh: true, isAbsent: isGone };
    if (commandId === undefined) {
      const context = await ask(`/api/1.2/contexts/status?${new URLSearchParams({ clusterId, contextId })}`, ContextStatus, more);
      if (context?.status === 'Error') return { kind: 'failed', said: 'The cluster could not start Python.' };
      if (context?.status !== 'Running') return context && begun;
      const post = { clusterId, contextId, language: 'python', command: mountsSnippet };
      const command = await ask('/api/1.2/commands/execute', Id, { ...more, post });
      if (!command) return null;
      const next = { ...begun, commandId: command.id };
      carry.keep(next);
      return next;
    }
    const query = new URLSearchParams({ clusterId, contextId, commandId });
    const command = await ask(`/api/1.2/commands/status?${query}`, CommandStatus, more);
    switch (command?.status) {
      case undefined:
        return null;
      case 'Finished': {
        const mounts = mountsIn(command.results);
        return mounts ? { kind: 'mounts', mounts } : { kind: 'failed', said: whyIn(command.results) };
      }
      case 'Error':
      case 'Cancelled':
      case 'Cancelling':
        return { kind: 'failed', said: whyIn(command.results) };
      default:
        return begun; // Queued, Running
    }
  }

  /** @returns null where the cluster has ended what was begun */
  async function follow(first: UnderWay, carry: Carry): Promise<MountsAnswer | null> {
    const until = Date.now() + (run.access.isClick ? patienceMs : 0);
    for (let begun = first; ; ) {
      const next = await step(begun, carry);
      if (!next) return null;
      if ('kind' in next) {
        await end(begun, carry);
        return next;
      }
      const isFurther = next !== begun;
      begun = next;
      if (isFurther) continue;
      if (Date.now() + pollMs > until) return { kind: 'under-way', since: begun.since };
      await wait(pollMs);
    }
  }

  return {
    /**
     * The mounts, by running `mountsSnippet` on a running cluster. It is begun at a press only, for it is the attendee's cluster, and
     * taken up by every look after that, a press or not, until it has answered. Then its context is destroyed.
     */
    async mounts(clusterId: string, carry: Carry): Promise<MountsAnswer> {
      const { isClick } = run.access;
      const kept = UnderWay.safeParse(carry.begun).data;
      const isStale = kept && isClick && Date.now() - kept.since > longestMs;
      if (kept && (kept.host !== host || kept.clusterId !== clusterId || isStale)) await end(kept, carry);
      else if (kept) {
        const answer = await follow(kept, carry);
        if (answer) return answer;
        carry.keep(null);
      }
      const begun = isClick ? await begin(clusterId, carry) : null;
      if (!begun) return { kind: 'unasked' };
      return (await follow(begun, carry)) ?? { kind: 'under-way', since: begun.since };
    },
    /** Ends what a look had begun and nobody wants to know any more. */
    async forgetMounts(carry: Carry): Promise<void> {
      const kept = UnderWay.safeParse(carry.begun).data;
      if (kept) await end(kept, carry);
    },
  };
}
