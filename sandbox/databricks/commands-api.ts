import { z } from 'zod';
import { requestId, service } from '../practice.ts';
import type { Cluster } from '../world/databricks.ts';
import type { Cell } from '../world/ml.ts';
import { runCell } from './cells.ts';
import { condition } from './clusters.ts';
import type { C, Variables } from './context.ts';
import { dbError, invalid, json, missing, query, unpractised } from './errors.ts';

/**
 * `/api/1.2/…`: command execution, in camelCase like the real one (facts, section 8.3). Contexts live in memory, and end with their
 * cluster.
 */
export const commands = service<Variables>();

interface ExecutionContext {
  clusterId: string;
  /** The start of the cluster that it belongs to: it does not outlast it. */
  start: number;
  by: string;
  /** Until then it is Pending, and takes no commands. */
  readyAt: number;
  cells: Cell[];
  /** What commands answered, and when they begin to say so. */
  answers: Map<string, Pick<Cell, 'output' | 'isError'> & { endsAt: number }>;
}
/** Clusters whose Python is warm, and since which start. */
const warm = new WeakMap<Cluster, number>();
const contexts = new Map<string, ExecutionContext>();

const clusterOf = (c: C, id: string) => c.var.databricks.clusters.find((k) => k.id === id);
const own = (c: C, id: string) => {
  const found = contexts.get(id);
  if (!found || found.by !== c.var.person.upn) return undefined;
  const cluster = clusterOf(c, found.clusterId);
  const isThere = cluster?.startAskedAt === found.start && condition(cluster, c.env.store.clock.now()).state === 'RUNNING';
  if (!isThere) contexts.delete(id);
  return isThere ? found : undefined;
};

const NewContext = z.object({ clusterId: z.string(), language: z.enum(['python', 'scala', 'sql', 'r']) });

commands.post('/contexts/create', json(NewContext), (c) => {
  const { clusterId, language } = c.req.valid('json');
  const { upn } = c.var.person;
  if (language !== 'python') return unpractised(`execution contexts in ${language}`);
  const cluster = clusterOf(c, clusterId);
  if (!cluster) return invalid(`Cluster ${clusterId} does not exist`);
  if (condition(cluster, c.env.store.clock.now()).state !== 'RUNNING')
    return dbError(400, 'INVALID_STATE', `ClusterNotReadyException: Cluster ${cluster.id} is not running`);
  if (cluster.singleUserName && cluster.singleUserName !== upn)
    return dbError(
      403,
      'PERMISSION_DENIED',
      `Single-user check failed: user '${upn}' attempted to run a command on single-user cluster ${cluster.id}`,
    );
  const id = requestId();
  const readyAt = c.env.store.clock.after(c.env.store.world.rules.contextSeconds);
  contexts.set(id, { clusterId: cluster.id, start: cluster.startAskedAt, by: upn, readyAt, cells: [], answers: new Map() });
  return c.json({ id });
});

const isPending = (c: C, { readyAt }: ExecutionContext) => c.env.store.clock.now() < readyAt;

const InContext = z.object({ contextId: z.string() });

commands.get('/contexts/status', query(InContext), (c) => {
  const { contextId: id } = c.req.valid('query');
  const context = own(c, id);
  return context ? c.json({ id, status: isPending(c, context) ? 'Pending' : 'Running' }) : missing('ContextNotFound');
});
commands.post('/contexts/destroy', json(InContext), (c) => {
  const { contextId } = c.req.valid('json');
  if (!own(c, contextId)) return missing('ContextNotFound');
  contexts.delete(contextId);
  return c.json({ id: contextId });
});

commands.post('/commands/execute', json(InContext.extend({ command: z.string() })), async (c) => {
  const { contextId, command } = c.req.valid('json');
  const { databricks, person } = c.var;
  const context = own(c, contextId);
  const cluster = context && clusterOf(c, context.clusterId);
  if (!context || !cluster) return missing('ContextNotFound');
  if (isPending(c, context)) return dbError(400, 'INVALID_STATE', `Context ${contextId} is not ready: Pending`);
  const answer = await runCell(c.env, { databricks, cluster, person, earlier: context.cells }, command);
  context.cells.push({ code: command, ...answer });
  const id = requestId().replaceAll('-', '');
  const seconds = warm.get(cluster) === cluster.startAskedAt ? 0 : c.env.store.world.rules.coldPythonSeconds;
  warm.set(cluster, cluster.startAskedAt);
  context.answers.set(id, { ...answer, endsAt: c.env.store.clock.after(seconds) });
  return c.json({ id });
});

commands.get('/commands/status', query(InContext.extend({ commandId: z.string() })), (c) => {
  const { contextId, commandId: id } = c.req.valid('query');
  const answer = own(c, contextId)?.answers.get(id);
  if (!answer) return missing('CommandNotFound');
  if (c.env.store.clock.now() < answer.endsAt) return c.json({ id, status: 'Running' });
  const results = answer.isError
    ? { resultType: 'error', summary: `<span class="ansi-red-fg">${answer.output.split('\n')[0]}</span>`, cause: answer.output }
    : { resultType: 'text', data: answer.output };
  return c.json({ id, status: 'Finished', results });
});
/** A command is over at once here; cancelling one that is over changes nothing. */
commands.post('/commands/cancel', json(InContext.extend({ commandId: z.string() })), (c) => {
  const { contextId, commandId: id } = c.req.valid('json');
  return own(c, contextId)?.answers.has(id) ? c.json({ id }) : missing('CommandNotFound');
});
