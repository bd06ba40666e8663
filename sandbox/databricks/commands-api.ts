import type { Context } from 'hono';
import { z } from 'zod';
import { type Practice, requestId, service } from '../practice.ts';
import type { Cell } from '../world/ml.ts';
import { runCell } from './cells.ts';
import { condition } from './clusters.ts';
import { dbError } from './errors.ts';
import { here } from './room.ts';

type C = Context<Practice>;

/** Command execution 1.2, camelCase as it is (facts, section 8.3). Contexts live in memory, and die with their cluster. */
export const commands = service();

interface Open {
  clusterId: string;
  by: string;
  cells: Cell[];
  answers: Map<string, Pick<Cell, 'output' | 'isError'>>;
}
const contexts = new Map<string, Open>();
const base = '/api/1.2';

const clusterOf = (c: C, id: string) => here(c).room.clusters.find((k) => k.id === id);
async function body<T extends z.ZodType>(c: C, schema: T): Promise<z.infer<T> | null> {
  return schema.safeParse(await c.req.json().catch(() => null)).data ?? null;
}

commands.post(`${base}/contexts/create`, async (c) => {
  const asked = await body(c, z.object({ clusterId: z.string(), language: z.enum(['python', 'scala', 'sql', 'r']) }));
  const cluster = asked && clusterOf(c, asked.clusterId);
  if (!cluster) return dbError(400, 'INVALID_PARAMETER_VALUE', `Cluster ${asked?.clusterId ?? ''} does not exist`);
  if (condition(cluster, c.env.store.clock.now()).state !== 'RUNNING')
    return dbError(400, 'INVALID_STATE', `ClusterNotReadyException: Cluster ${cluster.id} is not running`);
  if (cluster.singleUserName && cluster.singleUserName !== c.var.person.upn)
    return dbError(
      403,
      'PERMISSION_DENIED',
      `Single-user check failed: user '${c.var.person.upn}' attempted to run a command on single-user cluster ${cluster.id}`,
    );
  const id = requestId();
  contexts.set(id, { clusterId: cluster.id, by: c.var.person.upn, cells: [], answers: new Map() });
  return c.json({ id });
});
const open = (c: C, id: string | undefined) => {
  const found = contexts.get(id ?? '');
  return found?.by === c.var.person.upn ? found : undefined;
};
commands.get(`${base}/contexts/status`, (c) =>
  open(c, c.req.query('contextId'))
    ? c.json({ id: c.req.query('contextId'), status: 'Running' })
    : dbError(404, 'RESOURCE_DOES_NOT_EXIST', 'ContextNotFound'),
);
commands.post(`${base}/contexts/destroy`, async (c) => {
  const asked = await body(c, z.object({ contextId: z.string() }));
  if (open(c, asked?.contextId)) contexts.delete(asked?.contextId ?? '');
  return c.json({ id: asked?.contextId });
});
commands.post(`${base}/commands/execute`, async (c) => {
  const asked = await body(c, z.object({ contextId: z.string(), command: z.string() }));
  const context = open(c, asked?.contextId);
  const cluster = context && clusterOf(c, context.clusterId);
  if (!asked || !context || !cluster) return dbError(404, 'RESOURCE_DOES_NOT_EXIST', 'ContextNotFound');
  const answer = await runCell(c.env, { room: here(c).room, cluster, person: c.var.person, earlier: context.cells }, asked.command);
  context.cells.push({ code: asked.command, ...answer });
  const id = requestId().replaceAll('-', '');
  context.answers.set(id, answer);
  return c.json({ id });
});
commands.get(`${base}/commands/status`, (c) => {
  const id = c.req.query('commandId') ?? '';
  const answer = open(c, c.req.query('contextId'))?.answers.get(id);
  if (!answer) return dbError(404, 'RESOURCE_DOES_NOT_EXIST', 'CommandNotFound');
  const results = answer.isError
    ? { resultType: 'error', summary: `<span class="ansi-red-fg">${answer.output.split('\n')[0]}</span>`, cause: answer.output }
    : { resultType: 'text', data: answer.output };
  return c.json({ id, status: 'Finished', results });
});
commands.post(`${base}/commands/cancel`, (c) => c.json({}));
