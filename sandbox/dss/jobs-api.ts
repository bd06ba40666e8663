import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssJob } from '../world/dss.ts';
import type { C, Variables } from './context.ts';
import { DssError, found, json, refuseOthers, unpractised } from './errors.ts';
import { activityOf, jobItem, jobLog, jobState, jobStatus, startJob } from './jobs.ts';
import { query } from './parameters.ts';
import { type InProject, readable, writable } from './project-access.ts';
import { unwrite } from './written-table.ts';

/** `/projects/:key/jobs/…` */
export const jobs = service<Variables>();

const base = '/projects/:key/jobs';
const now = (c: C) => c.env.store.clock.now();

/** Finds the job that the path names, as `c.var.job`. */
const withJob = createMiddleware<Practice<InProject & { job: DssJob }>>(async (c, next) => {
  const id = c.req.param('id');
  const job = c.var.project.jobs.find((j) => j.id === id);
  c.set('job', found(job, `job ${id}`));
  return next();
});

jobs.get(`${base}/`, readable, query(z.object({ limit: z.coerce.number().int().default(0) })), (c) => {
  const { project } = c.var;
  const latest = [...project.jobs].reverse().slice(0, c.req.valid('query').limit || undefined);
  return c.json(latest.map((j) => jobItem(project, j, now(c))));
});

const NewJob = z.looseObject({
  type: z.string().default('NON_RECURSIVE_FORCED_BUILD'),
  outputs: z.array(z.looseObject({ id: z.string(), type: z.string().nullish(), projectKey: z.string().nullish() })).min(1),
});
type NewJob = z.output<typeof NewJob>;

/** The dataset that a job is to build: one at a time, and nothing before it. */
function targetOf({ type, outputs, ...others }: NewJob, projectKey: string): string {
  const [{ id, type: kind, ...output } = { id: '' }, ...more] = outputs;
  if (type !== 'NON_RECURSIVE_FORCED_BUILD') throw unpractised(`jobs of the type '${type.slice(0, 80)}'`);
  if (more.length > 0) throw unpractised('jobs with several outputs');
  if (kind && kind !== 'DATASET') throw unpractised(`building a ${kind.slice(0, 80)}`);
  refuseOthers('jobs', others);
  refuseOthers('jobs', output, output.projectKey ? { projectKey } : {});
  return id;
}

jobs.post(`${base}/`, writable, json(NewJob), async (c) => {
  const { project, caller } = c.var;
  const wanted = c.req.valid('json');
  const started = await startJob(c.env, project, caller.login, targetOf(wanted, project.projectKey), wanted.type);
  return c.json({ id: started.id });
});
jobs.get(`${base}/:id/`, readable, withJob, (c) => c.json(jobStatus(c.var.project, c.var.job, now(c))));
/** With an activity, its lines alone. How DSS refuses one that the job does not have is assumed. */
jobs.get(`${base}/:id/log`, readable, withJob, query(z.object({ activity: z.string().default('') })), (c) => {
  const { project, job } = c.var;
  const { activity } = c.req.valid('query');
  if (activity && activity !== activityOf(job))
    throw new DssError(404, `activity ${activity.slice(0, 200)} of job ${job.id} does not exist`);
  const pieces = jobLog(project, job, now(c), activity === '');
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return c.body(body, 200, { 'content-type': 'text/plain; charset=utf-8' });
});
jobs.post(`${base}/:id/abort`, writable, withJob, (c) => {
  const { job } = c.var;
  if (jobState(job, now(c)) === 'RUNNING') {
    job.abortedAt = now(c);
    unwrite(c.env.store, job);
  }
  c.env.store.save();
  return c.json({ msg: 'aborted' });
});
