import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { Hand } from '@/lib/lab/rehearsal';
import { type Hands, noted } from './hands';

const Id = z.object({ id: z.string() });
const Status = z.object({
  status: z.string(),
  results: z.object({ resultType: z.string(), data: z.string().optional(), cause: z.string().optional() }).optional(),
});

/** Somebody's notebook on one cluster: its context, and what is running in it. */
interface Open {
  cluster: string;
  context: string;
  /** The command that is running. */
  running?: string;
}

/** Runs a cell of somebody's. @returns what it printed, or 'not yet' while the cluster is at it @throws what Python says */
export type RunCell = (hand: Hand, code: string) => Promise<string | 'not yet'>;

/**
 * Notebooks of made-up attendees, on the cluster that they have noted (`mlHost`, `mlCluster`). A new one is pending for a while, and its
 * first cell takes longer than the others: meanwhile it is "not yet", and the same notebook is looked at again.
 */
export function notebooks({ call }: Pick<Hands, 'call'>): RunCell {
  const open = new Map<string, Open>();
  const ask = (hand: Hand, method: string, path: string, body?: unknown) =>
    call(hand.who, databricks, method, `https://${noted(hand, 'mlHost')}/api/1.2${path}`, body);

  async function notebookOf(hand: Hand): Promise<Open> {
    const cluster = noted(hand, 'mlCluster');
    const known = open.get(hand.who.upn);
    if (known?.cluster === cluster) return known;
    const { id: context } = Id.parse(await ask(hand, 'POST', '/contexts/create', { clusterId: cluster, language: 'python' }));
    const made: Open = { cluster, context };
    open.set(hand.who.upn, made);
    return made;
  }

  return async (hand, code) => {
    try {
      const notebook = await notebookOf(hand);
      const where = { clusterId: notebook.cluster, contextId: notebook.context };
      const at = new URLSearchParams(where);
      if (notebook.running === undefined) {
        if (Status.parse(await ask(hand, 'GET', `/contexts/status?${at}`)).status !== 'Running') return 'not yet';
        const { id } = Id.parse(await ask(hand, 'POST', '/commands/execute', { ...where, language: 'python', command: code }));
        notebook.running = id;
      }
      const { status, results } = Status.parse(await ask(hand, 'GET', `/commands/status?${at}&commandId=${notebook.running}`));
      if (status !== 'Finished') return 'not yet';
      delete notebook.running;
      if (results?.resultType === 'error') throw new Error(results.cause ?? 'the cell failed');
      return results?.data ?? '';
    } catch (error) {
      open.delete(hand.who.upn); // its cluster may have ended with it: the next try opens another
      throw error;
    }
  };
}
