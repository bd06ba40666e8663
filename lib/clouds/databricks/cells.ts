import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Refusal } from '../answer';
import type { Carry } from '../carry';
import type { Question } from '../http';
import { orTrouble } from '../trouble';
import { type Results, whyIn } from './mount-list';
import { bodiesOf, type Workspace } from './workspace';

/** What running cells on a cluster has come to. */
export type CellsAnswer =
  /** All of them ran; what the last one answered. */
  | { kind: 'finished'; results: Results | null | undefined }
  /** It continues by itself, and the next run picks it up. `since` is by our clock, in milliseconds. */
  | { kind: 'under-way'; since: number }
  /** One of them failed, or the cluster could not run it; what it said. */
  | { kind: 'failed'; said: string };

/** Far longer than any id, and short enough to be kept, and asked for in an address. */
const longestId = 200;

/** Cells in progress: in a context that may still be starting or, once there is a command's id, as a command. */
const UnderWay = z.object({
  host: z.string(),
  clusterId: z.string(),
  contextId: z.string().max(longestId),
  /** Which cell is next, or running. */
  cell: z.number().int().min(0).optional(),
  commandId: z.string().max(longestId).optional(),
  since: z.number(),
});
export type UnderWay = z.infer<typeof UnderWay>;

/** What an earlier run has started; undefined if nothing. */
export const begunIn = ({ begun }: Carry): UnderWay | undefined => UnderWay.safeParse(begun).data;

/** How long a press waits for it. A context takes seconds and a cold Python half a minute; later runs see the rest. */
const patienceMs = 4000;
const pollMs = 500;

const Id = z.object({ id: z.string().min(1).max(longestId) });
const ContextStatus = z.object({ status: z.string() });
const CommandStatus = z.object({
  status: z.string(),
  results: z
    .object({ resultType: z.string(), data: z.unknown().optional(), summary: z.string().nullish(), cause: z.string().nullish() })
    .nullish() satisfies z.ZodType<Results | null | undefined>,
});

/** A context ends with its cluster, and after a while without use. Its status and code aren't documented, so its words decide. */
const isGone = ({ status, code = '', said = '' }: Refusal): boolean =>
  [400, 404, 500].includes(status) &&
  (/^(Context|Command)NotFound/i.test(code) || (/context|command/i.test(said) && /not ?found|not exist|no such|invalid/i.test(said)));

/**
 * Runs Python cells on a cluster of a workspace, one after another in one context, as the attendee. Shapes: databricks-sdk-py, compute.py;
 * that a context has to be `Running` before it takes commands: the same, and terraform-provider-databricks, commands.go.
 */
export function cellsOf(workspace: Workspace) {
  const { host, run } = workspace;
  const ask = bodiesOf(workspace);

  /** It says nothing about the cells whether that works: a context that stays is ended by the cluster in time. */
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

  /**
   * Finds out where it is, and moves it one step on if possible.
   * @returns what is in progress after that; null if the cluster has ended it
   */
  async function step(begun: UnderWay, cells: readonly string[], carry: Carry): Promise<UnderWay | CellsAnswer | null> {
    const { clusterId, contextId, commandId, cell = 0 } = begun;
    const more: Partial<Question<never>> = { isFresh: true, isAbsent: isGone };
    if (commandId === undefined) {
      const context = await ask(`/api/1.2/contexts/status?${new URLSearchParams({ clusterId, contextId })}`, ContextStatus, more);
      if (context?.status === 'Error') return { kind: 'failed', said: 'The cluster could not start Python.' };
      if (context?.status !== 'Running') return context && begun;
      const post = { clusterId, contextId, language: 'python', command: cells[cell] ?? '' };
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
        if (command.results?.resultType === 'error') return { kind: 'failed', said: whyIn(command.results) };
        if (cell + 1 >= cells.length) return { kind: 'finished', results: command.results };
        const { commandId: _, ...rest } = begun;
        const next = { ...rest, cell: cell + 1 };
        carry.keep(next);
        return next;
      }
      case 'Error':
      case 'Cancelled':
      case 'Cancelling':
        return { kind: 'failed', said: whyIn(command.results) };
      default:
        return begun; // Queued, Running
    }
  }

  return {
    end,
    begin,
    /** Waits for it as long as a press may. @returns null if the cluster has ended what was started */
    async follow(first: UnderWay, cells: readonly string[], carry: Carry): Promise<CellsAnswer | null> {
      const until = Date.now() + (run.access.isClick ? patienceMs : 0);
      for (let begun = first; ; ) {
        const next = await step(begun, cells, carry);
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
    },
  };
}
